"""Numbers that are added up in place: a row for each key, a column for each number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Table, delete, select

from bot.storage.sql.base import SqlDatabase
from bot.storage.sql.statements import insert_or


class SummedTable:
    """A `table` of which the column `hour` is part of the key, and all that is no key is summed."""

    def __init__(self, database: SqlDatabase, table: Table) -> None:
        self._database, self._table = database, table
        self._key = list(table.primary_key)
        self._summed = [column.name for column in table.c if not column.primary_key]

    def add(self, rows: Sequence[Mapping[str, Any]], drop_before: str) -> None:
        """Adds all to what is there, or none; drops what is older than an hour."""
        with self._database.changing() as connection:
            if rows:
                statement = insert_or(connection, self._table)
                sums = {n: self._table.c[n] + statement.excluded[n] for n in self._summed}
                connection.execute(
                    statement.on_conflict_do_update(index_elements=self._key, set_=sums), rows
                )
            connection.execute(delete(self._table).where(self._table.c.hour < drop_before))

    def read(self, first: str, end: str) -> list[Any]:
        """The rows from the hour `first` to that before `end`, by key."""
        hour = self._table.c.hour
        query = select(self._table).where(hour >= first, hour < end).order_by(*self._key)
        with self._database.reading() as connection:
            return list(connection.execute(query).all())
