"""Sign-ins that are open: held on the server, known to the browser by a random token alone."""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import Callable

from bot.storage.ports.sessions import Session, SessionStore

IDLE_SECONDS = 60 * 60
MOST_SECONDS = 10 * 60 * 60  # a shift
MOST_OF_ONE = 10  # browsers that one person may be signed in with; the oldest makes room


class Sessions:
    """All open sign-ins."""

    def __init__(self, store: SessionStore, clock: Callable[[], float] = time.time) -> None:
        """`clock` gives seconds, the same for all who share the store; tests bring their own."""
        self._store, self._clock = store, clock

    async def begin(self, name: str, stamp: str = "") -> str:
        """Opens one for the account `name`; the token is for the cookie and kept nowhere."""
        others = await self._store.keys_of(name)
        for key in others[: max(0, len(others) - MOST_OF_ONE + 1)]:
            await self._store.delete(key)
        token, csrf = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
        await self._store.add(_key(token), Session(name, csrf, self._clock(), stamp), IDLE_SECONDS)
        return token

    async def find(self, token: str) -> Session | None:
        """The session of `token`, and it counts as used now. None: ended, or never begun."""
        found = await self._store.get(_key(token), IDLE_SECONDS)
        if found is not None and self._clock() - found.began >= MOST_SECONDS:
            await self.end(token)
            return None
        return found

    async def end(self, token: str) -> None:
        """Signs out whoever holds this token, at once."""
        await self._store.delete(_key(token))


def _key(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
