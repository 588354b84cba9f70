"""Sign-ins that are open: held on the server, known to the browser by a random token alone."""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass

IDLE_SECONDS = 60 * 60
MOST_SECONDS = 10 * 60 * 60  # a shift


@dataclass(slots=True)
class Session:
    """One open sign-in. `csrf` must come back with everything that changes something."""

    name: str
    csrf: str
    began: float
    touched: float


class Sessions:
    """All open sign-ins of this process; a restart ends them."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """`clock` gives seconds, tests bring their own."""
        self._clock = clock
        self._open: dict[str, Session] = {}

    def begin(self, name: str) -> str:
        """Opens one for the account `name`; the token is for the cookie and kept nowhere."""
        self._drop_old()
        token, now = secrets.token_urlsafe(32), self._clock()
        self._open[_key(token)] = Session(name, secrets.token_urlsafe(32), now, now)
        return token

    def find(self, token: str) -> Session | None:
        """The session of `token`, and it counts as used now. None: ended, or never begun."""
        self._drop_old()
        found = self._open.get(_key(token))
        if found is not None:
            found.touched = self._clock()
        return found

    def end(self, token: str) -> None:
        """Ends it at once."""
        self._open.pop(_key(token), None)

    def end_all_of(self, name: str) -> None:
        """Ends every session of one account."""
        self._open = {key: s for key, s in self._open.items() if s.name != name}

    def _drop_old(self) -> None:
        now = self._clock()
        self._open = {
            key: s
            for key, s in self._open.items()
            if now - s.touched < IDLE_SECONDS and now - s.began < MOST_SECONDS
        }


def _key(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
