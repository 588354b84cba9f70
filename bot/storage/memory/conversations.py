"""Conversations and residents, in memory."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.storage.memory.expiring import Clock, Expiring
from bot.storage.memory.locks import Locks
from bot.storage.ports.conversations import ConversationRecord
from bot.storage.ports.residents import ResidentRecord

MOST_CONVERSATIONS = 20_000


class MemoryConversations:
    """A ConversationStore in this process alone, the longest untouched first."""

    def __init__(self, most: int = MOST_CONVERSATIONS, clock: Clock = time.monotonic) -> None:
        """`most` are kept; `clock` gives seconds, tests bring their own."""
        self._kept: Expiring[tuple[ConversationRecord, set[str]]] = Expiring(most, clock)
        self._locks, self._since = Locks(), float(int(time.time()))

    async def since(self) -> float:
        """Whoever began later, in seconds of Unix time, was kept here."""
        return self._since

    @asynccontextmanager
    async def alone(self, name: str) -> AsyncIterator[None]:
        """Nobody else is in such a block for this conversation."""
        async with self._locks.of(name):
            yield

    async def add(self, record: ConversationRecord, seconds: float) -> None:
        """Keeps a new one, or begins one anew."""
        self._kept.put(record.id, (record.copy(), set()), seconds)

    async def get(self, name: str, seconds: float) -> ConversationRecord | None:
        """A copy of the record; None where there is none (any more)."""
        found = self._kept.get(name)
        if found is None:
            return None
        self._kept.put(name, found, seconds)
        return found[0].copy()

    async def put(self, record: ConversationRecord, seconds: float) -> bool:
        """Keeps what was changed in a copy, which then has the new version.

        False, and nothing is kept, if it was kept by somebody else meanwhile, or is gone.
        """
        found = self._kept.get(record.id)
        if found is None or found[0].version != record.version:
            return False
        record.version += 1
        self._kept.put(record.id, (record.copy(), found[1]), seconds)
        return True

    async def spend(self, name: str, token: str) -> bool:
        """True the first time for a token of this conversation, then False."""
        found = self._kept.get(name)
        if found is None or token in found[1]:
            return False
        found[1].add(token)
        return True

    async def give_back(self, name: str, token: str) -> None:
        """It was not spent after all."""
        found = self._kept.get(name)
        if found is not None:
            found[1].discard(token)

    async def delete(self, name: str) -> None:
        """Forgets it at once."""
        self._kept.pop(name)

    async def count(self) -> int:
        """How many there are."""
        return len(self._kept)


class MemoryResidents:
    """A ResidentStore in this process alone: gone with it."""

    def __init__(self, most: int = MOST_CONVERSATIONS, clock: Clock = time.monotonic) -> None:
        """`most` are kept; `clock` gives seconds, tests bring their own."""
        self._kept: Expiring[ResidentRecord] = Expiring(most, clock)

    async def get(self, name: str) -> ResidentRecord | None:
        """A copy of what is kept; None where there is nothing (any more)."""
        found = self._kept.get(name)
        return found.copy() if found else None

    async def put(self, name: str, record: ResidentRecord, seconds: float) -> None:
        """Keeps it in place of what was there."""
        self._kept.put(name, record.copy(), seconds)

    async def delete(self, name: str) -> None:
        """Forgets it at once."""
        self._kept.pop(name)
