"""Who of a provider of single sign-on is which account."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Identity:
    """One person at a provider, which calls them `subject` for ever, whatever their name is."""

    issuer: str
    subject: str


class IdentityStore(Protocol):
    """Accounts of people whom a provider signs in. Every change is one transaction."""

    def name_of(self, identity: Identity) -> str | None:
        """The account of that person."""

    def link(self, identity: Identity, name: str) -> bool:
        """Notes that the account `name` is theirs; False if they or the account have another."""
