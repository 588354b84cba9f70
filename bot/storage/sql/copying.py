"""Brings what one machine has kept in its file to the PostgreSQL of several."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Integer, Table, func, insert, select

from bot.errors import StorageError
from bot.storage.sql.migrating import ready_database
from bot.storage.sql.postgres import PostgresDatabase
from bot.storage.sql.tables import metadata

_CHUNK = 1000  # rows


def copy_all(data: Path, url: str) -> int:
    """Copies every row of the database in `data` to the one at `url`; gives how many there were.

    All of them or none, and only into an empty one. The file stays. Raises StorageError.
    """
    source, target = ready_database(data), PostgresDatabase(url)
    with source.reading() as rows, target.changing() as connection:
        for table in metadata.sorted_tables:
            if connection.execute(select(func.count()).select_from(table)).scalar_one():
                raise StorageError(f"{table.name} in BOT_DATABASE is not empty: nothing was copied")
        return sum(_copy(rows, connection, table) for table in metadata.sorted_tables)


def _copy(rows: Any, connection: Any, table: Table) -> int:
    copied = 0
    for part in rows.execute(select(table)).mappings().partitions(_CHUNK):
        connection.execute(insert(table), [dict(row) for row in part])
        copied += len(part)
    key = list(table.primary_key.columns)
    if len(key) == 1 and isinstance(key[0].type, Integer):  # the next one gets a new number
        sequence = func.pg_get_serial_sequence(table.name, key[0].name)
        following = select(func.coalesce(func.max(key[0]), 0) + 1).scalar_subquery()
        connection.execute(select(func.setval(sequence, following, False)))
    return copied
