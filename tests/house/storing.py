"""The database of a test, behind the back of whoever uses it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from bot.storage.sql.database import FILE


@contextmanager
def raw(data: Path) -> Iterator[sqlite3.Connection]:
    """A connection of another process; what it changes is kept if the block ends well."""
    with closing(sqlite3.connect(data / FILE)) as base:
        base.execute("pragma foreign_keys = on")
        with base:
            yield base


@contextmanager
def behind(owner: Any) -> Iterator[sqlite3.Connection]:
    """The same, for the database of something that has a store."""
    with raw(owner._store._database.path.parent) as base:
        yield base
