"""bot/storage/sql/migrating.py: an upgrade brings everything along, once, or changes nothing."""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from argon2 import PasswordHasher
from sqlalchemy import text

from bot.console.shared.accounts import Accounts
from bot.errors import StorageError
from bot.storage.ports.audit import AuditEntry, AuditFilter
from bot.storage.ports.statistics import TALLY_NAMES, Key, Tally
from bot.storage.ports.teaching import ExportRecord
from bot.storage.ports.unanswered import State
from bot.storage.ports.votes import VoteCount
from bot.storage.sql import legacy, migrating
from bot.storage.sql.database import FILE, Database
from bot.storage.sql.migrating import HEAD, MIGRATIONS, ready_database
from bot.storage.sql.tables import metadata
from bot.storage.stores import Stores
from tests.house.storing import raw

# What the release before this one wrote into its files, with its own code.
DUMPS = sorted((Path(__file__).parent / "legacy").glob("*.sql"))
NAMES = sorted(f"{dump.stem}.sqlite" for dump in DUMPS)
HOUR, WORDS = "2026-11-24T09", "入院代を安くする紙がほしい"
TAUGHT = 'version: "3.1"\nnlu:\n- intent: debit_change\n'


@pytest.fixture(autouse=True)
def _really_migrated(monkeypatch: pytest.MonkeyPatch) -> None:
    """No copy of a file that was migrated before."""
    monkeypatch.setattr("bot.storage.stores.ready_database", ready_database)


