"""Sign-ins that are open at the console."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Session:
    """One open sign-in. `csrf` must come back with everything that changes something.

    `stamp` is the account's when it began: once the account has another one, this is over.
    `began` in seconds of the clock that all who share the store share. `second`: a second factor
    was brought too. `device` and `home`: the browser in a few words, and the household's address.
    """

    name: str
    csrf: str = field(repr=False)
    began: float
    stamp: str = field(default="", repr=False)
    second: bool = False
    device: str = ""
    home: str = field(default="", repr=False)


class SessionStore(Protocol):
    """Sessions by a hash of the token. Each is gone `seconds` after it was last kept or read."""

    async def add(self, key: str, session: Session, seconds: float) -> None:
        """Keeps a session for so many `seconds`, in place of one that was there."""

    async def get(self, key: str, seconds: float) -> Session | None:
        """The session; None where there is none (any more)."""

    async def peek(self, key: str) -> tuple[Session, float] | None:
        """The session and how many seconds it still has; it does not count as used."""

    async def delete(self, key: str) -> None:
        """Ends it at once."""

    async def keys_of(self, name: str) -> list[str]:
        """The keys of all sessions of one account, the one that began first first."""
