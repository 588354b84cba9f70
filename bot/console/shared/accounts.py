"""Who may work at the console: with an argon2 password, or as a provider of single sign-on says.

`python -m bot operator`, which makes the first account, is another process than the console. So
nothing of an account is remembered between two requests: what was removed or changed holds from the
next request on.
"""

from __future__ import annotations

import enum
import secrets
from dataclasses import dataclass, field

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from bot.console.shared.passwords import LONGEST, check_password, normalised, prepared
from bot.errors import AccountError
from bot.storage.ports.accounts import AccountRecord, AccountStore

NAME_LONGEST = 40
UNKNOWN = "(unknown)"  # in the audit: whatever was typed where no account has that name
COMMAND_LINE = "(command line)"  # in the audit: who may use the server itself
_STAMP_BYTES = 16
_NO_PASSWORD = ""  # no password has this hash


class Role(enum.Enum):
    """What somebody may do."""

    OPERATOR = "operator"  # 担当者: looks up, calculates, takes over from a chat
    EDITOR = "editor"  # 編集者: the same, and texts, the queue of the unanswered, figures
    ADMINISTRATOR = "administrator"  # 管理者: calls, accounts, the audit; approves, writes no text


@dataclass(frozen=True, slots=True)
class Account:
    """One person at the console. A sign-in is good for as long as the `stamp` stays the same.

    `is_local`: has a password here, and is not signed in by a provider.
    """

    name: str
    role: Role
    stamp: str = field(default="", repr=False, compare=False)
    is_local: bool = field(default=True, compare=False)

    @property
    def edits(self) -> bool:
        """May this person change texts and what the bot learns?"""
        return self.role is Role.EDITOR

    @property
    def manages(self) -> bool:
        """May this person change others' accounts?"""
        return self.role is Role.ADMINISTRATOR

    @property
    def oversees(self) -> bool:
        """May this person see figures and the audit, and approve what another one wrote?"""
        return self.edits or self.manages


def account_name(typed: str) -> str:
    """The name as it is kept: 「Ｔａｒｏ 」 and "taro" are one person."""
    return normalised(typed, NAME_LONGEST).casefold().strip()


class Accounts:
    """All accounts. Its methods block."""

    def __init__(self, store: AccountStore, hasher: PasswordHasher | None = None) -> None:
        """`hasher` has argon2id's parameters; tests bring a quick one."""
        self._store = store
        # The library's own choice is the second profile of RFC 9106: 64 MiB, three passes.
        self._hasher = hasher or PasswordHasher()
        # Somebody who does not exist takes as long to refuse as somebody who does.
        self._nobody = self._hasher.hash(secrets.token_urlsafe())

    def add(self, name: str, role: Role, password: str) -> Account:
        """A new account. Raises AccountError for a name or password that will not do."""
        name = _checked_name(name)
        found = Account(name, role, secrets.token_hex(_STAMP_BYTES))
        hashed = self._hashed(password, name)
        if not self._store.add(AccountRecord(name, role.value, hashed, found.stamp)):
            raise AccountError(f"there is an account {name} already")
        return found

    def join(self, name: str, role: Role) -> Account:
        """A new account without a password, of somebody whom a provider signs in.

        Raises AccountError for a name that will not do or is taken.
        """
        name = _checked_name(name)
        found = Account(name, role, secrets.token_hex(_STAMP_BYTES), is_local=False)
        if not self._store.add(AccountRecord(name, role.value, _NO_PASSWORD, found.stamp)):
            raise AccountError(f"there is an account {name} already")
        return found

    def check_new(self, name: str) -> None:
        """Raises AccountError where a new account cannot have this name."""
        if self.find(_checked_name(name)):
            raise AccountError(f"there is an account {account_name(name)} already")

    def remove(self, name: str) -> None:
        """Ends the account and what it has open. Raises AccountError if there is none."""
        name = self.existing(name).name
        _done(self._store.remove(name), name)

    def change_password(self, name: str, password: str) -> None:
        """Another password; every open sign-in ends. Raises AccountError."""
        found = self.existing(name)
        if not found.is_local:
            raise AccountError(f"{found.name} signs in at the provider and has no password here")
        name = found.name
        hashed, stamp = self._hashed(password, name), secrets.token_hex(_STAMP_BYTES)
        _done(self._store.change_password(name, hashed, stamp), name)

    def change_role(self, name: str, role: Role) -> None:
        """Another role, at once; nobody is thrown out of a call for it. Raises AccountError."""
        name = self.existing(name).name
        _done(self._store.change_role(name, role.value), name)

    def find(self, name: str) -> Account | None:
        """The account `name`, None if there is none (any more)."""
        found = self._record(name)
        return _account(found) if found else None

    def existing(self, name: str) -> Account:
        """The account `name`. Raises AccountError if there is none."""
        name = _checked_name(name)
        found = self.find(name)
        if found is None:
            raise AccountError(f"there is no account {name}")
        return found

    def verified(self, name: str, password: str) -> Account | None:
        """The account if `password` is its own. Takes a tenth of a second, on purpose."""
        record, password = self._record(name), prepared(password)
        # Nobody has a longer one, and the first part of a long one is not the password.
        is_local = record is not None and record.password != _NO_PASSWORD
        fits = is_local and len(password) <= LONGEST
        hashed = record.password if record is not None and fits else self._nobody
        try:
            self._hasher.verify(hashed, password if fits else "")
        except (VerificationError, InvalidHashError):
            return None
        if record is None or not fits:
            return None
        self._renew(record, password)
        return _account(record)

    def everybody(self) -> list[Account]:
        """All accounts by name."""
        return [_account(record) for record in self._store.everybody()]

    def _hashed(self, password: str, name: str) -> str:
        return self._hasher.hash(check_password(password, name))

    def _renew(self, record: AccountRecord, password: str) -> None:
        """Hashes anew what older parameters hashed, unless the password has just been changed."""
        if self._hasher.check_needs_rehash(record.password):
            self._store.renew_password(record.name, record.password, self._hasher.hash(password))

    def _record(self, name: str) -> AccountRecord | None:
        name = account_name(name)
        if not name.isprintable():  # nobody's; halves of characters a database would not even take
            return None
        return self._store.find(name)


def _done(changed: bool, name: str) -> None:
    """Raises AccountError if the account has gone meanwhile."""
    if not changed:
        raise AccountError(f"there is no account {name}")


def _account(record: AccountRecord) -> Account:
    is_local = record.password != _NO_PASSWORD
    return Account(record.name, Role(record.role), record.stamp, is_local)


def _checked_name(typed: str) -> str:
    name = account_name(typed)
    if not (0 < len(name) <= NAME_LONGEST and name.isprintable()):
        raise AccountError(f"a name has 1 to {NAME_LONGEST} printable characters")
    if name in (UNKNOWN, COMMAND_LINE):
        raise AccountError(f"{name} means something else in the audit; choose another name")
    return name
