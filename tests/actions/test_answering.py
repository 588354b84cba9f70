"""actions/answering.py: the turn that a message is."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from actions.answering import pressed_message, turn_of
from bot.content import current_content, speaking
from tests.dialogue.conftest import SetToday, set_today

__all__ = ["set_today"]


def message(
    text: str | None, *, entities: tuple[dict[str, str], ...] = (), **more: Any
) -> dict[str, Any]:
    """What Rasa hands on of one message."""
    return {"text": text, "intent": {"name": "inform"}, "entities": list(entities), **more}


@pytest.mark.parametrize(
    ("value", "pressed"),
    [
        ("document=notice", ("document", "notice")),
        ("era=昭和", ("era", "昭和")),
        ("circumstances=none", ("circumstances", "none")),
        ("nothing", ("nothing", "")),
    ],
)
def test_payload(value: str, pressed: tuple[str, str]) -> None:
    """A pressed button gives one fact and no words."""
    entity = {"entity": "answer", "value": value}
    turn = turn_of(message(f'/inform{{"answer": "{value}"}}', entities=(entity,)), {})
    assert (turn.pressed, turn.text) == (pressed, "")


@pytest.mark.parametrize("value", ["", "document=notice", "era=昭和", "bank=A=B"])
def test_a_payload_is_read_as_rasa_reads_it(value: str) -> None:
    """Without Rasa, too, a payload is an intent and the fact that it gives."""
    payload = f'/inform{{"answer": "{value}"}}' if value else "/inform"
    entities = [{"entity": "answer", "value": value}] if value else []
    assert turn_of(pressed_message(payload), {}).pressed == (
        turn_of(message(payload, entities=tuple(entities)), {}).pressed
    )


@pytest.mark.parametrize("language", ["ja", "en", "ne", "ja-easy"])
def test_a_press_is_answered_in_the_language_of_its_button(language: str) -> None:
    """The first press of a talk, before a word was written, speaks as its channel does."""
    with speaking(current_content().words(date(2025, 10, 1), language)):
        turn = turn_of(pressed_message("/what_to_bring"), {})
    assert (turn.language, turn.words.language) == (language, language)


def test_typed_words_are_never_a_press() -> None:
    """An entity in typed words presses nothing: only a payload does."""
    turn = turn_of(message("資格確認書", entities=({"entity": "answer", "value": "era=昭和"},)), {})
    assert (turn.pressed, turn.text) == (None, "資格確認書")


def test_button_without_a_value() -> None:
    """A button that asks a question gives no fact and no words."""
    turn = turn_of(message("/certificate_expiry"), {})
    assert (turn.pressed, turn.text) == (None, "")


def test_empty_message() -> None:
    """A message without text, entities or ranking is a turn too."""
    turn = turn_of(message(None), {})
    assert (turn.text, turn.ranking, turn.pressed) == ("", (), None)


def test_ranking_without_the_fallback() -> None:
    """The fallback is not one of the likely intents."""
    ranking = [{"name": "nlu_fallback", "confidence": 0.7}, {"name": "thank", "confidence": 0.2}]
    assert turn_of(message("あ", intent_ranking=ranking), {}).ranking == (("thank", 0.2),)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-07-31T23:59", "2026-07-31"),
        ("2026-07-31T15:00+00:00", "2026-08-01"),
        ("2026-08-01", "2026-08-01"),
    ],
)
def test_today_is_the_day_in_japan(set_today: SetToday, moment: str, day: str) -> None:
    """The day is that of Japan, whatever zone the moment was given in."""
    set_today(moment)
    assert turn_of(message("あ"), {}).today.isoformat() == day
