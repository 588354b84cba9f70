"""Who signed in and what was looked up: ids and names of accounts, never a word of a caller."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.gateway.base import Base

FILE = "audit.sqlite"

_SCHEMA = """
create table if not exists audit (
    at text not null,         -- 2026-11-24T09:15:07, in Japan time
    operator text not null,
    what text not null,       -- sign_in, sign_in_failed, locked_out, sign_out, card, calculation, …
    which text not null       -- an id of ours, or nothing
)
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the audit."""

    at: str
    operator: str
    what: str
    which: str


class Audit:
    """The audit, in a file of its own, so that it can be kept apart."""

    def __init__(self, data: Path) -> None:
        self._base = Base(data, FILE, _SCHEMA)

    def note(self, now: datetime, operator: str, what: str, which: str = "") -> None:
        """`operator` did `what` with the id `which`."""
        row = (now.strftime("%Y-%m-%dT%H:%M:%S"), operator, what, which)
        with self._base.open() as base:
            base.execute("insert into audit values (?, ?, ?, ?)", row)

    def latest(self, most: int = 200) -> list[Entry]:
        """The newest entries, the newest first."""
        with self._base.open() as base:
            rows = base.execute(
                "select * from audit order by rowid desc limit ?", (most,)
            ).fetchall()
        return [Entry(*row) for row in rows]
