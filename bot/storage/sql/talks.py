"""How whole talks went, added up in place."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import delete, select

from bot.storage.ports.talks import TALK_NAMES, CountedTalk, TalkKey, TalkTally, talk_counts
from bot.storage.sql.base import SqlDatabase
from bot.storage.sql.statements import insert_or
from bot.storage.sql.tables import talk_figures

_KEY = tuple(talk_figures.c[name] for name in TalkKey._fields)


class SqlTalks:
    """A TalkStore in one table, a row for each key."""

    def __init__(self, database: SqlDatabase) -> None:
        self._database = database

    def add(self, counted: Iterable[CountedTalk], drop_before: str) -> None:
        """Adds all to what is there, or none; drops what is older than an hour."""
        rows = [
            {**key._asdict(), **dict(zip(TALK_NAMES, talk_counts(tally), strict=True))}
            for key, tally in counted
        ]
        with self._database.changing() as connection:
            if rows:
                statement = insert_or(connection, talk_figures)
                sums = {n: talk_figures.c[n] + statement.excluded[n] for n in TALK_NAMES}
                connection.execute(
                    statement.on_conflict_do_update(index_elements=list(_KEY), set_=sums), rows
                )
            connection.execute(delete(talk_figures).where(talk_figures.c.hour < drop_before))

    def read(self, first: str, end: str) -> list[CountedTalk]:
        """The tallies of the period by key."""
        query = select(talk_figures).where(talk_figures.c.hour >= first, talk_figures.c.hour < end)
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(*_KEY)).all()
        size = len(_KEY)
        return [(TalkKey(*row[:size]), TalkTally(*row[size:])) for row in rows]
