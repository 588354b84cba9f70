"""Brings the database to the newest form, once for all processes: migrations, then older files."""

from __future__ import annotations

import fcntl
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import inspect, text

from bot.errors import StorageError
from bot.storage.sql import legacy
from bot.storage.sql.database import Database

log = logging.getLogger(__name__)

HEAD = "0010"  # the newest migration; looked at before Alembic is even imported
LOCK = "kokuho.lock"
MIGRATIONS = Path(__file__).parent / "migrations"


def ready_database(data: Path) -> Database:
    """The database in `data`, in its newest form. Raises StorageError; then nothing was changed.

    Today's form and no older file: one look. Otherwise migrations and the taking over of older
    files are one transaction, and only after it are those files put aside.
    """
    database = Database(data)
    legacy.drop_aside(data)
    if not legacy.files(data) and _revision(database) == HEAD:
        return database
    with _alone(data / LOCK):
        database.use_wal()
        with database.changing() as connection:
            upgrade(connection)
            taken = legacy.take_over(connection, data)
        for path in taken:
            legacy.put_aside(path)
    return database


def _revision(database: Database) -> str | None:
    with database.reading() as connection:
        return revision(connection)


def revision(connection: Any) -> str | None:
    """The newest migration that was run there; None for an empty database."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    query = text("select version_num from alembic_version")
    found: str | None = connection.execute(query).scalar_one_or_none()
    return found


def upgrade(connection: Any) -> None:
    """Runs what is missing of the migrations, in the caller's transaction. Raises StorageError."""
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:  # written by a newer release
        raise StorageError(f"the database is of another release: {error}") from None


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """One process at a time; the others wait."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
