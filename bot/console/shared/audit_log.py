"""Who signed in and what was looked up: ids and names of accounts, never a word of a caller."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from bot.storage.base import Base

FILE = "audit.sqlite"
KEPT = timedelta(days=400)  # a year, and the month in which somebody asks about it
PAGE = 100  # entries
_CHUNK = 1000  # entries in one read of the whole

_SCHEMA = """
create table if not exists audit (
    at text not null,         -- 2026-11-24T09:15:07, in Japan time
    operator text not null,
    what text not null,       -- sign_in, sign_in_failed, locked_out, sign_out, card, calculation, …
    which text not null       -- an id of ours, for a sign-in the machine's address, or nothing
);
create index if not exists audit_at on audit (at);
create index if not exists audit_operator on audit (operator);
create index if not exists audit_what on audit (what);
"""
# Each value once, from an index, without reading all the entries.
_DISTINCT = """
with recursive found(value) as (
    select min({column}) from audit
    union all
    select (select min({column}) from audit where {column} > value) from found
    where value is not null
)
select value from found where value is not null
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the audit. `number` grows with each entry."""

    at: str
    operator: str
    what: str
    which: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries: of one operator, of one kind, older than the entry with a number."""

    operator: str = ""
    what: str = ""
    before: int = 0


ALL = Wanted()


class Audit:
    """The audit, in a file of its own, so that it can be kept apart."""

    def __init__(self, data: Path) -> None:
        self._base = Base(data, FILE, _SCHEMA)
        self._swept: date | None = None

    def note(self, now: datetime, operator: str, what: str, which: str = "") -> None:
        """`operator` did `what` with the id `which`. The first of a day drops what is too old."""
        row = (_written(now), operator, what, which)
        with self._base.open() as base:
            if self._swept != now.date():
                base.execute("delete from audit where at < ?", (_written(now - KEPT),))
            base.execute("insert into audit values (?, ?, ?, ?)", row)
        self._swept = now.date()

    def latest(self, most: int = PAGE, wanted: Wanted = ALL) -> list[Entry]:
        """The newest entries that are `wanted`, the newest first."""
        found = {
            "operator = ?": wanted.operator,
            "what = ?": wanted.what,
            "rowid < ?": wanted.before,
        }
        conditions = [condition for condition, value in found.items() if value] or ["true"]
        query = f"select *, rowid as number from audit where {' and '.join(conditions)}"
        values = [value for value in found.values() if value]
        with self._base.open() as base:
            rows = base.execute(f"{query} order by rowid desc limit ?", (*values, most)).fetchall()
        return [Entry(*row) for row in rows]

    def all_of(self, wanted: Wanted) -> Iterator[Entry]:
        """Every entry that is `wanted`, the newest first, without holding all in memory."""
        before = wanted.before
        while found := self.latest(_CHUNK, Wanted(wanted.operator, wanted.what, before)):
            yield from found
            before = found[-1].number

    def operators(self) -> list[str]:
        """Everybody who has an entry."""
        return self._each("operator")

    def kinds(self) -> list[str]:
        """Every kind of entry that there is."""
        return self._each("what")

    def _each(self, column: str) -> list[str]:
        with self._base.open() as base:
            rows: list[sqlite3.Row] = base.execute(_DISTINCT.format(column=column)).fetchall()
        return [row[0] for row in rows]


def _written(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%S")
