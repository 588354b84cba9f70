"""Statements that each database writes in its own way."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import BigInteger, Table, literal_column
from sqlalchemy.dialects import postgresql, sqlite

_INSERTS = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
_NOW = {
    "sqlite": "cast((julianday('now') - 2440587.5) * 86400000 as integer)",
    "postgresql": "cast(extract(epoch from clock_timestamp()) * 1000 as bigint)",
}


def insert_or(connection: Any, table: Table) -> Any:
    """An insert that can say what happens to a row that is there: on_conflict_do_update, …."""
    return _INSERTS[connection.dialect.name](table)


def replace(connection: Any, table: Table, changed: Collection[str]) -> Any:
    """An insert that puts the columns `changed` over those of a row with the same key."""
    statement = insert_or(connection, table)
    return statement.on_conflict_do_update(
        index_elements=list(table.primary_key.columns),
        set_={name: statement.excluded[name] for name in changed},
    )


def now_in_milliseconds(connection: Any) -> Any:
    """The clock of the database, which all of its users share: milliseconds of Unix time."""
    return literal_column(_NOW[connection.dialect.name], BigInteger)
