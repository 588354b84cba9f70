"""How whole talks went, added up in place."""

from __future__ import annotations

from collections.abc import Iterable

from bot.storage.ports.talks import TALK_NAMES, CountedTalk, TalkKey, TalkTally, talk_counts
from bot.storage.sql.base import SqlDatabase
from bot.storage.sql.sums import SummedTable
from bot.storage.sql.tables import talk_figures

_KEYS = len(TalkKey._fields)


class SqlTalks:
    """A TalkStore in one table, a row for each key."""

    def __init__(self, database: SqlDatabase) -> None:
        self._sums = SummedTable(database, talk_figures)

    def add(self, counted: Iterable[CountedTalk], drop_before: str) -> None:
        """Adds all to what is there, or none; drops what is older than an hour."""
        rows = [
            {**key._asdict(), **dict(zip(TALK_NAMES, talk_counts(tally), strict=True))}
            for key, tally in counted
        ]
        self._sums.add(rows, drop_before)

    def read(self, first: str, end: str) -> list[CountedTalk]:
        """The tallies of the period by key."""
        rows = self._sums.read(first, end)
        return [(TalkKey(*row[:_KEYS]), TalkTally(*row[_KEYS:])) for row in rows]
