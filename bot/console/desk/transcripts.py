"""The live transcript: what speech recognition writes of a call, passed on to the open desk.

Passed on and forgotten: no store, no log, no audit has a word of it. It reaches the desk at
whichever gateway that is open, if they share an engine. A text for which no desk is open is
refused, and one that a desk does not fetch in time makes room for newer ones.
"""

from __future__ import annotations

import asyncio
import hmac
import json
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, field
from typing import Literal

from cryptography.fernet import InvalidToken

from bot.storage.ports.relays import Relay
from bot.storage.sealing import fernet_for

MOST_WAITING = 50  # utterances for one desk; a page that sleeps gets the newest ones
TOKEN_SECONDS = 10 * 60 * 60  # no session is longer
MOST_OF_ONE_DESK = 5  # tabs
_PURPOSE = b"bot.console.transcript"

Speaker = Literal["caller", "operator"]


@dataclass(frozen=True, slots=True)
class SpokenLine:
    """Something said; not `final` while recognition may still change it."""

    text: str = field(repr=False)
    speaker: Speaker = "caller"
    final: bool = True

    def event(self) -> str:
        """As a server-sent event."""
        return f"data: {json.dumps(asdict(self), ensure_ascii=False)}\n\n"


class Listening:
    """One open desk: what it has not fetched yet."""

    def __init__(self, key: str, name: str) -> None:
        self.key, self.name = key, name
        self._waiting: deque[SpokenLine] = deque(maxlen=MOST_WAITING)
        self._there = asyncio.Event()

    def put(self, said: SpokenLine) -> None:
        """For the desk; what is not final is replaced by the next that is said."""
        if self._waiting and not self._waiting[-1].final:
            self._waiting.pop()
        self._waiting.append(said)
        self._there.set()

    async def next(self, seconds: float) -> SpokenLine | None:
        """The oldest that waits; None if there is none for so many `seconds`."""
        if not self._waiting:
            self._there.clear()
            try:
                await asyncio.wait_for(self._there.wait(), seconds)
            except asyncio.TimeoutError:
                return None
        return self._waiting.popleft()


class Transcripts:
    """All desks of this gateway that listen."""

    def __init__(self, relay: Relay, key: str, service: str = "") -> None:
        """`relay` leads to every gateway's desks; `key` seals their tokens; `service`: the token of
        a telephony service, if any."""
        self._relay, self._service = relay, service
        self._fernet = fernet_for(key, _PURPOSE)
        self._desks: list[Listening] = []

    @asynccontextmanager
    async def listening(self, key: str, name: str) -> AsyncIterator[Listening]:
        """A desk of the session `key` and the account `name`, while it is open.

        One tab too many of the same session takes the place of its oldest.
        """
        own = [desk for desk in self._desks if desk.key == key]
        for oldest in own[: max(0, len(own) - MOST_OF_ONE_DESK + 1)]:
            self._desks.remove(oldest)
        desk = Listening(key, name)
        self._desks.append(desk)
        try:
            async with self._relay.waiting(
                _session(key), _operator(name), take=lambda told: desk.put(SpokenLine(**told))
            ):
                yield desk
        finally:
            if desk in self._desks:
                self._desks.remove(desk)

    def is_listening(self, desk: Listening) -> bool:
        """Has no newer tab taken its place?"""
        return desk in self._desks

    def token(self, key: str) -> str:
        """With which a program writes to the desk of the session `key`, and to no other."""
        return self._fernet.encrypt(key.encode()).decode()

    def key_of(self, token: str) -> str | None:
        """The session whose desk a token writes to; None for a wrong or an old one."""
        try:
            return self._fernet.decrypt(token.encode(), TOKEN_SECONDS).decode()
        except (InvalidToken, UnicodeError):
            return None

    def is_service(self, token: str) -> bool:
        """Is it the telephony service's, which names the operator?"""
        given, own = token.encode(errors="surrogatepass"), self._service.encode()
        return bool(own) and hmac.compare_digest(given, own)

    async def to_session(self, key: str, said: SpokenLine) -> bool:
        """Passes it on; False if that desk listens nowhere. Raises StorageError."""
        return await self._relay.send(_session(key), asdict(said))

    async def to_operator(self, name: str, said: SpokenLine) -> bool:
        """Passes it on to every desk of the account; False if none listens. Raises StorageError."""
        return await self._relay.send(_operator(name), asdict(said))


def _session(key: str) -> str:
    return f"transcript-session:{key}"


def _operator(name: str) -> str:
    return f"transcript-operator:{name}"
