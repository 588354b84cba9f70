"""bot/console/shared/accounts.py: who may work at the console; what changes holds at once."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.console.shared.accounts import (
    COMMAND_LINE,
    NAME_LONGEST,
    UNKNOWN,
    Account,
    Accounts,
    Role,
    account_name,
)
from bot.console.shared.passwords import LONGEST
from bot.errors import AccountError
from bot.storage.stores import Stores
from tests.console.conftest import PASSWORD, QUICK
from tests.house.storing import raw

quietly = settings(max_examples=50)
OTHER = "wound lemon moist ferry"


class Counting(PasswordHasher):
    """Counts how often a password is looked at."""

    def __init__(self, passes: int = 1) -> None:
        super().__init__(time_cost=passes, memory_cost=8, parallelism=1)
        self.looked: list[str] = []

    def verify(self, hash: Any, password: Any) -> Any:
        """One look."""
        self.looked.append(hash)
        return super().verify(hash, password)


@pytest.fixture
def accounts(tmp_path: Path) -> Accounts:
    """花子 edits, 太郎 does not."""
    found = Accounts(Stores.local(tmp_path).accounts, QUICK)
    found.add("hanako", Role.EDITOR, PASSWORD)
    found.add("taro", Role.OPERATOR, PASSWORD)
    return found


def test_an_account(accounts: Accounts, tmp_path: Path) -> None:
    """An account is there for every process that looks, with its role."""
    other = Accounts(Stores.local(tmp_path).accounts, QUICK)
    assert other.everybody() == [
        Account("hanako", Role.EDITOR),
        Account("taro", Role.OPERATOR),
    ]
    assert [account.edits for account in other.everybody()] == [True, False]
    assert other.find("nobody") is None
    with pytest.raises(AccountError, match="no account nobody"):
        other.existing("nobody")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("taro", "taro"),
        (" Taro\t", "taro"),
        ("ＴＡＲＯ", "taro"),
        ("\u3000ｔａｒｏ\u3000", "taro"),
        ("ﾀﾛｳ", "タロウ"),
        ("か\u3099くた", "がくた"),
        ("STRASSE", "strasse"),
        ("straße", "strasse"),
        ("山田 太郎", "山田 太郎"),
        ("山田\u3000太郎", "山田 太郎"),
        ("＝ｃｍｄ", "=cmd"),
    ],
)
def test_one_name_in_many_spellings(accounts: Accounts, typed: str, kept: str) -> None:
    """Width, case and spaces around a name make no other person of it."""
    assert account_name(typed) == kept
    if kept != "taro":
        accounts.add(kept, Role.OPERATOR, PASSWORD)
    found = accounts.verified(typed, PASSWORD)
    assert found is not None
    assert found.name == kept
    with pytest.raises(AccountError, match="already"):
        accounts.add(typed, Role.EDITOR, OTHER)
    with pytest.raises(AccountError, match="already"):
        accounts.check_new(typed)


@quietly
@given(st.text(max_size=60))
def test_a_kept_name_stays(typed: str) -> None:
    """A name as it is kept is found under itself."""
    assert account_name(account_name(typed)) == account_name(typed)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("", "1 to 40"),
        (" \u3000\t", "1 to 40"),
        ("x" * (NAME_LONGEST + 1), "1 to 40"),
        ("x" * 100_000, "1 to 40"),
        ("㌖" * 10, "1 to 40"),
        ("ta\nro", "printable"),
        ("ta\x00ro", "printable"),
        ("taro\u200b", "printable"),
        ("\u202eorat", "printable"),
        ("taro\udcff", "printable"),
        ("taro\r\nSet-Cookie: a=b", "printable"),
        (UNKNOWN, "something else"),
        ("（Ｕｎｋｎｏｗｎ）", "something else"),
        (COMMAND_LINE, "something else"),
    ],
)
def test_what_is_no_name(accounts: Accounts, name: str, why: str) -> None:
    """What cannot be seen, has no end, or means something else in the audit is no name."""
    for make in (accounts.check_new, lambda name: accounts.add(name, Role.EDITOR, PASSWORD)):
        with pytest.raises(AccountError, match=why):
            make(name)
    assert len(accounts.everybody()) == 2


def test_the_longest_name(accounts: Accounts) -> None:
    """40 characters are a name."""
    assert accounts.add("x" * NAME_LONGEST, Role.OPERATOR, PASSWORD).name == "x" * NAME_LONGEST


def test_nothing_readable_is_kept(accounts: Accounts, tmp_path: Path) -> None:
    """The file holds argon2id with a salt for each, no password, and is readable by us alone."""
    with raw(tmp_path) as base:
        rows = base.execute("select password from accounts").fetchall()
    assert len({row[0] for row in rows}) == 2
    assert all(row[0].startswith("$argon2id$") for row in rows)
    for path in tmp_path.iterdir():
        assert PASSWORD.encode() not in path.read_bytes()
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path.name


def test_the_folder_is_ours_alone(tmp_path: Path) -> None:
    """A folder that is made for the accounts is closed to others."""
    Accounts(Stores.local(tmp_path / "new" / "data").accounts, QUICK)
    assert stat.S_IMODE((tmp_path / "new" / "data").stat().st_mode) == 0o700


def test_passwords_take_their_time(tmp_path: Path) -> None:
    """Left to itself it takes 64 MiB and three passes for one password."""
    nobody = Accounts(Stores.local(tmp_path).accounts)._nobody
    assert nobody.startswith("$argon2id$v=19$m=65536,t=3,p=4$")


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("taro", "wrong horse battery"),
        ("taro", PASSWORD.upper()),
        ("taro", PASSWORD + " "),
        ("taro", ""),
        ("taro", PASSWORD + "x" * LONGEST),
        ("taro", "x" * 60_000),
        ("nobody", PASSWORD),
        ("nobody", "x" * 60_000),
        ("", ""),
        ("x" * 60_000, PASSWORD),
        ("a" + "\u0315" * 20_000 + "\u0300" * 20_000, PASSWORD),
        ("taro", "a" + "\u0315" * 20_000 + "\u0300" * 20_000),
        ("taro\x00", PASSWORD),
        ("taro' or '1'='1", PASSWORD),
        (UNKNOWN, PASSWORD),
        ("\udcff", PASSWORD),
    ],
    ids=lambda value: repr(value[:12]),
)
def test_the_same_work_for_every_failure(tmp_path: Path, name: str, password: str) -> None:
    """Whatever is wrong, exactly one password is looked at: time tells nothing of who exists."""
    hasher = Counting()
    accounts = Accounts(Stores.local(tmp_path).accounts, hasher)
    accounts.add("taro", Role.OPERATOR, PASSWORD)
    assert accounts.verified(name, password) is None
    assert len(hasher.looked) == 1
    assert "m=8,t=1,p=1" in hasher.looked[0]


def test_the_width_of_a_password(accounts: Accounts) -> None:
    """Full-width letters, as an input method leaves them, are the same password."""
    wide = PASSWORD.translate({**{n: n + 0xFEE0 for n in range(0x21, 0x7F)}, 0x20: 0x3000})
    assert wide != PASSWORD
    assert accounts.verified("taro", wide) is not None


def test_the_longest_password(accounts: Accounts) -> None:
    """200 characters are a password, and its first 199 are not."""
    longest = ("zvmklrtbdy" * 20)[:LONGEST]
    accounts.change_password("taro", longest)
    assert accounts.verified("taro", longest) is not None
    assert accounts.verified("taro", longest[:-1]) is None


def test_another_password(accounts: Accounts) -> None:
    """Only the new one is good, and what was opened with the old one has another stamp."""
    before = accounts.existing("taro").stamp
    accounts.change_password("Ｔａｒｏ", OTHER)
    assert accounts.verified("taro", PASSWORD) is None
    found = accounts.verified("taro", OTHER)
    assert found is not None
    assert found.stamp == accounts.existing("taro").stamp != before
    with pytest.raises(AccountError, match="easy"):
        accounts.change_password("taro", "taro-taro-taro")
    assert accounts.verified("taro", OTHER) is not None


def test_another_role(accounts: Accounts) -> None:
    """The role changes and nothing else: nobody is thrown out of a call."""
    before = accounts.existing("taro")
    accounts.change_role("TARO", Role.EDITOR)
    after = accounts.existing("taro")
    assert (after.role, after.stamp) == (Role.EDITOR, before.stamp)
    assert accounts.existing("hanako").stamp != after.stamp


def test_removed_and_made_again(accounts: Accounts) -> None:
    """Somebody new under an old name has nothing of the one before."""
    before = accounts.existing("taro").stamp
    accounts.remove("ＴＡＲＯ")
    assert accounts.find("taro") is None
    assert accounts.verified("taro", PASSWORD) is None
    accounts.add("taro", Role.OPERATOR, OTHER)
    assert accounts.existing("taro").stamp != before
    assert accounts.verified("taro", PASSWORD) is None


@pytest.mark.parametrize(
    ("name", "why"),
    [("nobody", "no account"), ("", "1 to 40"), ("\udcff", "1 to 40"), ("ta\x00ro", "1 to 40")],
)
def test_changes_of_nobody(accounts: Accounts, name: str, why: str) -> None:
    """A change of an account that is not there is refused, and nothing else changes."""
    for change in (
        accounts.remove,
        lambda name: accounts.change_password(name, OTHER),
        lambda name: accounts.change_role(name, Role.EDITOR),
    ):
        with pytest.raises(AccountError, match=why):
            change(name)
    assert [account.role for account in accounts.everybody()] == [Role.EDITOR, Role.OPERATOR]


def test_two_at_once(accounts: Accounts) -> None:
    """Of several who make one account at the same time, one does."""

    def make(number: int) -> bool:
        try:
            accounts.add("jiro", Role.OPERATOR, f"{OTHER} {number}")
        except AccountError:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(make, range(8))) == 1
    good = [n for n in range(8) if accounts.verified("jiro", f"{OTHER} {n}")]
    assert len(good) == 1


def test_older_parameters_are_renewed(accounts: Accounts, tmp_path: Path) -> None:
    """A password that was hashed more cheaply is hashed anew when it is right, once."""
    stronger = Counting(passes=2)
    later = Accounts(Stores.local(tmp_path).accounts, stronger)
    stamp = later.existing("taro").stamp
    assert later.verified("taro", "wrong") is None
    assert later.verified("taro", PASSWORD) is not None
    assert later.verified("taro", PASSWORD) is not None
    assert [("t=2" in hashed) for hashed in stronger.looked] == [False, False, True]
    assert later.existing("taro").stamp == stamp


def test_a_broken_hash_is_a_wrong_password(accounts: Accounts, tmp_path: Path) -> None:
    """What is no hash fits no password."""
    with raw(tmp_path) as base:
        base.execute("update accounts set password = 'correct horse battery'")
    assert accounts.verified("taro", PASSWORD) is None


def test_a_stamp_does_not_print(accounts: Accounts) -> None:
    """What keeps a sign-in alive is not written where an account is printed."""
    found = accounts.existing("taro")
    assert found.stamp
    assert found.stamp not in repr(found)


def test_two_remove_at_once(accounts: Accounts) -> None:
    """Of several who remove one account at the same time, one is told that it is done."""

    def remove(_: int) -> bool:
        try:
            accounts.remove("taro")
        except AccountError:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(remove, range(8))) == 1
