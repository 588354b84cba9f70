"""bot/conversation/retention.py: what is over goes though nobody talks."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta
from pathlib import Path

import pytest

from bot.conversation import retention
from bot.conversation.retention import WORDS_DAYS, Retention
from bot.errors import StorageError
from bot.storage.ports.unanswered import UnansweredQuestion
from bot.storage.ports.votes import VoteRecord
from tests.house.serving import NOW, StandIn, house, settings_for
from tests.house.storing import raw


def test_at_the_start_and_then_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """It looks at once and goes on; after the stop no more."""
    monkeypatch.setattr(retention, "EVERY_SECONDS", 0)
    times, thrice = 0, asyncio.Event()

    async def sweep() -> None:
        nonlocal times
        times += 1
        if times == 3:
            thrice.set()

    async def work() -> int:
        found = Retention()
        found.sweeps["words"] = sweep
        await found.start()
        assert times == 1
        await thrice.wait()
        await found.stop()
        return times

    ended = asyncio.run(work())
    assert ended == times


def test_what_fails_stops_nothing(caplog: pytest.LogCaptureFixture) -> None:
    """A place that cannot be swept now is told without its words; the others are swept."""
    swept = []

    async def broken() -> None:
        raise StorageError("入院代 cannot be deleted")

    async def whole() -> None:
        swept.append("whole")

    found = Retention()
    found.sweeps = {"votes": broken, "files": whole}
    with caplog.at_level(logging.WARNING):
        asyncio.run(found.sweep())
    assert swept == ["whole"]
    assert "votes" in caplog.text
    assert "入院代" not in caplog.text


def test_no_traffic_is_needed(rasa: StandIn, tmp_path: Path) -> None:
    """Words that are over are gone from the file after a look, without a turn and without a vote.

    Counts stay.
    """
    old = (NOW - timedelta(days=WORDS_DAYS, hours=1)).strftime("%Y-%m-%dT%H")
    with house(settings_for(tmp_path, rasa.port)) as found:
        stores, portal = found.gateway.stores, found.first.portal
        stores.unanswered.add([UnansweredQuestion(old, "web", "入院代の紙", "refused", "")])
        stores.votes.add(VoteRecord(old, "web", "greet", "answer", False, question="入院代の紙"))
        assert portal is not None
        portal.call(found.gateway.retention.sweep)
        assert (stores.unanswered.kept().rows, stores.votes.words_kept().rows) == (0, 0)
        assert len(stores.votes.counts("2025", "2026")) == 1
    with raw(tmp_path) as base:
        base.execute("pragma wal_checkpoint(truncate)")
    assert "入院代".encode() not in b"".join(path.read_bytes() for path in tmp_path.iterdir())
