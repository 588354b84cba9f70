"""Who may sign in at the console: name, role and hashed password."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True)
class AccountRecord:
    """One person at the console. `stamp`: random, another one with each password."""

    name: str
    role: str
    password: str = field(repr=False)  # argon2id, with its parameters and salt
    stamp: str = field(repr=False)


class AccountStore(Protocol):
    """Accounts by name. Names come as they are kept; every change is one transaction."""

    def add(self, account: AccountRecord) -> bool:
        """Keeps a new account; False if the name is taken."""

    def find(self, name: str) -> AccountRecord | None:
        """The account `name`."""

    def everybody(self) -> list[AccountRecord]:
        """All accounts by name."""

    def remove(self, name: str) -> bool:
        """Deletes the account with all that it signs in with; False if there is none."""

    def change_password(self, name: str, password: str, stamp: str) -> bool:
        """Another hash and stamp; False if there is no such account."""

    def renew_password(self, name: str, old: str, new: str) -> bool:
        """Another hash of the same password, if it is still `old`; the stamp stays."""

    def change_role(self, name: str, role: str) -> bool:
        """Another role; False if there is no such account."""
