"""bot/console/shared/audit_log.py: who did what with which id, for 400 days."""

from __future__ import annotations

import sqlite3
import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from bot.console.shared import audit_log as module
from bot.console.shared.audit_log import KEPT, PAGE, Audit, AuditEntry, AuditFilter
from bot.errors import StorageError
from bot.storage.sql.database import FILE
from bot.storage.stores import Stores
from tests.house.serving import NOW
from tests.house.storing import unwritable


@pytest.fixture
def audit(tmp_path: Path) -> Audit:
    """Nothing happened yet."""
    return Audit(Stores.local(tmp_path).audit)


def whats(entries: list[AuditEntry]) -> list[str]:
    """The kinds of the entries."""
    return [entry.what for entry in entries]


def test_an_entry(audit: Audit, tmp_path: Path) -> None:
    """Moment in Japan time, who, what and which, for every process that looks."""
    audit.note(NOW, "taro", "card", "certificate_expiry")
    (found,) = Audit(Stores.local(tmp_path).audit).latest()
    assert found == AuditEntry("2025-10-01T10:00:00", "taro", "card", "certificate_expiry", 1)


def test_it_is_ours_alone(audit: Audit, tmp_path: Path) -> None:
    """No other user of the machine reads the file."""
    audit.note(NOW, "taro", "card")
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("age", "is_kept"),
    [(KEPT - timedelta(seconds=1), True), (KEPT, True), (KEPT + timedelta(seconds=1), False)],
)
def test_how_long_it_is_kept(audit: Audit, tmp_path: Path, age: timedelta, is_kept: bool) -> None:
    """The first entry of a day drops what is older than 400 days, to the second."""
    audit.note(NOW - age, "taro", "old")
    Audit(Stores.local(tmp_path).audit).note(NOW, "taro", "new")
    assert whats(audit.latest()) == (["new", "old"] if is_kept else ["new"])


def test_each_day_drops_what_is_old(audit: Audit) -> None:
    """A process that runs for years drops what is old each day, not at its start alone."""
    for day in range(0, 900, 100):
        audit.note(NOW + timedelta(days=day), "taro", str(day))
    assert whats(audit.latest()) == ["800", "700", "600", "500", "400"]


def test_the_newest_come_first(audit: Audit) -> None:
    """Entries come by the order in which they were made, though a clock may have gone back."""
    audit.note(NOW, "taro", "first")
    audit.note(NOW - timedelta(hours=1), "taro", "second")
    assert whats(audit.latest()) == ["second", "first"]
    assert whats(audit.latest(1)) == ["second"]


def test_what_is_wanted(audit: Audit) -> None:
    """By person, by kind, before an entry, and all three together."""
    for number in range(12):
        audit.note(NOW, ("taro", "hanako")[number % 2], ("a", "b", "c")[number % 3], str(number))

    def found(**wanted: str | int) -> list[str]:
        return [entry.which for entry in audit.latest(100, AuditFilter(**wanted))]  # type: ignore[arg-type]

    assert found(operator="taro") == ["10", "8", "6", "4", "2", "0"]
    assert found(what="b") == ["10", "7", "4", "1"]
    assert found(before=3) == ["1", "0"]
    assert found(operator="taro", what="b", before=11) == ["4"]
    for nobody in ("nobody", "taro' or '1'='1", "%", "*", "\x00"):
        assert found(operator=nobody) == []


def test_all_of_it(audit: Audit, monkeypatch: pytest.MonkeyPatch) -> None:
    """The whole comes in pieces, without a gap and without anything twice."""
    monkeypatch.setattr(module, "_CHUNK", 7)
    for number in range(30):
        audit.note(NOW, ("taro", "hanako")[number % 2], "card", str(number))
    assert [entry.which for entry in audit.all_of(AuditFilter())] == [
        str(n) for n in range(29, -1, -1)
    ]
    his = [entry.which for entry in audit.all_of(AuditFilter("taro"))]
    assert his == [str(n) for n in range(28, -1, -2)]
    assert len(list(audit.all_of(AuditFilter(before=8)))) == 7


def test_what_is_written_meanwhile(audit: Audit, monkeypatch: pytest.MonkeyPatch) -> None:
    """Entries that come while the whole is read neither move nor repeat the others."""
    monkeypatch.setattr(module, "_CHUNK", 3)
    for number in range(9):
        audit.note(NOW, "taro", "card", str(number))
    found = []
    for entry in audit.all_of(AuditFilter()):
        found.append(entry.which)
        audit.note(NOW, "taro", "card", "later")
    assert found == [str(n) for n in range(8, -1, -1)]


def test_who_and_what_there_is(audit: Audit) -> None:
    """Each name and kind once, in order, and none where there is none."""
    assert (audit.operators(), audit.kinds()) == ([], [])
    for name, what in [("taro", "b"), ("hanako", "a"), ("taro", "a"), ("(unknown)", "c")]:
        audit.note(NOW, name, what)
    assert audit.operators() == ["(unknown)", "hanako", "taro"]
    assert audit.kinds() == ["a", "b", "c"]


def test_many_at_once(audit: Audit, tmp_path: Path) -> None:
    """Threads and the command beside them lose nothing."""
    command = Audit(Stores.local(tmp_path).audit)

    def note(number: int) -> None:
        (audit, command)[number % 2].note(NOW, "taro", "card", str(number))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(note, range(100)))
    assert {entry.which for entry in audit.all_of(AuditFilter())} == {str(n) for n in range(100)}


def test_what_cannot_be_written_fails(
    audit: Audit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A locked file is a failure, not an entry that is silently missing; afterwards all is well."""
    monkeypatch.setattr("bot.storage.sql.database.WAIT_SECONDS", 0.01)
    other = sqlite3.connect(tmp_path / FILE)
    other.execute("begin immediate")
    with pytest.raises(StorageError, match="locked"):
        audit.note(NOW, "taro", "card")
    other.rollback()
    audit.note(NOW, "taro", "card")
    assert len(audit.latest()) == 1


def test_a_full_disk(audit: Audit, caplog: pytest.LogCaptureFixture) -> None:
    """What cannot be written waits in memory, is said, and is written with the next entry."""
    with unwritable(audit._store._database):
        audit.note(NOW, "taro", "sign_in")
        audit.note(NOW, "taro", "card", "certificate_expiry")
        assert audit.latest() == []
    assert "2 entries" in caplog.text
    audit.note(NOW, "taro", "sign_out")
    assert sorted(whats(audit.latest())) == ["card", "sign_in", "sign_out"]


def test_a_page() -> None:
    """A page has a hundred entries."""
    assert PAGE == 100
