"""A start with whatever lies in the data folder: what cannot be used is set aside, said by name.

A damaged file is renamed, and what can be read of it is brought into a new one. A folder that
cannot be written, or a database of another release, stays as it is: this process works on a copy,
which ends with it. Residents are answered in either case.
"""

from __future__ import annotations

import logging
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

from sqlalchemy import Table, insert
from sqlalchemy.exc import SQLAlchemyError

from bot.errors import StorageError
from bot.storage.sql import legacy
from bot.storage.sql.aside import DAMAGED, AsideFiles
from bot.storage.sql.database import FILE, Database
from bot.storage.sql.migrating import ready_database
from bot.storage.sql.tables import metadata

log = logging.getLogger(__name__)

_TRIES, _PAUSE_SECONDS = 10, 0.5
_TAILS = ("-wal", "-shm", "")


def usable_database(data: Path) -> tuple[Database, str]:
    """A database that works, and what was wrong; empty if nothing was. Raises nothing of ours."""
    troubles: list[str] = []
    try:
        AsideFiles(data).drop_old()
        for path in [*legacy.files(data), data / FILE]:
            if path.exists() and (wrong := _damage(path)):
                aside = _set_aside(path)
                troubles.append(f"{path.name} is damaged ({wrong}); it is {aside.name} now")
                if path.name == FILE:
                    troubles.append(_salvage(aside, ready_database(data)))
        found = _patiently(data)
    except (StorageError, OSError) as error:
        troubles.append(f"{error}; what is stored from now on ends with this process")
        found = _copy(data)
    for trouble in troubles:
        log.error("storage: %s", trouble)
    return found, "; ".join(troubles)


def _damage(path: Path) -> str:
    """What SQLite finds wrong; empty for a whole file, and for one that is merely locked."""
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as base:
            found = str(base.execute("pragma quick_check(1)").fetchone()[0])
            legacy.check(base, path.name)
            return "" if found == "ok" else found.splitlines()[0]
    except (
        sqlite3.OperationalError
    ) as error:  # locked, no room, not to be written, or no such table
        return str(error) if str(error).startswith("no such") else ""
    except sqlite3.DatabaseError as error:
        return str(error)


def _set_aside(path: Path) -> Path:
    """Renames it, with what SQLite keeps beside it."""
    aside = path.with_name(f"{path.name}.{DAMAGED}-{time.strftime('%Y%m%d-%H%M%S')}")
    for tail in _TAILS:
        part = path.with_name(path.name + tail)
        if part.exists():
            part.rename(aside.with_name(aside.name + tail))
    return aside


def _salvage(aside: Path, database: Database) -> str:
    """Brings over each row that can be read; says of which tables some could not."""
    torn = []
    with closing(sqlite3.connect(aside)) as base:
        base.row_factory = sqlite3.Row
        for table in metadata.sorted_tables:
            try:
                for row in _rows(base, table):
                    with suppress(StorageError, SQLAlchemyError), database.changing() as connection:
                        connection.execute(insert(table), row)
            except sqlite3.Error:
                torn.append(table.name)
    return f"not all could be read of: {', '.join(torn)}" if torn else "all rows were brought over"


def _rows(base: sqlite3.Connection, table: Table) -> Iterator[dict[str, object]]:
    known = set(table.columns.keys())
    for row in base.execute(f"select * from {table.name}"):
        yield {name: row[name] for name in row.keys() if name in known}  # noqa: SIM118


def _patiently(data: Path) -> Database:
    """The database; a lock of somebody else is waited for. Raises StorageError."""
    for _ in range(_TRIES):
        try:
            return ready_database(data)
        except StorageError as error:
            if not error.passing:
                raise
        time.sleep(_PAUSE_SECONDS)
    return ready_database(data)


def _copy(data: Path) -> Database:
    """A database of this process alone, with what can be read of the one that cannot be used."""
    folder = tempfile.TemporaryDirectory(prefix="kokuho-")
    for tail in ("", "-wal"):  # the newest changes, a removed account for one, are in the log
        with suppress(OSError):
            shutil.copy(data / (FILE + tail), Path(folder.name) / (FILE + tail))
    try:
        found = ready_database(Path(folder.name))
    except StorageError:  # of a newer release, or not whole
        folder = tempfile.TemporaryDirectory(prefix="kokuho-")
        found = ready_database(Path(folder.name))
    found.folder = folder  # which goes with it
    return found
