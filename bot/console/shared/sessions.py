"""Sign-ins that are open: held on the server, known to the browser by a random token alone."""

from __future__ import annotations

import hashlib
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

IDLE_SECONDS = 60 * 60
MOST_SECONDS = 10 * 60 * 60  # a shift
MOST_OF_ONE = 10  # browsers that one person may be signed in with; the oldest makes room


@dataclass(slots=True)
class Session:
    """One open sign-in. `csrf` must come back with everything that changes something.

    `stamp` is the account's when it began: once the account has another one, this is over.
    """

    name: str
    csrf: str
    began: float
    touched: float
    stamp: str = ""


class Sessions:
    """All open sign-ins of this process; a restart ends them. Good for several threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """`clock` gives seconds, tests bring their own."""
        self._clock = clock
        self._open: dict[str, Session] = {}  # in the order in which they began
        self._lock = threading.Lock()

    def begin(self, name: str, stamp: str = "") -> str:
        """Opens one for the account `name`; the token is for the cookie and kept nowhere."""
        token, now = secrets.token_urlsafe(32), self._clock()
        with self._lock:
            self._drop(lambda session: self._is_over(session, now))
            others = [key for key, session in self._open.items() if session.name == name]
            for key in others[: max(0, len(others) - MOST_OF_ONE + 1)]:
                del self._open[key]
            csrf = secrets.token_urlsafe(32)
            self._open[_key(token)] = Session(name, csrf, now, now, stamp)
        return token

    def find(self, token: str) -> Session | None:
        """The session of `token`, and it counts as used now. None: ended, or never begun."""
        now = self._clock()
        with self._lock:
            found = self._open.get(_key(token))
            if found is None:
                return None
            if self._is_over(found, now):
                del self._open[_key(token)]
                return None
            found.touched = now
        return found

    def end(self, token: str) -> None:
        """Signs out whoever holds this token, at once."""
        with self._lock:
            self._open.pop(_key(token), None)

    @staticmethod
    def _is_over(session: Session, now: float) -> bool:
        return now - session.touched >= IDLE_SECONDS or now - session.began >= MOST_SECONDS

    def _drop(self, which: Callable[[Session], bool]) -> None:
        for key in [key for key, session in self._open.items() if which(session)]:
            del self._open[key]


def _key(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
