"""bot/storage/sql/copying.py: from the file of one machine to the PostgreSQL of several."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.commands import storage as command
from bot.errors import StorageError
from bot.settings import read_settings
from bot.storage.ports.accounts import AccountRecord
from bot.storage.ports.audit import AuditEntry, AuditFilter
from bot.storage.ports.statistics import Key, Tally
from bot.storage.ports.unanswered import State, UnansweredQuestion
from bot.storage.ports.votes import VoteRecord
from bot.storage.ports.webhooks import OwedEvent
from bot.storage.sql.copying import copy_all
from bot.storage.stores import Stores
from tests.house.engines import RealPostgres

pytestmark = pytest.mark.e2e

HOUR = "2025-10-01T10"


def fill(stores: Stores) -> None:
    """Something of everything that lasts."""
    stores.accounts.add(AccountRecord("taro", "operator", "hash", "stamp"))
    for number in range(3):
        stores.audit.add(AuditEntry(f"2025-10-0{number + 1}", "taro", "lookup", str(number)))
    stores.votes.add(VoteRecord(HOUR, "web", "greet", "answer", True, None, "質問"))
    stores.statistics.add([(Key(HOUR, "web", "greet"), Tally(answered=3))], "2025")
    stores.unanswered.add([UnansweredQuestion(HOUR, "web", "ことば", "asked", "greet")])
    stores.teaching.add("1", "hanako", "before", "after")
    stores.webhook_events.take("line", {"event": OwedEvent(b"\x00sealed", at=100)}, "run")


def everything(stores: Stores) -> list[object]:
    """All that can be read of it."""
    return [
        stores.accounts.everybody(),
        stores.audit.latest(9, AuditFilter()),
        stores.votes.counts("2025", "2026"),
        stores.statistics.read("2025", "2026"),
        stores.unanswered.lines(list(State)),
        stores.unanswered.version(),
        stores.teaching.export(1),
        stores.webhook_events.owed("line", "other", 9),
    ]


def test_all_of_it_and_on_from_there(postgres: RealPostgres, tmp_path: Path) -> None:
    """Every row is there under its number, and the next number is a new one."""
    here = Stores.local(tmp_path)
    fill(here)
    assert copy_all(tmp_path, postgres.url) == 11
    there = Stores.durable(tmp_path, postgres.url)
    assert everything(there) == everything(here)
    there.audit.add(AuditEntry("2025-10-04", "taro", "lookup", "3"))
    assert [entry.number for entry in there.audit.latest(9, AuditFilter())] == [4, 3, 2, 1]
    there.unanswered.add([UnansweredQuestion(HOUR, "web", "別のことば", "asked", "")])
    assert len(there.unanswered.lines(list(State))) == 2


def test_only_into_an_empty_one(postgres: RealPostgres, tmp_path: Path) -> None:
    """A second time nothing is copied, and what is there stays as it is."""
    fill(Stores.local(tmp_path))
    copy_all(tmp_path, postgres.url)
    before = everything(Stores.durable(tmp_path, postgres.url))
    with pytest.raises(StorageError, match="is not empty: nothing was copied"):
        copy_all(tmp_path, postgres.url)
    assert everything(Stores.durable(tmp_path, postgres.url)) == before


def test_the_command(
    postgres: RealPostgres,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """It says how many rows there were; without a database it says which variable is missing."""
    fill(Stores.local(tmp_path))
    environ = {"BOT_DATA": str(tmp_path), "BOT_DATABASE": postgres.url}
    monkeypatch.setattr(command, "settings", lambda: read_settings(environ))
    assert command.run_copy(None) == 0  # type: ignore[arg-type]
    assert "11 rows were copied" in capsys.readouterr().out
    del environ["BOT_DATABASE"]
    with pytest.raises(StorageError, match="BOT_DATABASE is not set"):
        command.run_copy(None)  # type: ignore[arg-type]
