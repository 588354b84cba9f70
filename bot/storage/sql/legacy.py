"""Takes over the files of earlier releases, one for each concern, and loses nothing.

The rows go into the database within its migration's transaction. After that the old file is put
aside as `*.migrated`, for an administrator to delete; the three with words of residents go by
themselves after 40 days.
"""

from __future__ import annotations

import itertools
import logging
import sqlite3
import time
from collections.abc import Collection, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select

from bot.errors import StorageError
from bot.storage.sql import tables

log = logging.getLogger(__name__)

KEPT_DAYS = 40
WITH_WORDS = ("feedback.sqlite", "unanswered.sqlite", "learning.sqlite")
_CHUNK = 1000  # rows
# File by file, what is read of it into which table. Columns keep their names, but for these.
_RENAMED = {"door": "channel"}
_QUERIES: Mapping[str, Mapping[str, Any]] = {
    "console.sqlite": {"select * from accounts": tables.accounts},
    "audit.sqlite": {"select rowid as number, * from audit order by rowid": tables.audit},
    "feedback.sqlite": {"select * from feedback order by rowid": tables.feedback},
    "figures.sqlite": {"select * from figures": tables.figures},
    "unanswered.sqlite": {
        "select * from lines": tables.unanswered,
        "select * from heard where line in (select id from lines)": tables.heard,
    },
    "learning.sqlite": {
        "select * from exports": tables.teaching_exports,
        "select name, taught, inputs from models left join beside using (name)"
        " union all select name, null, inputs from beside"
        " where name not in (select name from models)": tables.teaching_models,
    },
    "line.sqlite": {"select 'line' as channel, * from event": tables.webhook_events},
}


def files(data: Path) -> list[Path]:
    """The files of earlier releases that lie in `data`."""
    return [data / name for name in _QUERIES if (data / name).exists()]


def check(base: sqlite3.Connection, name: str) -> None:
    """Raises sqlite3.Error where the file `name` of an earlier release lacks what is read of it."""
    for query in _QUERIES.get(name, ()):
        base.execute(query).fetchone()


def take_over(connection: Any, data: Path) -> list[Path]:
    """Copies what is in those files; gives those that may now be put aside.

    A file that was taken over before is not read again. Raises StorageError for one that cannot be
    read, and for one that came back after an older release has run once more.
    """
    known = set(connection.execute(select(tables.taken_over.c.file)).scalars())
    found = files(data)
    for path in found:
        if path.name not in known:
            _copy(connection, path)
            connection.execute(insert(tables.taken_over), {"file": path.name})
        elif aside(path).exists():
            raise StorageError(
                f"{path} was taken over before, but an older release has written it again; "
                "put it aside, or bring that release's data back as a whole"
            )
    return found


def aside(path: Path) -> Path:
    """The name of a file that was taken over."""
    return path.with_name(f"{path.name}.migrated")


def drop_aside(data: Path, names: Collection[str] = (), now: float | None = None) -> None:
    """Deletes what was put aside: the files `names` at once, those with words of residents
    KEPT_DAYS after their last change, when the words in the database are gone as well."""
    before = (time.time() if now is None else now) - KEPT_DAYS * 24 * 60 * 60
    for name in _QUERIES:
        path = aside(data / name)
        if path.exists() and (
            name in names or (name in WITH_WORDS and path.stat().st_mtime < before)
        ):
            path.unlink()


def put_aside(path: Path) -> None:
    """Renames it; what SQLite keeps beside a file that is still open goes with it."""
    for tail in ("-wal", "-shm", ""):
        part = path.with_name(path.name + tail)
        if part.exists():
            part.rename(aside(path).with_name(aside(path).name + tail))
    log.info("%s was taken over; it is %s now", path.name, aside(path).name)


def _copy(connection: Any, path: Path) -> None:
    try:
        with closing(sqlite3.connect(path)) as base:
            base.row_factory = sqlite3.Row
            for query, table in _QUERIES[path.name].items():
                for rows in _chunks(base.execute(query)):
                    connection.execute(insert(table), rows)
    except sqlite3.Error as error:
        raise StorageError(
            f"{path} cannot be taken over ({error}); it is as it was: bring a copy of it back, or "
            "put it aside to begin without it",
            type(error).__name__,
        ) from None


def _chunks(rows: sqlite3.Cursor) -> Iterator[list[dict[str, Any]]]:
    while chunk := [_renamed(row) for row in itertools.islice(rows, _CHUNK)]:
        yield chunk


def _renamed(row: sqlite3.Row) -> dict[str, Any]:
    return {_RENAMED.get(name, name): row[name] for name in row.keys()}  # noqa: SIM118
