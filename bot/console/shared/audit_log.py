"""Who signed in and what was looked up: ids and names of accounts, never a word of a caller."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, timedelta

from bot.errors import StorageError
from bot.storage.ports.audit import AuditEntry, AuditFilter, AuditStore

log = logging.getLogger(__name__)

__all__ = ["ALL", "KEPT", "PAGE", "Audit", "AuditEntry", "AuditFilter"]

KEPT = timedelta(days=400)  # a year, and the month in which somebody asks about it
PAGE = 100  # entries
_MOST_WAITING = 10_000
_CHUNK = 1000  # entries in one read of the whole
ALL = AuditFilter()


class Audit:
    """The audit. Its methods block."""

    def __init__(self, store: AuditStore) -> None:
        self._store = store
        self._swept: date | None = None
        self._waiting: deque[AuditEntry] = deque()

    def note(self, now: datetime, operator: str, what: str, which: str = "") -> None:
        """`operator` did `what` with the id `which`. The first of a day drops what is too old.

        On a full disk it waits in memory for the next one that can be written, so that operators
        can go on. Raises StorageError where somebody else holds the file just now, and where too
        many wait: nothing is done that is not noted.
        """
        drop_before = _written(now - KEPT) if self._swept != now.date() else None
        entry = AuditEntry(_written(now), operator, what, which)
        try:
            self._store.add(entry, drop_before)
        except StorageError as error:
            if error.passing or len(self._waiting) >= _MOST_WAITING:
                raise
            self._waiting.append(entry)
            log.error("%s entries of the audit wait in memory: %s", len(self._waiting), error)
            return
        self._swept = now.date()
        self._catch_up()

    def _catch_up(self) -> None:
        """Writes what waited, whichever threads are at it."""
        with suppress(IndexError):
            while True:
                entry = self._waiting.popleft()
                try:
                    self._store.add(entry)
                except StorageError:
                    self._waiting.appendleft(entry)
                    return

    def latest(self, most: int = PAGE, wanted: AuditFilter = ALL) -> list[AuditEntry]:
        """The newest entries that are `wanted`, the newest first."""
        return self._store.latest(most, wanted)

    def all_of(self, wanted: AuditFilter) -> Iterator[AuditEntry]:
        """Every entry that is `wanted`, the newest first, without holding all in memory."""
        before = wanted.before
        while found := self.latest(_CHUNK, AuditFilter(wanted.operator, wanted.what, before)):
            yield from found
            before = found[-1].number

    def operators(self) -> list[str]:
        """Everybody who has an entry."""
        return self._store.operators()

    def kinds(self) -> list[str]:
        """Every kind of entry that there is."""
        return self._store.kinds()


def _written(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%S")
