"""bot/channels/line/deduplication.py: an event is known once taken, over restarts once answered."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.channels.line import deduplication
from bot.channels.line.deduplication import Deduplication
from bot.storage.stores import Stores
from tests.house.storing import raw


def events(data: Path, run: str) -> Deduplication:
    """What the process `run` knows."""
    return Deduplication(Stores.local(data).webhook_events, run)


def test_taken_is_known_here_and_answered_everywhere(tmp_path: Path) -> None:
    """What a process took it knows; what it finished the next process knows, the rest it owes."""

    async def live() -> None:
        first = events(tmp_path, "run 1")
        assert await first.begin() == {}
        assert await first.known(["a", "b"]) == set()
        await first.take({"a": b"A", "b": b"B"})
        await first.finish("a")
        assert await first.known(["a", "b", "c"]) == {"a", "b"}
        second = events(tmp_path, "run 2")
        assert await second.begin() == {"b": b"B"}
        assert await second.known(["a", "b"]) == {"a"}
        await second.take({"b": b"B"})
        assert await second.known(["b"]) == {"b"}
        assert await second.begin() == {}

    asyncio.run(live())


def test_old_events_are_dropped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a week an event is gone from the file."""

    async def live() -> None:
        await events(tmp_path, "run").take({"a": b""})
        monkeypatch.setattr(deduplication, "KEPT_SECONDS", -1)
        second = events(tmp_path, "run")
        await second.begin()
        assert await second.known(["a"]) == set()

    asyncio.run(live())


def test_what_is_taken_drops_what_is_old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that runs for months lets go as well."""
    monkeypatch.setattr(deduplication, "_DROP_EVERY", 3)

    async def live() -> None:
        first = events(tmp_path, "run")
        await first.take({"a": b"", "b": b""})
        monkeypatch.setattr(deduplication, "KEPT_SECONDS", -1)
        await first.take({"c": b""})
        assert await first.known(["a", "b", "c"]) == set()

    asyncio.run(live())


def test_nothing_is_left_of_what_was_finished(tmp_path: Path) -> None:
    """Beside ids and times there is room for what is sealed alone; finished, it is deleted."""

    async def live() -> None:
        first = events(tmp_path, "run")
        await first.take({"a": b"sealed"})
        await first.finish("a")

    asyncio.run(live())
    with raw(tmp_path) as base:
        names = [row[1] for row in base.execute("pragma table_info(webhook_events)")]
        assert names == ["channel", "id", "run", "answered", "at", "sealed"]
        assert list(base.execute("select sealed from webhook_events")) == [(None,)]
