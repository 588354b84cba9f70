"""bot/storage/sql/mending.py: whatever lies in the data folder, a start succeeds and says it."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.storage.ports.accounts import AccountRecord
from bot.storage.ports.audit import AuditEntry, AuditFilter
from bot.storage.sql.aside import DAMAGED_DAYS
from bot.storage.sql.database import FILE
from bot.storage.stores import Stores
from tests.house.storing import raw

LEGACY = ("console", "audit", "feedback", "figures", "unanswered", "learning", "line")
TARO = AccountRecord("taro", "operator", "hash", "stamp")


def garbage(path: Path) -> None:
    """No file of SQLite at all."""
    path.write_bytes(b"no base at all" * 500)


def cut(path: Path) -> None:
    """The second half is gone, as after a power cut."""
    os.truncate(path, path.stat().st_size // 2)


def asides(data: Path, name: str) -> list[Path]:
    """What was set aside, without what SQLite keeps beside it."""
    return [path for path in data.glob(f"{name}.damaged-*") if path.name[-1].isdigit()]


def whole(data: Path) -> Stores:
    """An account, and so many entries that the file has many pages."""
    stores = Stores.local(data)
    stores.accounts.add(TARO)
    for number in range(300):
        stores.audit.add(AuditEntry("2025-10-01T10:00:00", "taro", "card", f"{number:0100}"))
    stores.audit._database.forget()  # type: ignore[attr-defined]
    return stores


@pytest.mark.parametrize("name", LEGACY)
def test_an_older_file_is_damaged(
    tmp_path: Path, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    """It is set aside, said by name, and everything else is there."""
    whole(tmp_path)
    garbage(tmp_path / f"{name}.sqlite")
    stores = Stores.mended(tmp_path)
    assert f"{name}.sqlite is damaged" in stores.trouble
    assert f"{name}.sqlite" in caplog.text
    assert stores.accounts.find("taro") == TARO
    assert len(asides(tmp_path, f"{name}.sqlite")) == 1
    assert Stores.mended(tmp_path).trouble == ""


@pytest.mark.parametrize("spoil", [garbage, cut])
def test_the_database_is_damaged(tmp_path: Path, spoil: Callable[[Path], None]) -> None:
    """A new one takes its place; the damaged one is kept, for who can mend it."""
    whole(tmp_path)
    spoil(tmp_path / FILE)
    stores = Stores.mended(tmp_path)
    assert f"{FILE} is damaged" in stores.trouble
    assert stores.accounts.add(AccountRecord("hanako", "editor", "hash", "stamp"))
    assert len(asides(tmp_path, FILE)) == 1
    assert Stores.mended(tmp_path).trouble == ""


def test_what_can_be_read_is_brought_over(tmp_path: Path) -> None:
    """Pages of the audit are gone; accounts, and the entries before the hole, are not."""
    whole(tmp_path)
    size = (tmp_path / FILE).stat().st_size
    with (tmp_path / FILE).open("r+b") as file:
        file.seek(size - 3 * 4096)
        file.write(b"\xff" * 4096)
    stores = Stores.mended(tmp_path)
    assert "not all could be read of: audit" in stores.trouble
    assert stores.accounts.find("taro") == TARO
    assert len(stores.audit.latest(1000, AuditFilter())) > 100


def test_no_folder_can_be_made(tmp_path: Path) -> None:
    """This process works on a copy that ends with it."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    stores = Stores.mended(tmp_path / "file")
    assert "ends with this process" in stores.trouble
    assert stores.accounts.add(TARO)


def test_of_a_newer_release(tmp_path: Path) -> None:
    """It is not touched; the trouble says so."""
    whole(tmp_path)
    with raw(tmp_path) as base:
        base.execute("update alembic_version set version_num = '9999'")
    before = (tmp_path / FILE).read_bytes()
    stores = Stores.mended(tmp_path)
    assert "another release" in stores.trouble
    assert (tmp_path / FILE).read_bytes() == before
    assert stores.accounts.add(TARO)


def test_the_file_can_only_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Accounts are read from it, so operators can sign in."""
    whole(tmp_path)
    opened = os.open

    def only_read(path: os.PathLike[str], flags: int, mode: int = 0o777) -> int:
        if Path(path) == tmp_path / FILE and flags & os.O_RDWR:
            raise PermissionError(13, "Permission denied")
        return opened(path, flags, mode)

    monkeypatch.setattr(os, "open", only_read)
    stores = Stores.mended(tmp_path)
    assert "Permission denied" in stores.trouble
    assert stores.accounts.find("taro") == TARO


def test_whole_files_are_no_trouble(tmp_path: Path) -> None:
    """Nothing is renamed or said."""
    whole(tmp_path)
    stores = Stores.mended(tmp_path)
    assert stores.trouble == ""
    assert len(stores.audit.latest(1000, AuditFilter())) == 300
    assert not list(tmp_path.glob("*damaged*"))


def test_a_damaged_file_is_not_kept_for_ever(tmp_path: Path) -> None:
    """It may hold words of residents."""
    old = tmp_path / f"{FILE}.damaged-20260101-000000"
    old.write_bytes(b"")
    os.utime(old, (time.time() - (DAMAGED_DAYS + 1) * 86_400,) * 2)
    Stores.mended(tmp_path)
    assert not old.exists()
