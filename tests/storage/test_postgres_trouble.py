"""bot/storage/sql/postgres.py: migrated once, away and back, and failures without values."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, text

from bot.errors import StorageError
from bot.storage.ports.accounts import AccountRecord
from bot.storage.sql.accounts import SqlAccounts
from bot.storage.sql.migrating import HEAD
from bot.storage.sql.postgres import PostgresDatabase
from bot.storage.sql.tables import metadata
from tests.house.engines import RealPostgres
from tests.house.serving import wait_until

pytestmark = pytest.mark.e2e

ROW = text("insert into taken_over (file) values (:name)")


def works(database: PostgresDatabase) -> bool:
    """Does it answer?"""
    try:
        database.migrate()
    except StorageError:
        return False
    return True


def other(postgres: RealPostgres, name: str, more: str = "") -> str:
    """The address of another database of the same server, new and empty."""
    engine = create_engine(postgres.url, future=True, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"drop database if exists {name}"))
        connection.execute(text(f"create database {name} template template0 {more}"))
    engine.dispose()
    return postgres.url.replace("/postgres", f"/{name}")


def test_many_starts_at_once(postgres: RealPostgres) -> None:
    """One of them migrates, all of them work, and the tables are those of the code."""
    databases = [PostgresDatabase(other(postgres, "many"))] * 2
    databases += [PostgresDatabase(str(databases[0]._url.set(drivername="postgresql")))]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: wait_until(lambda: works(databases[number % 3])), range(8)))
    with databases[0].changing() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
        found = connection.execute(text("select version_num from alembic_version")).scalars()
        assert list(found) == [HEAD]


def test_of_a_newer_release(postgres: RealPostgres) -> None:
    """A database that a newer release has changed is left alone, and that is told."""
    database = PostgresDatabase(other(postgres, "newer"))
    database.migrate()
    with database.changing() as connection:
        connection.execute(text("update alembic_version set version_num = '9999'"))
    older = PostgresDatabase(str(database._url.set(drivername="postgresql")))
    with pytest.raises(StorageError, match="another release"):
        older.migrate()
    assert "another release" in older.trouble


def test_of_another_encoding(postgres: RealPostgres) -> None:
    """A database that cannot hold Japanese is refused with the command that makes a right one."""
    url = other(postgres, "latin", "encoding 'LATIN1' lc_collate 'C' lc_ctype 'C'")
    with pytest.raises(StorageError, match="createdb --template=template0"):
        PostgresDatabase(url).migrate()


def test_all_or_nothing(postgres: RealPostgres) -> None:
    """A block that fails has written nothing, whatever it failed with."""
    database = PostgresDatabase(postgres.url)

    def half() -> None:
        with database.changing() as connection:
            connection.execute(ROW, {"name": "one"})
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half()
    with database.reading() as connection:
        assert connection.execute(text("select count(*) from taken_over")).scalar_one() == 0


def test_one_state_of_everything(postgres: RealPostgres) -> None:
    """Who reads sees one state from the first look on, and writes nothing."""
    database, count = PostgresDatabase(postgres.url), text("select count(*) from taken_over")
    with database.reading() as connection:
        assert connection.execute(count).scalar_one() == 0
        with database.changing(durable=False) as another:
            another.execute(ROW, {"name": "one"})
        assert connection.execute(count).scalar_one() == 0
    with pytest.raises(StorageError, match="read-only"), database.reading() as connection:
        connection.execute(ROW, {"name": "two"})


@pytest.mark.parametrize("value", ["山田", "123456789012345678901234567890"])
def test_a_failure_has_no_values(postgres: RealPostgres, value: str) -> None:
    """What was to be written is in no message: it may be what a resident said."""
    database = PostgresDatabase(postgres.url)
    with database.changing() as connection:
        connection.execute(ROW, {"name": value})
    with pytest.raises(StorageError) as failure, database.changing() as connection:
        connection.execute(ROW, {"name": value})
    with pytest.raises(StorageError) as other_, database.changing() as connection:
        connection.execute(text("select cast(:value as integer)"), {"value": value})
    for sentence in map(str, (failure.value, other_.value)):
        assert value not in sentence
    assert "unique" in str(failure.value)


def test_a_restart_is_not_noticed(postgres: RealPostgres) -> None:
    """A connection from before a restart is not handed out; what was kept is there."""
    accounts = SqlAccounts(PostgresDatabase(postgres.url))
    accounts.add(AccountRecord("taro", "operator", "hash", "stamp"))
    postgres.stop()
    postgres.start()
    assert accounts.find("taro") is not None


def test_away_at_the_start_and_back(postgres: RealPostgres) -> None:
    """While it is away one sentence says where it was; when it is back, all goes on by itself."""
    postgres.stop()
    database = PostgresDatabase(postgres.url.replace("kokuho@", "kokuho:password@"))
    for _ in range(2):  # the second one does not even try
        with pytest.raises(StorageError, match="does not answer") as failure:
            database.migrate()
        assert "password" not in str(failure.value)
        assert failure.value.passing
    assert f"127.0.0.1:{postgres.port}" in database.trouble
    postgres.start()
    wait_until(lambda: works(database), 30)
    assert database.trouble == ""


def test_a_lock_is_waited_for_and_named(postgres: RealPostgres) -> None:
    """Who holds a row for too long costs the other a refusal, which may be tried again."""
    database = PostgresDatabase(postgres.url)
    accounts = SqlAccounts(database)
    accounts.add(AccountRecord("taro", "operator", "hash", "stamp"))
    with database.changing() as connection:
        connection.execute(text("update accounts set role = 'editor'"))
        with pytest.raises(StorageError, match="lock") as failure:
            accounts.change_role("taro", "operator")
    assert failure.value.passing
    assert database.trouble == ""


@pytest.mark.parametrize("url", ["mysql://host/name", "postgresql://host", "no address"])
def test_a_wrong_address(url: str) -> None:
    """An address that is none of a PostgreSQL stops the start with one sentence."""
    with pytest.raises(StorageError, match="BOT_DATABASE is no address"):
        PostgresDatabase(url)
