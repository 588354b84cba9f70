"""benchmarks/web/load.py with doors and clocks that can be reckoned by hand."""

from __future__ import annotations

import asyncio
from itertools import repeat
from typing import Any

import pytest

from benchmarks.web import load
from benchmarks.web.doors import Door, DoorAnswer
from benchmarks.web.load import Sample, talk
from benchmarks.web.talks import TalkKind, TalkTurn

ASK = TalkTurn("期限は?", "月", "certificate_expiry")
TELL = TalkTurn("昭和31年3月1日です", "令和8年", "inform")


class Clock:
    """Stands still but when an answer takes its time."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


class Slow(Door):
    """Every answer takes two seconds, beginning a talk one; all answers are 「7月」."""

    def __init__(self, clock: Clock) -> None:
        self.clock, self.did = clock, [""]

    async def begin(self) -> None:
        """One second."""
        self.clock.now += 1
        self.did.append("begin")

    async def take(self, turn: TalkTurn) -> DoorAnswer:
        """Two seconds."""
        self.clock.now += 2
        self.did.append(turn.text)
        return DoorAnswer("7月", reduced=turn is TELL)


def _talked(until: float) -> tuple[list[Sample], list[str]]:
    clock = Clock()
    door = Slow(clock)
    return asyncio.run(talk(door, repeat((ASK, TELL)), until, clock)), door.did[1:]


def test_a_message_is_timed_and_judged() -> None:
    """Each sample has its kind, its two seconds, whether it was right, and who answered."""
    samples, _ = _talked(until=5)
    assert samples == [
        Sample(TalkKind.QUESTION, 2, True),
        Sample(TalkKind.DATE, 2, False, reduced=True),
    ]


@pytest.mark.parametrize(
    ("until", "did"),
    [
        (0, []),
        (1, ["begin"]),
        (2, ["begin", ASK.text]),
        (4, ["begin", ASK.text, TELL.text]),
        (6, ["begin", ASK.text, TELL.text, "begin"]),
        (7, ["begin", ASK.text, TELL.text, "begin", ASK.text]),
    ],
)
def test_talks_one_after_another_until_the_end(until: float, did: list[str]) -> None:
    """A talk begins anew when its script is over; what began before the end is finished."""
    assert _talked(until)[1] == did


def test_a_window_joins_all_talks(monkeypatch: pytest.MonkeyPatch) -> None:
    """So many residents, each with a session that is closed afterwards."""
    sessions: list[Any] = []

    class Quick(Door):
        async def begin(self) -> None:
            sessions.append(self._session)

        async def take(self, turn: TalkTurn) -> DoorAnswer:
            await asyncio.sleep(0.001)
            return DoorAnswer(turn.expects)

    monkeypatch.setattr(load, "scripts_from", lambda number: iter([(ASK,), (TELL,)]))
    found = asyncio.run(load.window(Quick, "http://127.0.0.1:1", talks=3, seconds=5))
    assert sorted(s.kind.name for s in found.samples) == ["DATE"] * 3 + ["QUESTION"] * 3
    assert all(s.right and s.seconds > 0 for s in found.samples)
    assert len({id(session) for session in sessions}) == 3
    assert all(session.closed for session in sessions)
    assert found.seconds >= max(s.seconds for s in found.samples)


def test_one_broken_talk_breaks_the_window() -> None:
    """No figure is made of a run in which a door failed."""

    class Falls(Door):
        async def begin(self) -> None:
            raise RuntimeError("down")

        async def take(self, turn: TalkTurn) -> DoorAnswer:
            return DoorAnswer("")

    with pytest.raises(RuntimeError, match="down"):
        asyncio.run(load.window(Falls, "http://127.0.0.1:1", talks=2, seconds=5))
