"""Which events were taken and answered, over restarts. Ids and times alone, no person, no words."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Collection
from pathlib import Path

KEPT_SECONDS = 7 * 24 * 60 * 60  # LINE gives up delivering again long before
_DROP_EVERY = 1_000
_TABLE = """
create table if not exists event (
    id text primary key,      -- LINE's webhookEventId
    run text not null,        -- which process of ours took it
    answered integer not null,
    at integer not null
) without rowid
"""


class SeenEvents:
    """An SQLite file in the data folder, used by the event loop's thread alone.

    An event that an earlier process took and did not finish is not known here: it may be taken
    again if LINE sends it again.
    """

    def __init__(self, data: Path, run: str) -> None:
        data.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._run, self._taken = run, 0
        self._base = sqlite3.connect(data / "line.sqlite", timeout=5, isolation_level=None)
        # A write costs no wait for the disk, and is safe when the process dies.
        self._base.execute("pragma journal_mode=wal")
        self._base.execute("pragma synchronous=normal")
        self._base.execute(_TABLE)
        self._drop_old()

    def is_known(self, event: str) -> bool:
        """Was it answered, or is this process at work on it?"""
        query = "select 1 from event where id = ? and (answered or run = ?)"
        return self._base.execute(query, (event, self._run)).fetchone() is not None

    def take(self, events: Collection[str]) -> None:
        """Notes that this process answers for them."""
        now = int(time.time())
        rows = [(event, self._run, now) for event in events]
        with self._base:
            self._base.execute("begin")
            self._base.executemany("insert or replace into event values (?, ?, 0, ?)", rows)
        self._taken += len(rows)
        if self._taken >= _DROP_EVERY:
            self._taken = 0
            self._drop_old()

    def finish(self, event: str) -> None:
        """Notes that nothing is left to do for it."""
        self._base.execute("update event set answered = 1 where id = ?", (event,))

    def unfinished(self) -> int:
        """How many an earlier process took and did not finish."""
        query = "select count(*) from event where not answered and run <> ?"
        return int(self._base.execute(query, (self._run,)).fetchone()[0])

    def close(self) -> None:
        """Closes the file."""
        self._base.close()

    def _drop_old(self) -> None:
        before = int(time.time()) - KEPT_SECONDS
        self._base.execute("delete from event where at < ?", (before,))