def everything(path: Path) -> list[str]:
    """All that is in a file of SQLite."""
    with closing(sqlite3.connect(path)) as base:
        return list(base.iterdump())


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder as the release before left it."""
    folder = tmp_path / "data"
    folder.mkdir()
    for dump in DUMPS:
        with closing(sqlite3.connect(folder / f"{dump.stem}.sqlite")) as base:
            base.executescript(dump.read_text(encoding="utf-8"))
            base.execute("pragma journal_mode = wal")
    return folder


def test_every_file_has_a_dump() -> None:
    """The test knows each file that is taken over."""
    assert sorted(legacy._QUERIES) == NAMES


def test_accounts_and_audit(data: Path) -> None:
    """Who could sign in can sign in; the audit has its entries under their numbers."""
    stores = Stores.local(data)
    accounts = Accounts(stores.accounts, PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    assert [(a.name, a.role.value) for a in accounts.everybody()] == [
        ("hanako", "editor"),
        ("taro", "operator"),
    ]
    assert accounts.existing("taro").stamp == "48065350b5a25acde6a1b7a7a95e67b3"
    assert accounts.verified("hanako", "correct horse battery") is not None
    assert stores.audit.latest(9, AuditFilter()) == [
        AuditEntry("2026-11-24T10:15:07", "taro", "sign_out", "", 5),
        AuditEntry("2026-11-24T09:18:07", "(unknown)", "sign_in_failed", "127.0.0.1", 4),
        AuditEntry("2026-11-24T09:16:07", "hanako", "sign_in", "127.0.0.1", 2),
        AuditEntry("2026-11-24T09:15:07", "(command line)", "editor_added", "hanako", 1),
    ]


def test_votes_and_figures(data: Path) -> None:
    """What was voted and counted adds up as before; words with consent are still there."""
    stores = Stores.local(data)
    assert stores.votes.counts("2026", "2027") == [
        VoteCount(HOUR, "line", "call_center", 1, 0, 1),
        VoteCount(HOUR, "web", "greet", 1, 1, 0),
    ]
    assert stores.statistics.read("2026", "2027") == [
        (Key(HOUR, "phone", ""), Tally(votes=1, wrong=1)),
        (Key(HOUR, "phone", "debit_start"), Tally(answered=1, votes=1, wrong=1)),
    ]
    with raw(data) as base:
        words = base.execute("select question from feedback order by number").fetchall()
    assert words == [(None,), ("窓口は何時までですか",)]


def test_the_unanswered_and_what_was_taught(data: Path) -> None:
    """Lines keep their ids, counts and decisions; models and exports what they were made of."""
    stores = Stores.local(data)
    lines = {line.id: line for line in stores.unanswered.lines(State)}
    assert {number: line.state for number, line in lines.items()} == {
        1: State.CHOSEN,
        2: State.NEW,
        3: State.LEARNT,
        4: State.OPEN,
    }
    assert (lines[1].words, lines[1].answer, lines[1].editor) == (
        WORDS,
        "limit_certificate",
        "hanako",
    )
    assert lines[1].heard == (
        ("phone", "found", "limit_certificate", 1),
        ("web", "wrong", "debit_docs", 2),
    )
    assert (lines[2].note, lines[3].wording) == ("ごみの担当へ", "口座を変えたいです")
    assert stores.teaching.export(1) == ExportRecord(
        1, "2026-11-24T09:20", "hanako", 'version: "3.1"\n', TAUGHT
    )
    made = {
        name: (stores.teaching.taught(name), stores.teaching.inputs(name))
        for name in ("bot-aaaa.tar.gz", "bot-bbbb.tar.gz", "bot-cccc.tar.gz")
    }
    assert made == {
        "bot-aaaa.tar.gz": ('version: "3.1"\n', None),
        "bot-bbbb.tar.gz": (TAUGHT, "0123456789abcdef"),
        "bot-cccc.tar.gz": (None, "fedcba9876543210"),
    }


def test_events_of_line(data: Path) -> None:
    """What was answered is not answered again; what was not is counted."""
    events = Stores.local(data).webhook_events
    assert events.known("line", ["event-1", "event-2"], "run 2") == {"event-1"}
    assert [found.sealed for found in events.owed("line", "run 2", 9).values()] == [b""]


def test_no_row_is_lost(data: Path) -> None:
    """Each table of the old files has as many rows in the new one."""
    wanted = {}
    for name in NAMES:
        with closing(sqlite3.connect(data / name)) as base:
            for (table,) in base.execute("select name from sqlite_master where type = 'table'"):
                wanted[table] = base.execute(f"select count(*) from {table}").fetchone()[0]
    Stores.local(data)
    renamed = {
        "lines": "unanswered",
        "event": "webhook_events",
        "exports": "teaching_exports",
        "models": "teaching_models",
    }
    assert wanted.pop("beside") == 2  # goes into teaching_models, where one of the two was
    assert wanted["models"] == 2
    with raw(data) as base:
        found = {
            table: base.execute(f"select count(*) from {renamed.get(table, table)}").fetchone()[0]
            for table in wanted
        }
    assert found == {**wanted, "models": 3}


def test_old_files_are_put_aside(data: Path) -> None:
    """They stay as they were, under names that say so; the new file is ours alone."""
    before = {name: everything(data / name) for name in NAMES}
    Stores.local(data)
    assert not legacy.files(data)
    assert {name: everything(data / f"{name}.migrated") for name in NAMES} == before
    assert (data / FILE).stat().st_mode & 0o077 == 0


def test_words_do_not_outlive_the_database(data: Path) -> None:
    """40 days after their last change the files with words of residents are gone, no others."""
    Stores.local(data)
    long_ago = time.time() - (legacy.KEPT_DAYS + 1) * 24 * 60 * 60
    aside = sorted(data.glob("*.migrated"))
    for path in aside:
        os.utime(path, (long_ago, long_ago))
    Stores.local(data)
    gone = {path.name for path in aside if not path.exists()}
    assert gone == {f"{name}.migrated" for name in legacy.WITH_WORDS}


def test_twice_is_once(data: Path) -> None:
    """A second start changes nothing."""
    Stores.local(data)
    before = everything(data / FILE)
    Stores.local(data)
    assert everything(data / FILE) == before


def test_an_empty_folder(tmp_path: Path) -> None:
    """A first start makes the folder, all tables, and nothing to put aside."""
    Stores.local(tmp_path / "new")
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o700
    assert not list((tmp_path / "new").glob("*.migrated"))
    with raw(tmp_path / "new") as base:
        assert base.execute("pragma journal_mode").fetchone() == ("wal",)


def test_what_a_killed_process_left(data: Path, tmp_path: Path) -> None:
    """Rows that are only in the log beside an old file come along."""
    with closing(sqlite3.connect(data / "audit.sqlite")) as base:
        base.execute("insert into audit values ('2026-11-24T11:00:00', 'taro', 'card', 'greet')")
        base.commit()
        copy = tmp_path / "copy"
        shutil.copytree(data, copy)
    assert (copy / "audit.sqlite-wal").stat().st_size > 0
    assert Stores.local(copy).audit.latest(1, AuditFilter())[0].which == "greet"


def test_a_crash_before_they_are_put_aside(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next start puts them aside and takes nothing twice."""

    def crash(path: Path) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(legacy, "put_aside", crash)
        with pytest.raises(KeyboardInterrupt):
            Stores.local(data)
    assert len(Stores.local(data).audit.latest(9, AuditFilter())) == 4
    assert not legacy.files(data)


