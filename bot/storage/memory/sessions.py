"""Sessions, in memory: a restart ends them."""

from __future__ import annotations

import time

from bot.storage.memory.expiring import Clock, Expiring
from bot.storage.ports.sessions import Session

_MOST = 10_000


class MemorySessions:
    """A SessionStore in this process alone: a restart signs everybody out."""

    def __init__(self, clock: Clock = time.monotonic) -> None:
        """`clock` gives seconds, tests bring their own."""
        self._open: Expiring[Session] = Expiring(_MOST, clock)

    async def add(self, key: str, session: Session, seconds: float) -> None:
        """Keeps a new session, until the clock has run `seconds` on."""
        self._open.put(key, session, seconds)

    async def get(self, key: str, seconds: float) -> Session | None:
        """The session; None where there is none (any more)."""
        found = self._open.get(key)
        if found is not None:
            self._open.put(key, found, seconds)
        return found

    async def peek(self, key: str) -> tuple[Session, float] | None:
        """The session and how many seconds it still has; it does not count as used."""
        found = self._open.get(key)
        return None if found is None else (found, self._open.left(key))

    async def delete(self, key: str) -> None:
        """Ends it at once."""
        self._open.pop(key)

    async def keys_of(self, name: str) -> list[str]:
        """The keys of all sessions of one account, the one that began first first."""
        found = [(key, session) for key, session in self._open.items() if session.name == name]
        return [key for key, session in sorted(found, key=lambda pair: pair[1].began)]
