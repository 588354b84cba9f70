"""Did an answer help? Kept by id, hour and reason; words only of residents who agreed, masked."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

from bot.storage.base import Base
from bot.text.said_names import masked_for_people

FILE = "feedback.sqlite"
DAYS_KEPT, WORDS_DAYS_KEPT = 400, 90

_HOUR = "%Y-%m-%dT%H"
_SCHEMA = """
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
        self._base = Base(data, FILE, _SCHEMA)
        self._swept: date | None = None

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
        """Notes one vote on `card`, the answer's id and kind. The first of a day drops the old."""
        if self._swept != now.date():
            self.drop_old(now)
        words = masked_for_people(question) if question else None
        row = (now.strftime(_HOUR), door, *card, int(helped), reason, words)
        with self._base.open() as base:
            base.execute("insert into feedback values (?, ?, ?, ?, ?, ?, ?)", row)

    def votes(self, first: date, last: date) -> list[tuple[str, str, str, int, int, int]]:
        """Hour, door, answer, votes, helped and wrong, from the day `first` to the day `last`."""
        period = (first.isoformat(), (last + timedelta(days=1)).isoformat())
        with self._base.open() as base:
            return [tuple(row) for row in base.execute(_VOTES, period)]

    def drop_old(self, now: datetime) -> None:
        """Overwrites words after 90 days, and deletes votes after 400."""
        with self._base.open() as base:
            base.execute("pragma secure_delete = on")
            base.execute("delete from feedback where hour < ?", (_before(now, DAYS_KEPT),))
            base.execute(
                "update feedback set question = null where question is not null and hour < ?",
                (_before(now, WORDS_DAYS_KEPT),),
            )
        self._swept = now.date()


def _before(now: datetime, days: int) -> str:
    return (now - timedelta(days=days)).strftime(_HOUR)
