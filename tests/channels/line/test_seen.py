"""bot/channels/line/seen.py: an event is known once it was taken, over restarts once answered."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.channels.line import seen
from bot.channels.line.seen import SeenEvents


def test_taken_is_known_here_and_answered_everywhere(tmp_path: Path) -> None:
    """What a process took it knows; what it finished the next process knows, the rest it counts."""
    first = SeenEvents(tmp_path, "run 1")
    assert not first.is_known("a")
    first.take(["a", "b"])
    first.finish("a")
    assert first.is_known("a")
    assert first.is_known("b")
    first.close()
    second = SeenEvents(tmp_path, "run 2")
    assert second.is_known("a")
    assert not second.is_known("b")
    assert second.unfinished() == 1
    second.take(["b"])
    assert second.is_known("b")
    assert second.unfinished() == 0
    second.close()


def test_old_events_are_dropped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a week an event is gone from the file."""
    first = SeenEvents(tmp_path, "run")
    first.take(["a"])
    first.close()
    monkeypatch.setattr(seen, "KEPT_SECONDS", -1)
    second = SeenEvents(tmp_path, "run")
    assert not second.is_known("a")
    second.close()


def test_only_ids_are_stored(tmp_path: Path) -> None:
    """The table has no room for a person or words."""
    SeenEvents(tmp_path, "run").close()
    with closing(sqlite3.connect(tmp_path / "line.sqlite")) as base:
        names = [row[1] for row in base.execute("pragma table_info(event)")]
    assert names == ["id", "run", "answered", "at"]
