"""benchmarks/console/transcripts.py on calls that can be followed by hand."""

from __future__ import annotations

import asyncio
import re
from collections import Counter

import pytest

from benchmarks.console.calls import RecognisedCall, recognised
from benchmarks.console.transcripts import REPORT, learnt, outcome, together, unseen
from benchmarks.understanding.questions import Unseen
from bot.console.desk.following import SURE
from bot.console.desk.suggesting import SuggestedCard, Suggestions

ASKS = Unseen("母の分なんですけど、資格確認書はいつまで使えますか", frozenset({"expiry"}), "phone")


class Understanding:
    """Is sure of what it was told."""

    def __init__(self, **cards: str) -> None:
        self.cards = cards

    async def suggest(self, text: str) -> Suggestions:
        """The card that was told for the text."""
        if text not in self.cards:
            return Suggestions(kind="none")
        card = SuggestedCard(id=self.cards[text], title="", confidence=100, lead="")
        return Suggestions(kind="cards", items=[card])


def test_a_call_holds_its_question() -> None:
    """All words of it, from where it begins, in at most three pieces; the same for a number."""
    for number in range(50):
        call = recognised(ASKS, number)
        assert call == recognised(ASKS, number)
        rest = "".join(call.sentences[call.asks_at :])
        assert re.sub("[、。]", "", ASKS.text) in re.sub("[、。]", "", rest)
        assert "いつまで" not in "".join(call.sentences[: call.asks_at])
        assert call.right == ASKS.intents


def test_calls_differ() -> None:
    """Some are cut where somebody breathes, some have no marks, and they begin in many ways."""
    calls = [recognised(ASKS, number) for number in range(50)]
    assert len({call.sentences[0] for call in calls}) > 3
    assert {"。" in "".join(c.sentences) or "、" in "".join(c.sentences) for c in calls} == {
        True,
        False,
    }
    assert len({len(call.sentences) - call.asks_at for call in calls}) > 1


@pytest.mark.parametrize(
    ("cards", "ours", "worth"),
    [
        ({"いつまで": "expiry"}, True, "right"),
        ({}, True, "silent"),
        ({"いつまで": "lost"}, True, "wrong"),
        ({"いつまで": "expiry", "はい": "lost"}, True, "wrong"),
        ({"もしもし": "expiry"}, True, "wrong"),
        ({"いつまで": "lost"}, False, "intruded"),
        ({}, False, "quiet"),
    ],
)
def test_what_a_call_is_worth(cards: dict[str, str], ours: bool, worth: str) -> None:
    """A card before anything is asked, or one that is wrong at any moment, is a wrong one."""
    call = RecognisedCall(("もしもし", "いつまで", "はい"), 1, frozenset({"expiry"}), ours)
    assert asyncio.run(outcome(call, Understanding(**cards))) == worth


def counted(right: int, silent: int, wrong: int) -> Counter[str]:
    return Counter(right=right, silent=silent, wrong=wrong)


def test_the_threshold_of_least_cost() -> None:
    """A wrong card costs as much as twenty silences; less than one of difference is none."""
    assert learnt({80: counted(90, 5, 5), 95: counted(80, 18, 2)}) == 95
    assert learnt({80: counted(90, 8, 2), 95: counted(80, 20, 2)}) == 80
    assert learnt({95: counted(80, 20, 0), 99: counted(70, 30, 0)}) == 95
    assert learnt({95: counted(80, 20, 0), 99: counted(80, 20, 0)}) == 99


def test_each_call_is_measured_by_what_others_taught() -> None:
    """The threshold that a fold is measured by is learnt without it."""
    folds = [
        {80: counted(10, 0, 0), 95: counted(0, 10, 0)},
        {80: counted(0, 0, 10), 95: counted(0, 10, 0)},
    ]
    assert learnt(folds[0]) == 80
    assert learnt(folds[1]) == 95
    assert unseen(folds) == Counter(silent=10, wrong=10)
    assert together(folds)[80] == Counter(right=10, wrong=10)


def test_the_desk_uses_what_was_learnt() -> None:
    """The number in the source is that of the report."""
    found = re.search(r"学んだ値は \*\*(\d+) %\*\*", REPORT.read_text(encoding="utf-8"))
    assert found is not None
    assert int(found[1]) == SURE
