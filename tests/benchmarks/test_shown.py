"""benchmarks/understanding/shown.py: what messages are to who asked."""

from __future__ import annotations

import pytest

from benchmarks.understanding.shown import questions_of, totals, verdict
from bot.content import current_words
from bot.messages import Button, Kind, Message

LOST = frozenset({"lost_reissue"})
REFUSE = frozenset({"out_of_scope"})


def message(kind: Kind, answer_id: str | None, *offered: str) -> Message:
    buttons = tuple(Button(name, f"/{name}") for name in offered)
    return Message.said("…", kind, answer_id, buttons)


@pytest.mark.parametrize(
    ("said", "right", "expected"),
    [
        (message("answer", "lost_reissue"), LOST, "right"),
        (message("question", "lost_reissue"), LOST, "right"),
        (message("answer", "not_arrived", "lost_reissue"), LOST, "wrong"),
        (message("answer", "not_arrived"), REFUSE, "wrong"),
        (message("options", None, "not_arrived", "lost_reissue"), LOST, "offered"),
        (message("options", None, "not_arrived"), LOST, "asked"),
        (message("options", None, "not_arrived"), REFUSE, "asked"),
        (message("refusal", "out_of_scope"), REFUSE, "right"),
        (message("refusal", "out_of_scope"), LOST, "refused"),
        (message("refusal", "out_of_scope", "lost_reissue"), LOST, "beside"),
    ],
)
def test_verdict(said: Message, right: frozenset[str], expected: str) -> None:
    """An answer is right or wrong whatever its buttons are; those count where nothing is told."""
    assert verdict([said], right) == expected


def test_a_neighbour_by_its_name() -> None:
    """Who is told what was taken to be meant, and has the right card as a button, is not misled."""
    words = current_words()
    named = words.say("talk", "likely", said=words.title("not_arrived"))
    assert verdict([message("answer", "not_arrived", "lost_reissue").after(named)], LOST) == "named"
    assert verdict([message("answer", "not_arrived").after(named)], LOST) == "wrong"
    assert (
        verdict([message("answer", "not_arrived").after(named)], frozenset({"not_arrived"}))
        == "right"
    )


def test_halves() -> None:
    """A half is a part of the set, and both are all of it."""
    whole, dev, test = (questions_of(name) for name in ("blind2", "blind2:dev", "blind2:test"))
    assert sorted(q.text for q in (*dev, *test)) == sorted(q.text for q in whole)
    assert dev
    assert test


def test_totals() -> None:
    """Each verdict with its number and share; without any, nothing is divided by none."""
    assert totals(["right", "right", "right", "wrong"]).startswith("right 3 (75.0 %), named 0")
    assert totals([]).endswith("wrong 0 (0.0 %)")
