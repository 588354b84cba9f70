"""bot/storage/sql/database.py: whole transactions in any thread, and failures without values."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.errors import StorageError
from bot.storage.sql import database as module
from bot.storage.sql.database import Database
from bot.storage.sql.migrating import ready_database
from tests.house.storing import raw

ROW = "insert into taken_over (file) values (:name)"


@pytest.fixture
def database(tmp_path: Path) -> Database:
    """A new one."""
    return ready_database(tmp_path)


def names(database: Database) -> list[str]:
    """What was written."""
    with database.reading() as connection:
        return list(connection.execute(text("select file from taken_over order by 1")).scalars())


def test_all_or_nothing(database: Database) -> None:
    """A block that fails has written nothing, whatever it failed with."""

    def half() -> None:
        with database.changing() as connection:
            connection.execute(text(ROW), {"name": "one"})
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half()
    assert names(database) == []


def test_one_state_of_everything(database: Database) -> None:
    """Who reads sees one state from the first look on, and keeps nobody from writing."""
    with database.reading() as connection:
        count = text("select count(*) from taken_over")
        assert connection.execute(count).scalar_one() == 0
        with database.changing() as other:
            other.execute(text(ROW), {"name": "one"})
        assert connection.execute(count).scalar_one() == 0
    assert names(database) == ["one"]


def test_many_threads_write(database: Database) -> None:
    """Reading and then writing in one block, nobody else comes in between."""

    def add(_: int) -> None:
        with database.changing() as connection:
            last = connection.execute(text("select count(*) from taken_over")).scalar_one()
            connection.execute(text(ROW), {"name": f"{last:03}"})

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(add, range(60)))
    assert names(database) == [f"{number:03}" for number in range(60)]


def test_a_failure_has_no_values(database: Database) -> None:
    """What was to be written is in no message: it may be what a resident said."""
    with database.changing() as connection:
        connection.execute(text(ROW), {"name": "山田"})
    with pytest.raises(StorageError) as failure, database.changing() as connection:
        connection.execute(text(ROW), {"name": "山田"})
    assert "山田" not in str(failure.value)
    assert "UNIQUE" in str(failure.value)
    assert failure.value.kind == "IntegrityError"


def test_a_lock_is_waited_for_and_named(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After the time to wait, the failure says that the file is locked; reading goes on."""
    monkeypatch.setattr(module, "WAIT_SECONDS", 0.01)
    with raw(tmp_path) as other:
        other.execute("begin immediate")
        with pytest.raises(StorageError, match="locked"), database.changing():
            pass
        assert names(database) == []
        other.rollback()


@pytest.mark.parametrize("durable", [True, False])
def test_what_the_disk_is_asked_for(
    database: Database, monkeypatch: pytest.MonkeyPatch, durable: bool
) -> None:
    """An audit is on the disk before we go on; what is sent again anyway waits for no disk."""
    monkeypatch.setattr(module, "SYNCHRONOUS", "full")
    with database.changing(durable=durable) as connection:
        level = connection.execute(text("pragma synchronous")).scalar_one()
    assert level == (2 if durable else 1)


def test_foreign_keys_hold(database: Database) -> None:
    """A count without its line is refused."""
    orphan = (
        "insert into heard (line, channel, why, shown, times) values (1, 'web', 'asked', '', 1)"
    )
    with pytest.raises(StorageError, match="FOREIGN KEY"), database.changing() as connection:
        connection.execute(text(orphan))


def test_what_was_forgotten_is_in_no_byte(database: Database, tmp_path: Path) -> None:
    """Deleted words are overwritten in the file and gone from the log beside it."""
    with database.changing() as connection:
        connection.execute(text(ROW), {"name": "ひみつ"})
    with database.changing() as connection:
        connection.execute(text("delete from taken_over"))
    database.forget()
    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert "ひみつ".encode() not in kept


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    """One sentence names the file and what is wrong."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(StorageError, match=r"kokuho\.sqlite cannot be used: File exists"):
        ready_database(tmp_path / "file")