def broken(path: Path) -> None:
    """No file of SQLite at all."""
    path.write_bytes(b"no base at all" * 500)


def without_its_table(path: Path) -> None:
    """Another file of SQLite."""
    with closing(sqlite3.connect(path)) as base, base:
        base.execute("drop table event")


@pytest.mark.parametrize("spoil", [broken, without_its_table])
def test_a_failure_leaves_all_as_it_was(data: Path, spoil: Callable[[Path], None]) -> None:
    """One sentence names the file; no old file is touched; mended, everything comes along."""
    whole = (data / "line.sqlite").read_bytes()
    spoil(data / "line.sqlite")
    before = {name: everything(data / name) for name in NAMES if name != "line.sqlite"}
    with pytest.raises(StorageError, match=r"line\.sqlite cannot be taken over .* it is as it was"):
        Stores.local(data)
    assert {name: everything(data / name) for name in before} == before
    with raw(data) as base:
        assert base.execute("select count(*) from sqlite_master").fetchone() == (0,)
    (data / "line.sqlite").write_bytes(whole)
    assert len(Stores.local(data).audit.latest(9, AuditFilter())) == 4


def test_an_older_release_has_run_again(data: Path) -> None:
    """What it wrote is neither lost nor mixed in: one sentence asks what to do."""
    Stores.local(data)
    with closing(sqlite3.connect(data / "audit.sqlite")) as base:
        base.execute("create table audit (at, operator, what, which)")
    with pytest.raises(StorageError, match="older release has written it again"):
        Stores.local(data)
    assert (data / "audit.sqlite").exists()
    (data / "audit.sqlite").unlink()
    assert len(Stores.local(data).audit.latest(9, AuditFilter())) == 4


def test_many_start_at_once(data: Path) -> None:
    """The gateway and a command beside it migrate once; the others wait."""
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: Stores.local(data), range(8)))
    assert {len(stores.audit.latest(9, AuditFilter())) for stores in found} == {4}


def test_a_newer_release_has_run(tmp_path: Path) -> None:
    """A file of a newer form is not touched."""
    Stores.local(tmp_path)
    with raw(tmp_path) as base:
        base.execute("update alembic_version set version_num = '9999'")
    before = everything(tmp_path / FILE)
    with pytest.raises(StorageError, match="another release"):
        Stores.local(tmp_path)
    assert everything(tmp_path / FILE) == before


def test_rows_keep_their_place_under_new_names(tmp_path: Path) -> None:
    """The release before this one called a channel a door: its rows are counted on."""
    database = Database(tmp_path)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with database.changing() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        asked = ", ".join(["1"] * len(TALLY_NAMES))
        connection.execute(text(f"insert into figures values ('{HOUR}', 'web', 'greet', {asked})"))
        connection.execute(
            text(
                "insert into feedback (hour, door, answer_id, kind, helped)"
                f" values ('{HOUR}', 'line', 'greet', 'talk', 1)"
            )
        )
    stores = Stores.local(tmp_path)
    ones = Tally(**dict.fromkeys(TALLY_NAMES, 1))
    assert stores.statistics.read("2026", "2027") == [(Key(HOUR, "web", "greet"), ones)]
    assert stores.votes.counts("2026", "2027") == [VoteCount(HOUR, "line", "greet", 1, 1, 0)]


def test_the_newest_migration() -> None:
    """The number that each start compares with is the last one in the folder."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


def test_migrations_make_the_tables(tmp_path: Path) -> None:
    """What the migrations leave is what the code expects."""
    with ready_database(tmp_path).reading() as connection:
        differences: Any = compare_metadata(MigrationContext.configure(connection), metadata)
    assert differences == []


def test_one_look_when_nothing_is_to_be_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A usual start runs no migration and waits for no lock."""
    Stores.local(tmp_path)
    monkeypatch.setattr(migrating, "_alone", None)
    Stores.local(tmp_path)
