"""Conversations and residents, in memory."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from bot.storage.memory.expiring import Clock, Expiring
from bot.storage.memory.locks import Locks
from bot.storage.ports.conversations import ConversationRecord
from bot.storage.ports.residents import ResidentRecord

MOST_CONVERSATIONS = 20_000
MOST_SAID = 2_000
MOST_CHARACTERS = 150_000_000  # three to four bytes each: half a gigabyte


@dataclass
class _Kept:
    record: ConversationRecord
    spent: set[str] = field(default_factory=set)
    weight: int = 0


class MemoryConversations:
    """A ConversationStore in this process alone, the longest untouched first.

    Talks in which nothing was asked yet have room of their own: whoever begins thousands pushes
    out nobody who is in the middle of a question. The others are bounded by what they hold.
    """

    def __init__(
        self,
        most: int = MOST_CONVERSATIONS,
        clock: Clock = time.monotonic,
        characters: int = MOST_CHARACTERS,
    ) -> None:
        """`most` are kept of each kind; those that were asked something hold so many `characters`
        in all. `clock` gives seconds, tests bring their own."""
        self._least = characters // most
        self._asked: Expiring[_Kept] = Expiring(characters, clock)
        self._new: Expiring[_Kept] = Expiring(most, clock)
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
        self._keep(_Kept(record.copy()), seconds)

    async def get(self, name: str, seconds: float) -> ConversationRecord | None:
        """A copy of the record; None where there is none (any more)."""
        found = self._find(name)
        if found is None:
            return None
        self._touch(found, seconds)
        return found.record.copy()

    async def put(self, record: ConversationRecord, seconds: float) -> bool:
        """Keeps what was changed in a copy, which then has the new version.

        False, and nothing is kept, if it was kept by somebody else meanwhile, or is gone.
        """
        found = self._find(record.id)
        if found is None or found.record.version != record.version:
            return False
        record.version += 1
        found.record = record.copy()
        self._keep(found, seconds)
        return True

    async def spend(self, name: str, token: str) -> bool:
        """True the first time for a token of this conversation, then False."""
        found = self._find(name)
        if found is None or token in found.spent:
            return False
        found.spent.add(token)
        return True

    async def give_back(self, name: str, token: str) -> None:
        """It was not spent after all."""
        found = self._find(name)
        if found is not None:
            found.spent.discard(token)

    async def delete(self, name: str) -> None:
        """Forgets it at once."""
        self._new.pop(name)
        self._asked.pop(name)

    async def count(self) -> int:
        """How many there are."""
        return len(self._new) + len(self._asked)

    def _find(self, name: str) -> _Kept | None:
        return self._asked.get(name) or self._new.get(name)

    def _keep(self, kept: _Kept, seconds: float) -> None:
        record = kept.record
        if record.answers:
            self._new.pop(record.id)
            size = sum(map(len, record.answers.values()))
            size += len(f"{record.state}{record.choices}")
            kept.weight = max(size, self._least)
        self._touch(kept, seconds)

    def _touch(self, kept: _Kept, seconds: float) -> None:
        if kept.weight:
            self._asked.put(kept.record.id, kept, seconds, kept.weight)
        else:
            self._new.put(kept.record.id, kept, seconds)


class MemoryResidents:
    """A ResidentStore in this process alone: gone with it."""

    def __init__(self, most: int = MOST_CONVERSATIONS, clock: Clock = time.monotonic) -> None:
        """`most` are kept; `clock` gives seconds, tests bring their own."""
        self._kept: Expiring[ResidentRecord] = Expiring(most, clock)
        self._said: Expiring[bool] = Expiring(MOST_SAID, clock)

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

    async def note_said(self, messages: Collection[str], seconds: float) -> None:
        """Keeps the platform's names of messages of ours, for so long."""
        for message in messages:
            self._said.put(message, True, seconds)

    async def was_said(self, message: str) -> bool:
        """Is it the name of a message of ours?"""
        return self._said.get(message) is not None
