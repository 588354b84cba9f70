"""One database file in the data folder: whole transactions, one clear failure.

SQLite in WAL mode: who reads never waits for who writes. Each piece of work borrows a connection,
so that any thread may do it; the event loop never does. A few stay open: to close the last one
writes everything from the log into the file, and waits for the disk.
"""

from __future__ import annotations

import logging
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import create_engine, event
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import QueuePool

from bot.errors import StorageError

log = logging.getLogger(__name__)

FILE = "kokuho.sqlite"
WAIT_SECONDS = 1.0  # for another writer: ours take milliseconds, but on a busy machine longer
# What was written is on the disk before we go on: an audit must outlive a power cut.
SYNCHRONOUS = "full"
_KEPT_OPEN = 4


class Database:
    """The file FILE in the folder `data`, as the newest migration leaves it."""

    def __init__(self, data: Path) -> None:
        """Makes the folder and the file if need be, for us alone. Raises StorageError."""
        self.path = data / FILE
        self.folder: TemporaryDirectory[str] | None = None  # of a database that ends with us
        try:
            data.mkdir(parents=True, exist_ok=True, mode=0o700)
            os.close(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600))
        except OSError as error:
            raise StorageError(f"{self.path} cannot be used: {error.strerror}") from None
        # Parameters hold what residents said; no message of an error shows them.
        self._engine = create_engine(
            "sqlite://",
            creator=self._connect,
            poolclass=QueuePool,
            pool_size=_KEPT_OPEN,
            max_overflow=-1,
            pool_use_lifo=True,
            future=True,
            hide_parameters=True,
        )
        event.listen(self._engine, "begin", _begin)

    def use_wal(self) -> None:
        """Readers and a writer at once, from now on; the file remembers it. Raises StorageError."""
        try:
            with closing(self._connect()) as connection:
                connection.execute("pragma journal_mode = wal")
        except sqlite3.Error as error:
            raise StorageError(f"{self.path} cannot be used: {error}", kind(error)) from None

    @contextmanager
    def reading(self) -> Iterator[Any]:
        """A connection that sees one state of everything. Raises StorageError."""
        with self._open("BEGIN", "full") as connection:
            yield connection

    @contextmanager
    def changing(self, *, durable: bool = True) -> Iterator[Any]:
        """A connection; what was written is kept if the block ends well, and all of it or none.

        Not `durable`: safe when the process dies, at the mercy of a power cut for some seconds, and
        without a wait for the disk. Raises StorageError.
        """
        with self._open("BEGIN IMMEDIATE", SYNCHRONOUS if durable else "normal") as connection:
            yield connection

    def forget(self) -> None:
        """Makes what was deleted go from the log as well, so that no byte of it is left.

        While somebody still reads an older state it has to wait for the next time.
        """
        with self._engine.connect() as connection:
            connection.connection.execute("pragma wal_checkpoint(truncate)")

    @contextmanager
    def _open(self, begin: str, synchronous: str) -> Iterator[Any]:
        options = {"begin": begin, "synchronous": synchronous}
        try:
            with self._engine.connect().execution_options(**options) as found, found.begin():
                yield found
        except (SQLAlchemyError, sqlite3.Error) as error:  # the latter while it is being opened
            cause = getattr(error, "orig", None) or error
            raise StorageError(
                f"{self.path} cannot be used: {cause}", kind(error), passing="locked" in str(cause)
            ) from error

    def _connect(self) -> sqlite3.Connection:
        """A connection without transactions of its own: SQLAlchemy begins and ends them."""
        found = sqlite3.connect(self.path, isolation_level=None, check_same_thread=False)
        found.execute("pragma foreign_keys = on")
        found.execute("pragma secure_delete = on")  # what is deleted is overwritten
        return found


def kind(error: Exception) -> str:
    """The kind of a failure, which never holds a word of anybody."""
    return type(error).__name__


def _begin(connection: Any) -> None:
    options = connection.get_execution_options()
    connection.exec_driver_sql(f"pragma busy_timeout = {round(WAIT_SECONDS * 1000)}")
    connection.exec_driver_sql(f"pragma synchronous = {options['synchronous']}")
    connection.exec_driver_sql(options["begin"])
