"""Who may work at the console: accounts with argon2 passwords, made by `python -m bot operator`."""

from __future__ import annotations

import enum
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from bot.errors import AccountError
from bot.gateway.base import Base

FILE = "console.sqlite"
NAME_LONGEST = 40
PASSWORD_SHORTEST, PASSWORD_LONGEST = 12, 200

_SCHEMA = """
create table if not exists operators (
    name text primary key,
    role text not null,
    password text not null   -- argon2id, with its parameters and salt
)
"""


class Role(enum.Enum):
    """What somebody may do."""

    OPERATOR = "operator"  # 担当者: looks up, calculates, takes over from a chat
    EDITOR = "editor"  # 編集者: the same, and the queue of the unanswered


@dataclass(frozen=True, slots=True)
class Account:
    """One person at the console."""

    name: str
    role: Role

    @property
    def edits(self) -> bool:
        """May this person change what the bot learns?"""
        return self.role is Role.EDITOR


class Accounts:
    """All accounts, in the data folder."""

    def __init__(self, data: Path, hasher: PasswordHasher | None = None) -> None:
        """`hasher` has argon2id's parameters; tests bring a quick one."""
        self._base = Base(data, FILE, _SCHEMA)
        self._hasher = hasher or PasswordHasher()
        # Somebody who does not exist takes as long to refuse as somebody who does.
        self._nobody = self._hasher.hash("nobody has this password")

    def add(self, name: str, role: Role, password: str) -> Account:
        """A new account. Raises AccountError for a name or password that will not do."""
        name = _checked_name(name)
        hashed = self._hasher.hash(_checked_password(password, name))
        try:
            with self._base.open() as base:
                base.execute("insert into operators values (?, ?, ?)", (name, role.value, hashed))
        except sqlite3.IntegrityError:
            raise AccountError(f"there is an account {name} already") from None
        return Account(name, role)

    def find(self, name: str) -> Account | None:
        """The account `name`, None if there is none (any more)."""
        row = self._row(name)
        return Account(row["name"], Role(row["role"])) if row else None

    def verified(self, name: str, password: str) -> Account | None:
        """The account if `password` is its own. Takes a tenth of a second, on purpose."""
        row = self._row(name)
        hashed = row["password"] if row else self._nobody
        try:
            self._hasher.verify(hashed, password[:PASSWORD_LONGEST])
        except (VerificationError, InvalidHashError):
            return None
        return Account(row["name"], Role(row["role"])) if row else None

    def everybody(self) -> list[Account]:
        """All accounts by name."""
        with self._base.open() as base:
            rows = base.execute("select name, role from operators order by name").fetchall()
        return [Account(row["name"], Role(row["role"])) for row in rows]

    def _row(self, name: str) -> sqlite3.Row | None:
        with self._base.open() as base:
            found: sqlite3.Row | None = base.execute(
                "select * from operators where name = ?", (name,)
            ).fetchone()
        return found


def _checked_name(name: str) -> str:
    if not (0 < len(name) <= NAME_LONGEST and name.isprintable() and name == name.strip()):
        raise AccountError(f"a name has 1 to {NAME_LONGEST} characters and no blanks at its ends")
    return name


def _checked_password(password: str, name: str) -> str:
    if not PASSWORD_SHORTEST <= len(password) <= PASSWORD_LONGEST:
        raise AccountError(f"a password has {PASSWORD_SHORTEST} to {PASSWORD_LONGEST} characters")
    if name.casefold() in password.casefold() or len(set(password)) < PASSWORD_SHORTEST // 2:
        raise AccountError("that password is too easy to guess; choose another one")
    return password
