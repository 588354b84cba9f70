"""PostgreSQL for several machines: the same tables, the same migrations, one clear failure.

Connects when it is first needed, and brings the tables to the newest form before anything else; so
a database that is away at the start, or goes away, is there again as soon as it answers.
"""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import create_engine, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from bot.errors import StorageError
from bot.storage.sql.migrating import HEAD, revision, upgrade

log = logging.getLogger(__name__)

OLDEST = 15
_SCHEMES = ("postgresql", "postgres")
_DRIVER = "postgresql+psycopg2"
_CONNECTIONS = 8  # as many as threads that wait for what is stored
_CONNECT_SECONDS = 2  # libpq knows no less
_AWAY_SECONDS = 0.5
_PREPARING_SECONDS = 0.3  # while another thread connects or migrates
# Ours take milliseconds. Whoever is cut off in the middle keeps his locks no longer than this.
_OPTIONS = (
    "-c lock_timeout=300 -c statement_timeout=5000 -c idle_in_transaction_session_timeout=5000"
)
# One process migrates at a time: the number is ours alone in this database.
_LOCK = 179_2025
_FIT = """
select current_setting('server_version_num')::int / 10000, current_setting('server_encoding'),
       'a' > 'B' and 'é' > 'z'
"""
# Lock not available, deadlock, serialisation, and a cancelled statement: later it may go well.
_PASSING = ("55P03", "40P01", "40001", "57014")


class PostgresDatabase:
    """The database at `url`, postgresql://user:password@host/name.

    `trouble`: why it cannot be used just now, in one sentence; empty if it can.
    """

    def __init__(self, url: str) -> None:
        """Raises StorageError for an address of another kind."""
        self._url = _read(url)
        self.trouble = ""
        # Parameters hold what residents said; no message of an error shows them.
        self._engine = create_engine(
            self._url,
            pool_pre_ping=True,  # a connection from before a restart is not handed out
            pool_size=_CONNECTIONS,
            max_overflow=_CONNECTIONS,
            pool_timeout=1,
            pool_use_lifo=True,
            future=True,
            hide_parameters=True,
            connect_args={
                "connect_timeout": _CONNECT_SECONDS,
                "tcp_user_timeout": _CONNECT_SECONDS * 1000,
                # And while we wait for an answer nothing of ours is on its way.
                "keepalives_idle": _CONNECT_SECONDS,
                "keepalives_interval": 1,
                "keepalives_count": 3,
                "application_name": "kokuho",
                "options": _OPTIONS,
            },
        )
        self._preparing, self._ready = threading.Lock(), False
        self._away_until = 0.0

    @contextmanager
    def reading(self) -> Iterator[Any]:
        """A connection that sees one state of everything. Raises StorageError."""
        with self._open("set transaction isolation level repeatable read, read only") as found:
            yield found

    @contextmanager
    def changing(self, *, durable: bool = True) -> Iterator[Any]:
        """A connection; what was written is kept if the block ends well, and all of it or none.

        Not `durable`: safe when a process dies, at the mercy of a power cut for some seconds, and
        without a wait for the disk. Raises StorageError.
        """
        with self._open("" if durable else "set local synchronous_commit = off") as found:
            yield found

    def forget(self) -> None:
        """Nothing to do: PostgreSQL's own vacuum overwrites what was deleted, in its time."""

    def migrate(self) -> None:
        """Connects, and migrates if that was not done yet. Raises StorageError."""
        with self._open(""):
            pass

    async def check(self) -> None:
        """The same, and blocks no event loop."""
        await asyncio.to_thread(self.migrate)

    async def close(self) -> None:
        """Ends the connections that nobody works with."""
        await asyncio.to_thread(self._engine.dispose)

    @contextmanager
    def _open(self, first: str) -> Iterator[Any]:
        if time.monotonic() < self._away_until:  # nobody waits for what was away just now
            raise StorageError(self.trouble, "Away", passing=True)
        try:
            self._prepare()
            with self._engine.begin() as found:
                if first:
                    found.execute(text(first))
                yield found
        except SQLAlchemyError as error:
            self._fail(error)
        if self.trouble:
            log.warning("PostgreSQL answers")
            self.trouble = ""

    def _prepare(self) -> None:
        """Brings the tables to the newest form, once for all processes."""
        if self._ready:
            return
        if not self._preparing.acquire(timeout=_PREPARING_SECONDS):
            raise StorageError(f"{self._place} is being made ready", "Busy", passing=True)
        try:
            if self._ready:
                return
            with self._engine.begin() as connection:
                # The others wait for the one that migrates, however long it takes.
                connection.execute(
                    text("set local lock_timeout = 0; set local statement_timeout = 0")
                )
                connection.execute(text("select pg_advisory_xact_lock(:key)"), {"key": _LOCK})
                self._check_fit(connection)
                if revision(connection) != HEAD:
                    upgrade(connection)
            self._ready = True
        except StorageError as error:
            if str(error) != self.trouble:
                log.error("storage: %s", error)
            self.trouble = str(error)
            raise
        finally:
            self._preparing.release()

    def _check_fit(self, connection: Any) -> None:
        version, encoding, is_plain = connection.execute(text(_FIT)).one()
        if version < OLDEST:
            raise StorageError(
                f"{self._place} is PostgreSQL {version}: it must be {OLDEST} or newer"
            )
        if encoding != "UTF8" or not is_plain:
            raise StorageError(
                f"{self._place} sorts in its own way: make the database with `createdb "
                "--template=template0 --encoding=UTF8 --locale=C`"
            )

    @property
    def _place(self) -> str:
        host = self._url.host or self._url.query.get("host") or "localhost"
        return f"the database {self._url.database} at {host}:{self._url.port or 5432}"

    def _fail(self, error: SQLAlchemyError) -> None:
        cause = getattr(error, "orig", None) or error
        code = getattr(cause, "pgcode", None)
        away = code is None
        wrong = "does not answer" if away else "cannot be used"
        # The first line of PostgreSQL's own sentence; the second one (DETAIL) may hold a value.
        told = str(cause).strip().partition("\n")[0]
        if code and code.startswith("22"):  # it names the value that it cannot read
            told = f"a value is refused ({code})"
        sentence = f"{self._place} {wrong}: {told}"
        if away:
            if not self.trouble:
                log.error("storage: %s", sentence)
            self.trouble = sentence
            self._away_until = time.monotonic() + _AWAY_SECONDS
        raise StorageError(
            sentence, type(cause).__name__, passing=away or code in _PASSING
        ) from None


def _read(text_: str) -> URL:
    wrong = StorageError("BOT_DATABASE is no address of a PostgreSQL: postgresql://user@host/name")
    try:
        url = make_url(text_)
    except (ArgumentError, ValueError):
        raise wrong from None
    if url.drivername not in _SCHEMES or not url.database:
        raise wrong
    return url.set(drivername=_DRIVER)
