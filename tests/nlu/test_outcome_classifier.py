"""bot/nlu/outcome_classifier.py: when the first guess may be acted on."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.calibration import Thresholds
from bot.nlu.linear_classifier import THRESHOLDS
from bot.nlu.outcome_classifier import OutcomeClassifier, is_sure

pytestmark = pytest.mark.slow


LEARNT = Thresholds(answer_from=0.5, refuse_from=0.4)


def ranking(*guesses: tuple[str, float]) -> list[dict[str, Any]]:
    return [{"name": name, "confidence": confidence} for name, confidence in guesses]


def outcome(guesses: list[dict[str, Any]] | None) -> Message:
    """A message that the classifier has ranked, after the component."""
    data = {} if guesses is None else {"intent_ranking": guesses, "intent": guesses[0]}
    message = Message(data={"text": "x", THRESHOLDS: LEARNT, **data})
    return OutcomeClassifier().process([message])[0]


@pytest.mark.parametrize(
    ("name", "confidence", "sure"),
    [
        ("certificate_expiry", 0.5, True),
        ("certificate_expiry", 0.49999, False),
        ("certificate_expiry", 1.0, True),
        ("certificate_expiry", 0.0, False),
        ("out_of_scope", 0.4, True),
        ("out_of_scope", 0.45, True),
        ("out_of_scope", 0.39999, False),
    ],
)
def test_is_sure(name: str, confidence: float, sure: bool) -> None:
    """An answer needs the one certainty, a refusal the other; the bound itself is enough."""
    assert is_sure(ranking((name, confidence), ("greet", 0.3)), LEARNT) is sure


def test_only_the_first_guess_counts() -> None:
    """A sure second guess does not make the first one sure."""
    assert not is_sure(ranking(("greet", 0.45), ("out_of_scope", 0.44)), LEARNT)


def test_a_sure_message_stays_as_it_is() -> None:
    """Nothing is put in front of a sure intent."""
    guesses = ranking(("greet", 0.9), ("thank", 0.1))
    message = outcome(guesses)
    assert message.get("intent")["name"] == "greet"
    assert message.get("intent_ranking") == guesses


def test_an_unsure_message_asks_back() -> None:
    """An unsure intent becomes the fallback; the whole ranking stays behind it."""
    guesses = ranking(("greet", 0.3), ("thank", 0.2))
    message = outcome(guesses)
    assert message.get("intent")["name"] == "nlu_fallback"
    assert message.get("intent")["confidence"] == pytest.approx(0.7)
    assert message.get("intent_ranking")[0]["name"] == "nlu_fallback"
    assert message.get("intent_ranking")[1:] == guesses


@pytest.mark.parametrize("guesses", [None, []])
def test_no_ranking_asks_back(guesses: list[dict[str, Any]] | None) -> None:
    """Words that nothing has ranked are not understood."""
    message = Message(data={"text": "", **({} if guesses is None else {"intent_ranking": guesses})})
    (done,) = OutcomeClassifier().process([message])
    assert done.get("intent") == {"name": "nlu_fallback", "confidence": 1.0}


@pytest.mark.parametrize("confidence", [0.9, 0.1])
def test_what_is_needed_goes_along(confidence: float) -> None:
    """Sure or not, the certainty that an answer needs is on the message."""
    assert outcome(ranking(("greet", confidence))).get("answer_from") == LEARNT.answer_from
