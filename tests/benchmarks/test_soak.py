"""benchmarks/soak/watching.py: what counts as growing, and what the page says of it."""

from __future__ import annotations

import argparse
import asyncio
from typing import Any

import pytest

from benchmarks.soak import __main__ as soak
from benchmarks.soak.watching import CEILING_MB, MOST_GROWTH, SoakResults, SoakSample, report


def results(*gateway: float, rasa: float = 600, wrong: int = 0) -> SoakResults:
    """A run of a thousand messages a sample, with so many MB of the gateway."""
    found = SoakResults(talks=10)
    for place, mb in enumerate(gateway):
        found.samples.append(SoakSample(1000 * place, 60.0 * place, {"gateway": mb, "rasa": rasa}))
    found.messages = 1000 * (len(gateway) - 1)
    found.right = found.messages - wrong
    return found


def test_what_fills_at_the_beginning_is_no_growth() -> None:
    """Only what comes after the first tenth counts."""
    assert results(100, 300, *[300] * 10).complaints() == []


def test_growth_is_told() -> None:
    """A part that grows on is named with how much."""
    found = results(100, 300, *range(310, 420, 10))
    assert found.growth()["rasa"] == 1
    assert found.growth()["gateway"] > MOST_GROWTH
    assert "gateway" in found.complaints()[0]


def test_the_ceiling() -> None:
    """All processes together are bounded at every moment, not at the end alone."""
    found = results(100, 300, CEILING_MB, 300, 300)
    assert str(f"{CEILING_MB:,}") in found.complaints()[0]


def test_answers_are_looked_at() -> None:
    """A small bot that answers wrongly has not passed."""
    assert "正しくない返事が 3 件" in results(300, 300, 300, wrong=3).complaints()[0]


def test_the_page() -> None:
    """It says the verdict first, and thins out long runs to a page; the end stays."""
    written = report(results(*[300] * 101), shown=10)
    assert "上限の中でした" in written
    rows = [line for line in written.splitlines() if line.startswith("| ")]
    assert len(rows) < 14
    assert "100,000" in rows[-1]


class StandIn:
    """Servers that answer everything, and the door to them."""

    url = ""

    def __init__(self, *_: Any) -> None:
        self.words, self.reduced = "", False

    def memory(self) -> dict[str, float]:
        """Always the same."""
        return {"gateway": 300.0}

    async def begin(self) -> None:
        """A new talk."""

    async def take(self, turn: Any) -> Any:
        """What was expected."""
        self.words = turn.expects
        return self

    async def end(self) -> None:
        """The talk is wiped."""


@pytest.mark.parametrize(("minutes", "messages"), [(60.0, 50), (0.0, 0)])
def test_how_long_it_runs(monkeypatch: pytest.MonkeyPatch, minutes: float, messages: int) -> None:
    """Until all messages are answered, or the time is over; memory is looked at to the end."""
    monkeypatch.setattr(soak, "WipingDoor", StandIn)
    found = SoakResults(talks=3)
    chosen = argparse.Namespace(messages=50, samples=5, minutes=minutes)
    asyncio.run(soak._soak(StandIn(), found, chosen))  # type: ignore[arg-type]
    assert (found.messages, found.right) == (messages, messages)
    assert found.samples[-1].messages == messages
