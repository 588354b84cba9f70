"""The database of a test, behind the back of whoever uses it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any

from sqlalchemy import event

from bot.storage.sql import legacy
from bot.storage.sql.database import FILE, Database
from bot.storage.sql.migrating import ready_database


class Migrated:
    """`ready_database`, but a new folder gets a copy of a file that was migrated once in `pattern`.

    To migrate takes as long as a dozen tests; those of tests/storage do it each time.
    """

    def __init__(self, pattern: Path) -> None:
        self._pattern = pattern

    def __call__(self, data: Path) -> Database:
        if not (data / FILE).exists() and not legacy.files(data):
            Database(data)  # makes the folder and the file for us alone
            (data / FILE).write_bytes(self._migrated)
        return ready_database(data)

    @cached_property
    def _migrated(self) -> bytes:
        ready_database(self._pattern).forget()  # nothing of it stays in the log
        return (self._pattern / FILE).read_bytes()


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


@contextmanager
def locked(data: Path) -> Iterator[None]:
    """Another process writes and does not end."""
    with closing(sqlite3.connect(data / FILE, isolation_level=None)) as other:
        other.execute("begin exclusive")
        yield
        other.rollback()


@contextmanager
def unwritable(found: Database) -> Iterator[None]:
    """`found` can be read and not written, as on a disk that is full or mounted to be read."""
    event.listen(found._engine, "checkout", _only_read)
    try:
        yield
    finally:
        event.remove(found._engine, "checkout", _only_read)
        event.listen(found._engine, "checkout", _write_again)


def _only_read(connection: Any, *_: Any) -> None:
    connection.execute("pragma query_only = on")


def _write_again(connection: Any, *_: Any) -> None:
    connection.execute("pragma query_only = off")
