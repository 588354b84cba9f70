"""bot/channels/line/deduplication.py: an event is known once taken, over restarts once answered."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

import pytest

from bot.channels.line import deduplication
from bot.channels.line.deduplication import Deduplication
from bot.errors import StorageError
from bot.storage.ports.webhooks import OwedEvent, Standing
from bot.storage.stores import Stores
from tests.house.storing import raw

PLACE = "here"


def events(data: Path, run: str) -> Deduplication:
    """What the process `run` knows, which is alone in its place."""
    return Deduplication(Stores.local(data).webhook_events, run, PLACE)


def owed(word: bytes) -> OwedEvent:
    """Something sealed, taken now."""
    return OwedEvent(word, at=int(time.time()))


def test_taken_is_known_here_and_answered_everywhere(tmp_path: Path) -> None:
    """What a process took it knows; what it finished the next process knows, the rest it owes."""

    async def live() -> None:
        first = events(tmp_path, "run 1")
        await first.live()
        assert await first.owed(9) == {}
        assert await first.known(["a", "b"]) == set()
        assert await first.take({"a": owed(b"A"), "b": owed(b"B")}) == {"a", "b"}
        await first.finish("a")
        assert await first.known(["a", "b", "c"]) == {"a", "b"}
        second = events(tmp_path, "run 2")
        await second.live()
        found = await second.owed(9)
        assert [(name, one.sealed) for name, one in found.items()] == [("b", b"B")]
        assert await second.known(["a", "b"]) == {"a"}
        assert await second.take(found) == {"b"}
        assert await second.known(["b"]) == {"b"}
        assert await second.owed(9) == {}
        assert await first.standing("b") is Standing.GONE

    asyncio.run(live())


def test_who_leaves_owes_at_once(tmp_path: Path) -> None:
    """Nobody waits for the end of the time for which it had said that it lives."""

    async def live() -> None:
        first = Deduplication(Stores.local(tmp_path).webhook_events, "run 1")
        second = Deduplication(Stores.local(tmp_path).webhook_events, "run 2")
        await first.live()
        await first.take({"a": owed(b"A")})
        assert await second.owed(9) == {}
        await first.leave()
        assert list(await second.owed(9)) == ["a"]

    asyncio.run(live())


def test_where_nobody_can_be_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An event whose standing cannot be read is answered: LINE takes one answer, whoever sends."""

    def away(*_: object) -> Standing:
        raise StorageError("away", passing=True)

    async def live() -> None:
        first = events(tmp_path, "run 1")
        monkeypatch.setattr(first._store, "standing", away)
        assert await first.standing("a") is Standing.MINE

    asyncio.run(live())


def test_old_events_are_dropped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a week an event is gone from the file."""

    async def live() -> None:
        await events(tmp_path, "run").take({"a": owed(b"")})
        monkeypatch.setattr(deduplication, "KEPT_SECONDS", -1)
        second = events(tmp_path, "run")
        await second.drop_old()
        assert await second.known(["a"]) == set()

    asyncio.run(live())


def test_what_is_taken_drops_what_is_old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that runs for months lets go as well."""
    monkeypatch.setattr(deduplication, "_DROP_EVERY", 3)

    async def live() -> None:
        first = events(tmp_path, "run")
        await first.take({"a": owed(b""), "b": owed(b"")})
        monkeypatch.setattr(deduplication, "KEPT_SECONDS", -1)
        await first.take({"c": owed(b"")})
        assert await first.known(["a", "b", "c"]) == set()

    asyncio.run(live())


def test_nothing_is_left_of_what_was_finished(tmp_path: Path) -> None:
    """Beside ids and times there is room for what is sealed and for a pseudonym; finished, both are
    deleted."""

    async def live() -> None:
        first = events(tmp_path, "run")
        await first.take({"a": OwedEvent(b"sealed", "pseudonym", 1, int(time.time()))})
        await first.finish("a")

    asyncio.run(live())
    with raw(tmp_path) as base:
        names = [row[1] for row in base.execute("pragma table_info(webhook_events)")]
        assert names == ["channel", "id", "run", "answered", "at", "sealed", "talk", "sent"]
        assert list(base.execute("select sealed, talk from webhook_events")) == [(None, None)]
