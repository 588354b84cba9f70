"""bot/storage/sql/aside.py: files with words that were put aside do not stay for ever."""

from __future__ import annotations

import os
import time
from pathlib import Path

from bot.storage.sql import legacy
from bot.storage.sql.aside import DAMAGED_DAYS, AsideFiles

DAY = 24 * 60 * 60


def put(folder: Path, name: str, days: float) -> Path:
    """A file that changed so many days ago."""
    path = folder / name
    path.write_bytes(b"words")
    os.utime(path, (time.time() - days * DAY,) * 2)
    return path


def test_each_kind_has_its_days(tmp_path: Path) -> None:
    """Damaged and taken over files go when their days are over, with what SQLite keeps beside."""
    old = put(tmp_path, "kokuho.sqlite.damaged-1", DAMAGED_DAYS + 1)
    beside = put(tmp_path, "kokuho.sqlite.damaged-1-wal", 0)
    new = put(tmp_path, "kokuho.sqlite.damaged-2", DAMAGED_DAYS - 1)
    taken = put(tmp_path, "learning.sqlite.migrated", legacy.KEPT_DAYS + 1)
    other = put(tmp_path, "console.sqlite.migrated", 1000)
    AsideFiles(tmp_path).drop_old()
    assert [path.exists() for path in (old, beside, new, taken, other)] == [
        False, False, True, False, True
    ]  # fmt: skip


def test_all_at_once(tmp_path: Path) -> None:
    """They are named with their moment, and all go when somebody says so; the database stays."""
    put(tmp_path, "kokuho.sqlite.damaged-2", 1)
    put(tmp_path, "unanswered.sqlite.migrated", 2)
    database = put(tmp_path, "kokuho.sqlite", 3)
    aside = AsideFiles(tmp_path)
    assert list(aside.found()) == ["kokuho.sqlite.damaged-2", "unanswered.sqlite.migrated"]
    assert aside.clear() == 2
    assert aside.found() == {}
    assert database.exists()


def test_no_folder_yet(tmp_path: Path) -> None:
    """Before anything was stored there is nothing to end."""
    aside = AsideFiles(tmp_path / "none")
    aside.drop_old()
    assert (aside.found(), aside.clear()) == ({}, 0)
