"""Tallies by hour, channel and answer, and presses by field, added up in place."""

from __future__ import annotations

from collections.abc import Iterable

from bot.storage.ports.statistics import (
    TALLY_NAMES,
    Counted,
    CountedPress,
    Key,
    PressKey,
    Tally,
    counts_of,
)
from bot.storage.sql.base import SqlDatabase
from bot.storage.sql.sums import SummedTable
from bot.storage.sql.tables import figures, menu_presses

_KEYS = len(Key._fields)


class SqlStatistics:
    """A StatisticsStore in one table, a row for each hour, channel and answer."""

    def __init__(self, database: SqlDatabase) -> None:
        self._sums = SummedTable(database, figures)

    def add(self, counted: Iterable[Counted], drop_before: str) -> None:
        """Adds all to what is there, or none; drops what is older than an hour."""
        rows = [
            {**key._asdict(), **dict(zip(TALLY_NAMES, counts_of(tally), strict=True))}
            for key, tally in counted
        ]
        self._sums.add(rows, drop_before)

    def read(self, first: str, end: str) -> list[Counted]:
        """The tallies of the period by hour, channel and answer."""
        rows = self._sums.read(first, end)
        return [(Key(*row[:_KEYS]), Tally(*row[_KEYS:])) for row in rows]


class SqlPresses:
    """A PressStore in one table, a row for each hour, channel and field."""

    def __init__(self, database: SqlDatabase) -> None:
        self._sums = SummedTable(database, menu_presses)

    def add(self, counted: Iterable[CountedPress], drop_before: str) -> None:
        """Adds all to what is there, or none; drops what is older than an hour."""
        rows = [{**key._asdict(), "times": times} for key, times in counted]
        self._sums.add(rows, drop_before)

    def read(self, first: str, end: str) -> list[CountedPress]:
        """The presses of the period by key."""
        return [(PressKey(*row[:-1]), row[-1]) for row in self._sums.read(first, end)]
