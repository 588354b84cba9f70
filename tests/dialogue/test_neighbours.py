"""Unsure between neighbours: the likeliest is answered by its name, the others are buttons."""

from __future__ import annotations

import pytest

from bot.content import library, say
from bot.dialogue.neighbours import NEIGHBOURS, nearly_sure
from tests.dialogue.talking import Conversation

LEARNT = 0.8


def understood(*ranking: tuple[str, float]) -> dict[str, object]:
    """An unsure message, as the model hands it on."""
    return {
        "text": "引き落としの手続きを知りたいです",
        "intent": {"name": "nlu_fallback", "confidence": 0.4},
        "intent_ranking": [{"name": name, "confidence": odds} for name, odds in ranking],
        "answer_from": LEARNT,
    }


def test_the_likeliest_of_neighbours_is_answered(talk: Conversation) -> None:
    """The answer says what was taken to be meant; what else was likely is one press away."""
    reply = talk.hear(understood(("debit_methods", 0.6), ("debit_docs", 0.3)))
    assert reply.kinds == ["answer"]
    assert reply.ids == ["debit_methods"]
    title = library().book().answers["debit_methods"].title
    assert reply.first == say("talk", "likely", said=title)
    assert talk.press(next(iter(reply.buttons))).ids == ["debit_docs"]


@pytest.mark.parametrize(
    "ranking",
    [
        (("notice_expiry", 0.5), ("certificate_expiry", 0.45)),  # no neighbours
        (("debit_methods", 0.5), ("debit_docs", 0.2)),  # together not enough
        (("debit_methods", 0.5), ("out_of_scope", 0.45)),  # perhaps not ours
    ],
)
def test_everything_else_is_asked_back(
    talk: Conversation, ranking: tuple[tuple[str, float], ...]
) -> None:
    """Between the two papers, or where neighbours are not likely enough, nothing is guessed."""
    assert talk.hear(understood(*ranking)).kinds == ["options"]


def test_without_a_threshold_nothing_is_taken_to_be_meant(talk: Conversation) -> None:
    """A model that does not say what certainty it needs is asked back as before."""
    message = understood(("debit_methods", 0.6), ("debit_docs", 0.3))
    del message["answer_from"]
    assert talk.hear(message).kinds == ["options"]


def test_a_lone_word_is_asked_back() -> None:
    """引き落とし says what it is about, and not what one wants to know."""
    ranking = (("debit_methods", 0.5), ("debit_docs", 0.5))
    assert nearly_sure("引き落とし", ranking, LEARNT) is None
    assert nearly_sure("引き落としの手続き", ranking, LEARNT) == "debit_methods"


def test_between_readings_nothing_is_taken_to_be_meant(talk: Conversation) -> None:
    """Where the whole says one thing and its clause another, both are offered."""
    message = understood(("debit_methods", 0.6), ("debit_docs", 0.3))
    words = str(message["text"])
    clause = {"start": 0, "end": len(words), "sentence": 0, "asks": True, "wish": False}
    ranking = [{"name": "debit_banks", "confidence": 0.7}]
    message["sentences"] = [{**clause, "added": False, "ranking": ranking, "sure": False}]
    assert talk.hear(message).kinds == ["options"]


APART = [
    {"notice_expiry", "certificate_expiry"},
    {"what_is_notice", "what_is_certificate"},
    {"apply_certificate", "cancel_registration"},
    {"discard_expired", "duplicate_notice"},
    {"ecert_grace", "ecert_vs_card"},
    {"auto_renewal", "notice_next_year"},
    {"limit_certificate", "limit_certificate_refused"},
    {"apply_certificate_docs", "limit_certificate_docs"},
]


@pytest.mark.parametrize("pair", APART, ids=lambda pair: "-".join(sorted(pair)))
def test_no_neighbours(pair: set[str]) -> None:
    """Where the answer of one misleads who meant the other, they are no neighbours."""
    assert [circle for circle in NEIGHBOURS if pair <= circle] == []


def test_every_neighbour_has_an_answer() -> None:
    """Each id has a card, and no circle holds only one."""
    answers = library().book().answers
    assert {name for circle in NEIGHBOURS for name in circle} <= set(answers)
    assert min(len(circle) for circle in NEIGHBOURS) > 1
