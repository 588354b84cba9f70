"""Sign-ins that are open: held on the server, known to the browser by a random token alone."""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.storage.ports.sessions import Session, SessionStore

IDLE_SECONDS = 60 * 60
MOST_SECONDS = 10 * 60 * 60  # a shift
MOST_OF_ONE = 10  # browsers that one person may be signed in with; the oldest makes room
_SHOWN = 16  # characters of a key, which tell apart what one person has open


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a sign-in came from: the browser in a few words, and the household's address."""

    device: str = ""
    home: str = ""


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A sign-in as its owner sees it. `began`, `used`: how many seconds ago that was."""

    id: str
    began: float
    used: float
    device: str
    home: str
    second: bool
    is_own: bool


class Sessions:
    """All open sign-ins."""

    def __init__(self, store: SessionStore, clock: Callable[[], float] = time.time) -> None:
        """`clock` gives seconds, the same for all who share the store; tests bring their own."""
        self._store, self._clock = store, clock

    async def begin(
        self, name: str, stamp: str = "", origin: Origin = Origin(), *, second: bool = False
    ) -> str:
        """Opens one for the account `name`; the token is for the cookie and kept nowhere.

        `second`: a second factor was brought too.
        """
        others = await self._store.keys_of(name)
        for key in others[: max(0, len(others) - MOST_OF_ONE + 1)]:
            await self._store.delete(key)
        token, csrf = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
        session = Session(name, csrf, self._clock(), stamp, second, origin.device, origin.home)
        await self._store.add(session_key(token), session, IDLE_SECONDS)
        return token

    async def find(self, token: str) -> Session | None:
        """The session of `token`, and it counts as used now. None: ended, or never begun."""
        found = await self._store.get(session_key(token), IDLE_SECONDS)
        if found is not None and self._clock() - found.began >= MOST_SECONDS:
            await self.end(token)
            return None
        return found

    async def look(self, key: str) -> Session | None:
        """The session with this key, which is a hash of its token; it does not count as used."""
        found = await self._store.peek(key)
        if found is None or self._clock() - found[0].began >= MOST_SECONDS:
            return None
        return found[0]

    async def mark_second(self, token: str, second: bool) -> None:
        """Notes whether its owner has brought a second factor that holds still."""
        if found := await self._store.get(session_key(token), IDLE_SECONDS):
            await self._store.add(session_key(token), replace(found, second=second), IDLE_SECONDS)

    async def end(self, token: str) -> None:
        """Signs out whoever holds this token, at once."""
        await self._store.delete(session_key(token))

    async def of(self, name: str, stamp: str, token: str = "") -> list[OpenSession]:
        """What the account has open, the newest first; `token` is that of who asks."""
        now, own, found = self._clock(), session_key(token), []
        for key in await self._store.keys_of(name):
            there = await self._store.peek(key)
            if there is None or there[0].stamp != stamp or now - there[0].began >= MOST_SECONDS:
                continue
            one, left = there
            used = max(0.0, IDLE_SECONDS - left)
            found.append(OpenSession(
                key[:_SHOWN], now - one.began, used, one.device, one.home, one.second, key == own
            ))  # fmt: skip
        return found[::-1]

    async def end_one(self, name: str, shown: str) -> bool:
        """Ends the one of the account that is shown as `shown`; False if there is none."""
        keys = [key for key in await self._store.keys_of(name) if key[:_SHOWN] == shown]
        for key in keys:
            await self._store.delete(key)
        return bool(keys)

    async def end_others(self, name: str, token: str = "") -> int:
        """Ends all of the account but the one of `token`; how many that were."""
        own = session_key(token)
        keys = [key for key in await self._store.keys_of(name) if key != own]
        for key in keys:
            await self._store.delete(key)
        return len(keys)


def session_key(token: str) -> str:
    """Under what the session of `token` is stored; nobody can sign in with it."""
    return hashlib.sha256(token.encode()).hexdigest()
