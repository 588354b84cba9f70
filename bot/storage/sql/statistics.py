"""Tallies by hour, channel and answer, added up in place."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import delete, select

from bot.storage.ports.statistics import TALLY_NAMES, Counted, Key, Tally, counts_of
from bot.storage.sql.base import SqlDatabase
from bot.storage.sql.statements import insert_or
from bot.storage.sql.tables import figures

_KEY = (figures.c.hour, figures.c.channel, figures.c.answer_id)


class SqlStatistics:
    """A StatisticsStore in one table, a row for each hour, channel and answer."""

    def __init__(self, database: SqlDatabase) -> None:
        self._database = database

    def add(self, counted: Iterable[Counted], drop_before: str) -> None:
        """Adds all to what is there, or none; drops what is older than an hour."""
        rows = [
            {**key._asdict(), **dict(zip(TALLY_NAMES, counts_of(tally), strict=True))}
            for key, tally in counted
        ]
        with self._database.changing() as connection:
            if rows:
                statement = insert_or(connection, figures)
                sums = {name: figures.c[name] + statement.excluded[name] for name in TALLY_NAMES}
                connection.execute(
                    statement.on_conflict_do_update(index_elements=list(_KEY), set_=sums), rows
                )
            connection.execute(delete(figures).where(figures.c.hour < drop_before))

    def read(self, first: str, end: str) -> list[Counted]:
        """The tallies of the period by hour, channel and answer."""
        query = select(figures).where(figures.c.hour >= first, figures.c.hour < end)
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(*_KEY)).all()
        return [(Key(*row[:3]), Tally(*row[3:])) for row in rows]
