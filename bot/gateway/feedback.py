"""Did an answer help? Kept by id, hour and reason; words only of residents who agreed, masked."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path

from bot.text import clean, mask

_TABLE = """
create table if not exists feedback (
    hour text not null,       -- 2026-11-24T09, in Japan time
    door text not null,       -- web, line
    answer_id text not null,
    kind text not null,
    helped integer not null,
    reason text,
    question text             -- masked, and only with the resident's consent
)
"""
_VOTES = """
select hour, door, answer_id, count(*), sum(helped), sum(helped = 0 and reason is 'wrong')
from feedback where hour >= ? and hour < ? group by hour, door, answer_id
"""


class FeedbackStore:
    """An SQLite file in the data folder."""

    def __init__(self, data: Path) -> None:
        self._path = data / "feedback.sqlite"
        data.mkdir(parents=True, exist_ok=True, mode=0o700)
        with closing(self._open()) as base, base:
            base.execute(_TABLE)

    def keep(
        self,
        now: datetime,
        door: str,
        card: tuple[str, str],
        *,
        helped: bool,
        reason: str | None,
        question: str | None,
    ) -> None:
        """Notes one vote on `card`, the answer's id and kind."""
        words = mask(clean(question)) if question else None
        row = (now.strftime("%Y-%m-%dT%H"), door, *card, int(helped), reason, words)
        with closing(self._open()) as base, base:
            base.execute("insert into feedback values (?, ?, ?, ?, ?, ?, ?)", row)

    def votes(self, first: date, last: date) -> list[tuple[str, str, str, int, int, int]]:
        """Hour, door, answer, votes, helped and wrong, from the day `first` to the day `last`."""
        with closing(self._open()) as base:
            return base.execute(
                _VOTES, (first.isoformat(), (last + timedelta(days=1)).isoformat())
            ).fetchall()

    def _open(self) -> sqlite3.Connection:
        return sqlite3.connect(self._path, timeout=5)
