"""Who may work at the console: accounts with argon2 passwords, made by `python -m bot operator`.

The command is another process than the console. So nothing of an account is remembered between two
requests: what was removed or changed holds from the next request on.
"""

from __future__ import annotations

import enum
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from bot.console.shared.passwords import LONGEST, check_password, normalised, prepared
from bot.errors import AccountError
from bot.storage.base import Base

FILE = "console.sqlite"
NAME_LONGEST = 40
UNKNOWN = "(unknown)"  # in the audit: whatever was typed where no account has that name
COMMAND_LINE = "(command line)"  # in the audit: who may use the server itself
_STAMP_BYTES = 16

_SCHEMA = """
create table if not exists accounts (
    name text primary key,
    role text not null,
    password text not null,  -- argon2id, with its parameters and salt
    stamp text not null      -- random; another one with each password
)
"""


class Role(enum.Enum):
    """What somebody may do."""

    OPERATOR = "operator"  # 担当者: looks up, calculates, takes over from a chat
    EDITOR = "editor"  # 編集者: the same, and the queue of the unanswered


@dataclass(frozen=True, slots=True)
class Account:
    """One person at the console. A sign-in is good for as long as the `stamp` stays the same."""

    name: str
    role: Role
    stamp: str = field(default="", repr=False, compare=False)

    @property
    def edits(self) -> bool:
        """May this person change what the bot learns?"""
        return self.role is Role.EDITOR


def account_name(typed: str) -> str:
    """The name as it is kept: 「Ｔａｒｏ 」 and "taro" are one person."""
    return normalised(typed, NAME_LONGEST).casefold().strip()


class Accounts:
    """All accounts, in the data folder."""

    def __init__(self, data: Path, hasher: PasswordHasher | None = None) -> None:
        """`hasher` has argon2id's parameters; tests bring a quick one."""
        self._base = Base(data, FILE, _SCHEMA)
        # The library's own choice is the second profile of RFC 9106: 64 MiB, three passes.
        self._hasher = hasher or PasswordHasher()
        # Somebody who does not exist takes as long to refuse as somebody who does.
        self._nobody = self._hasher.hash(secrets.token_urlsafe())

    def add(self, name: str, role: Role, password: str) -> Account:
        """A new account. Raises AccountError for a name or password that will not do."""
        name = _checked_name(name)
        found = Account(name, role, secrets.token_hex(_STAMP_BYTES))
        row = (name, role.value, self._hashed(password, name), found.stamp)
        try:
            with self._base.open() as base:
                base.execute("insert into accounts values (?, ?, ?, ?)", row)
        except sqlite3.IntegrityError:
            raise AccountError(f"there is an account {name} already") from None
        return found

    def check_new(self, name: str) -> None:
        """Raises AccountError where a new account cannot have this name."""
        if self.find(_checked_name(name)):
            raise AccountError(f"there is an account {account_name(name)} already")

    def remove(self, name: str) -> None:
        """Ends the account and what it has open. Raises AccountError if there is none."""
        name = self.existing(name).name
        with self._changing(name) as base:
            base.execute("delete from accounts where name = ?", (name,))

    def change_password(self, name: str, password: str) -> None:
        """Another password; every open sign-in ends. Raises AccountError."""
        name = self.existing(name).name
        row = (self._hashed(password, name), secrets.token_hex(_STAMP_BYTES), name)
        with self._changing(name) as base:
            base.execute("update accounts set password = ?, stamp = ? where name = ?", row)

    def change_role(self, name: str, role: Role) -> None:
        """Another role, at once; nobody is thrown out of a call for it. Raises AccountError."""
        name = self.existing(name).name
        with self._changing(name) as base:
            base.execute("update accounts set role = ? where name = ?", (role.value, name))

    def find(self, name: str) -> Account | None:
        """The account `name`, None if there is none (any more)."""
        row = self._row(name)
        return _account(row) if row else None

    def existing(self, name: str) -> Account:
        """The account `name`. Raises AccountError if there is none."""
        name = _checked_name(name)
        found = self.find(name)
        if found is None:
            raise AccountError(f"there is no account {name}")
        return found

    def verified(self, name: str, password: str) -> Account | None:
        """The account if `password` is its own. Takes a tenth of a second, on purpose."""
        row, password = self._row(name), prepared(password)
        # Nobody has a longer one, and the first part of a long one is not the password.
        fits = row is not None and len(password) <= LONGEST
        hashed = row["password"] if row is not None and fits else self._nobody
        try:
            self._hasher.verify(hashed, password if fits else "")
        except (VerificationError, InvalidHashError):
            return None
        if row is None or not fits:
            return None
        self._renew(row, password)
        return _account(row)

    def everybody(self) -> list[Account]:
        """All accounts by name."""
        with self._base.open() as base:
            rows = base.execute("select * from accounts order by name").fetchall()
        return [_account(row) for row in rows]

    def _hashed(self, password: str, name: str) -> str:
        return self._hasher.hash(check_password(password, name))

    def _renew(self, row: sqlite3.Row, password: str) -> None:
        """Hashes anew what older parameters hashed, unless the password has just been changed."""
        if self._hasher.check_needs_rehash(row["password"]):
            new = (self._hasher.hash(password), row["name"], row["password"])
            with self._base.open() as base:
                base.execute(
                    "update accounts set password = ? where name = ? and password = ?", new
                )

    def _row(self, name: str) -> sqlite3.Row | None:
        name = account_name(name)
        if not name.isprintable():  # nobody's; halves of characters SQLite would not even take
            return None
        with self._base.open() as base:
            found: sqlite3.Row | None = base.execute(
                "select * from accounts where name = ?", (name,)
            ).fetchone()
        return found

    @contextmanager
    def _changing(self, name: str) -> Iterator[sqlite3.Connection]:
        """A connection for one change of `name`. Raises AccountError if it has gone meanwhile."""
        with self._base.open() as base:
            yield base
            if not base.total_changes:
                raise AccountError(f"there is no account {name}")


def _account(row: sqlite3.Row) -> Account:
    return Account(row["name"], Role(row["role"]), row["stamp"])


def _checked_name(typed: str) -> str:
    name = account_name(typed)
    if not (0 < len(name) <= NAME_LONGEST and name.isprintable()):
        raise AccountError(f"a name has 1 to {NAME_LONGEST} printable characters")
    if name in (UNKNOWN, COMMAND_LINE):
        raise AccountError(f"{name} means something else in the audit; choose another name")
    return name
