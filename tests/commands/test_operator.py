"""`python -m bot operator`: accounts are made and changed, noted, and failures are one sentence."""

from __future__ import annotations

import io
import os
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from bot.__main__ import main
from bot.commands import operator
from bot.console.shared import accounts as module
from bot.console.shared.accounts import Accounts, Role
from bot.console.shared.audit_log import Audit
from bot.settings import Settings
from bot.storage.ports.factors import FactorRecord
from bot.storage.stores import Stores
from tests.console.conftest import PASSWORD, QUICK
from tests.house.serving import NOW

OTHER = "wound lemon moist ferry"


@pytest.fixture
def data(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The folder of the settings that the command reads; passwords are hashed quickly."""
    folder = tmp_path / "data"
    use(monkeypatch, folder)
    monkeypatch.setattr(module, "PasswordHasher", lambda: QUICK)
    return folder


def use(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """The command finds its data in `folder`."""
    monkeypatch.setattr(operator, "settings", lambda: Settings(data=folder, today=NOW))


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    """Runs the command with a line of standard input; gives its code, output and errors."""

    def command(*arguments: str, typed: str = PASSWORD + "\n") -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        code = main(["operator", *arguments])
        found = capsys.readouterr()
        return code, found.out, found.err

    return command


def noted(data: Path) -> list[tuple[str, str, str]]:
    """What the audit holds, the oldest first."""
    return [
        (e.operator, e.what, e.which) for e in reversed(Audit(Stores.local(data).audit).latest())
    ]


def test_a_life(run: Any, data: Path) -> None:
    """Each step of an account holds at once, is said, and stands in the audit."""
    assert run("list") == (
        0,
        "operator: no accounts yet; make one with `python -m bot operator add NAME`\n",
        "",
    )
    assert run("add", "Ｔａｒｏ") == (0, "operator: taro may sign in as operator\n", "")
    assert run("add", "hanako", "--role", "editor")[1] == "operator: hanako may sign in as editor\n"
    assert run("list")[1] == "editor         hanako\noperator       taro\n"
    accounts = Accounts(Stores.local(data).accounts, QUICK)
    stamp = accounts.existing("taro").stamp
    assert run("role", "TARO", "editor")[1] == "operator: taro is editor now\n"
    assert accounts.existing("taro").role is Role.EDITOR
    assert run("password", "taro", typed=OTHER)[0] == 0
    assert accounts.verified("taro", OTHER) is not None
    assert accounts.existing("taro").stamp != stamp
    assert run("remove", "taro") == (0, "operator: taro is removed and signed out\n", "")
    assert run("list")[1] == "editor         hanako\n"
    assert noted(data) == [
        ("(command line)", "operator_added", "taro"),
        ("(command line)", "editor_added", "hanako"),
        ("(command line)", "made_editor", "taro"),
        ("(command line)", "password_changed", "taro"),
        ("(command line)", "account_removed", "taro"),
    ]


def test_a_lost_phone(run: Any, data: Path) -> None:
    """The second factor is taken away, which is noted; where there is none, that is said."""
    run("add", "taro", "--role", "administrator")
    stores = Stores.local(data)
    stores.factors.put(FactorRecord("taro", b"sealed"), ["code"])
    said = "operator: taro signs in with the password alone now\n"
    assert run("reset-factor", "Taro") == (0, said, "")
    assert stores.factors.find("taro") is None
    assert run("reset-factor", "taro")[0] == 1
    assert [what for _, what, _ in noted(data)] == ["administrator_added", "factor_reset"]


@pytest.mark.parametrize(
    ("typed", "password"),
    [
        (PASSWORD + "\n", PASSWORD),
        (PASSWORD + "\r\n", PASSWORD),
        (PASSWORD, PASSWORD),
        (f" {PASSWORD} \nanother line\n", f" {PASSWORD} "),
        ("ほととぎすなきつるかたを\n", "ほととぎすなきつるかたを"),
    ],
)
def test_a_password_from_a_file(run: Any, data: Path, typed: str, password: str) -> None:
    """Without a terminal the password is the first line, with its spaces, without its end."""
    assert run("add", "taro", typed=typed)[0] == 0
    assert Accounts(Stores.local(data).accounts, QUICK).verified("taro", password) is not None


@pytest.mark.parametrize(
    ("arguments", "typed", "sentence"),
    [
        (("add", "taro"), PASSWORD, "there is an account taro already"),
        (("add", "ＴＡＲＯ"), PASSWORD, "there is an account taro already"),
        (("add", ""), PASSWORD, "1 to 40 printable"),
        (("add", "ta\nro"), PASSWORD, "1 to 40 printable"),
        (("add", "\udcff"), PASSWORD, "1 to 40 printable"),
        (("add", "(unknown)"), PASSWORD, "choose another name"),
        (("add", "jiro"), "", "12 to 200"),
        (("add", "jiro"), "short", "12 to 200"),
        (("add", "jiro"), "kawasaki-kokuho-2025", "too easy"),
        (("add", "jiro"), "moist\tferry wound", "control characters"),
        (("add", "jiro"), "moist ferry \udcff wound", "control characters"),
        (("password", "taro"), "short", "12 to 200"),
        (("password", "nobody"), PASSWORD, "no account nobody"),
        (("remove", "nobody"), "", "no account nobody"),
        (("remove", "\udcff"), "", "1 to 40 printable"),
        (("role", "nobody", "editor"), "", "no account nobody"),
    ],
)
def test_what_is_refused(
    run: Any, data: Path, arguments: tuple[str, ...], typed: str, sentence: str
) -> None:
    """What cannot be done is one sentence; nothing changes, and nothing is noted."""
    run("add", "taro")
    before = Accounts(Stores.local(data).accounts, QUICK).existing("taro")
    code, out, err = run(*arguments, typed=typed)
    assert (code, out) == (1, "")
    assert err.startswith("bot: ")
    assert err.count("\n") == 1
    assert sentence in err
    assert "Traceback" not in err
    (after,) = Accounts(Stores.local(data).accounts, QUICK).everybody()
    assert (after, after.stamp) == (before, before.stamp)
    assert noted(data) == [("(command line)", "operator_added", "taro")]


@pytest.mark.parametrize(
    "arguments",
    [(), ("add",), ("add", "a", "--role", "admin"), ("role", "a"), ("role", "a", "x"), ("frob",)],
)
def test_what_is_no_command(run: Any, data: Path, arguments: tuple[str, ...]) -> None:
    """What the command does not know is refused before anything is opened."""
    with pytest.raises(SystemExit) as end:
        run(*arguments)
    assert end.value.code == 2
    assert not data.exists()


class Terminal(io.StringIO):
    """Standard input that is a keyboard."""

    def isatty(self) -> bool:
        """Yes."""
        return True


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ([PASSWORD, PASSWORD], None),
        ([PASSWORD, OTHER], "not the same; nothing was changed"),
        ([PASSWORD, EOFError], "no password was given; nothing was changed"),
        ([EOFError], "no password was given; nothing was changed"),
        ([UnicodeDecodeError("utf-8", b"\xff", 0, 1, "x")], "not UTF-8 text; nothing was changed"),
    ],
)
def test_at_a_terminal(
    data: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    answers: list[Any],
    sentence: str | None,
) -> None:
    """At a keyboard the password is asked for twice, without being shown."""
    left = iter(answers)

    def ask(_: str) -> str:
        answer = next(left)
        if not isinstance(answer, str):
            raise answer
        return answer

    monkeypatch.setattr("sys.stdin", Terminal())
    monkeypatch.setattr("getpass.getpass", ask)
    assert main(["operator", "add", "taro"]) == (0 if sentence is None else 1)
    found = capsys.readouterr()
    assert (sentence or "") in found.err
    assert PASSWORD not in found.out + found.err
    assert len(Accounts(Stores.local(data).accounts, QUICK).everybody()) == (
        1 if sentence is None else 0
    )


def test_a_taken_name_is_said_before_the_password(
    run: Any, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody thinks of a password for a name that cannot be had."""
    run("add", "taro")
    monkeypatch.setattr(operator, "_new_password", lambda: pytest.fail("it was asked for"))
    for arguments in (("add", "taro"), ("add", "x" * 41), ("password", "nobody")):
        assert run(*arguments)[0] == 1


def folder_file(parent: Path) -> Path:
    """A file where the folder should be."""
    (parent / "file").write_text("", encoding="ascii")
    return parent / "file"


def below_a_file(parent: Path) -> Path:
    """A folder that cannot be made."""
    return folder_file(parent) / "data"


def too_long(parent: Path) -> Path:
    """A name that no file system takes."""
    return parent / ("x" * 300)


def in_circles(parent: Path) -> Path:
    """A link to itself."""
    (parent / "link").symlink_to(parent / "link")
    return parent / "link"


def no_base(parent: Path) -> Path:
    """A folder with something else under the name of the accounts."""
    (parent / "kokuho.sqlite").write_bytes(b"no base at all" * 100)
    return parent


def a_folder_for_the_base(parent: Path) -> Path:
    """A folder under the name of the base."""
    (parent / "kokuho.sqlite").mkdir()
    return parent


@pytest.mark.parametrize(
    "broken", [folder_file, below_a_file, too_long, in_circles, no_base, a_folder_for_the_base]
)
def test_data_that_cannot_be_used(
    run: Any, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: Any
) -> None:
    """Where the folder cannot be read or written, one sentence names it, and nothing was made."""
    folder = broken(tmp_path)
    use(monkeypatch, folder)
    for arguments in (("add", "taro"), ("remove", "taro"), ("list",)):
        code, out, err = run(*arguments)
        assert (code, out) == (1, "")
        assert err.startswith(f"bot: the accounts in {folder} cannot be used: ")
        assert err.count("\n") == 1


@pytest.mark.parametrize("error", [PermissionError(13, "Permission denied"), OSError(28, "full")])
def test_a_folder_that_may_not_be_looked_at(
    run: Any, data: Path, monkeypatch: pytest.MonkeyPatch, error: OSError
) -> None:
    """Also what the system refuses at the first look is a sentence."""

    def refuse(*_: Any) -> None:
        raise error

    monkeypatch.setattr(operator, "_check_owner", refuse)
    for arguments in (("add", "taro"), ("list",)):
        code, _, err = run(*arguments)
        assert (code, err) == (1, f"bot: the accounts in {data} cannot be used: {error}\n")


def test_a_locked_base(run: Any, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While another process holds the file, the sentence says so; afterwards it works."""
    run("add", "taro")
    monkeypatch.setattr("bot.storage.sql.database.WAIT_SECONDS", 0.01)
    other = sqlite3.connect(data / "kokuho.sqlite")
    other.execute("begin immediate")
    code, _, err = run("remove", "taro")
    assert (code, "database is locked" in err) == (1, True)
    other.rollback()
    assert run("remove", "taro")[0] == 0


def test_another_owner(run: Any, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who is not the owner of the folder is told as whom to run it, before any file is made."""
    data.mkdir()
    monkeypatch.setattr(os, "geteuid", lambda: data.stat().st_uid + 1)
    for arguments in (("add", "taro"), ("list",)):
        code, _, err = run(*arguments)
        assert code == 1
        assert f"{data} belongs to " in err
        assert "sudo -u " in err
    assert not list(data.iterdir())


def test_a_user_without_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """An owner whom the machine does not know has a number."""
    assert operator._user_name(2**31 - 7) == f"user {2**31 - 7}"
