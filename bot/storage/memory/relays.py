"""Passing on within one process."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

from bot.storage.ports.relays import Taker


class MemoryRelay:
    """A Relay in this process alone."""

    def __init__(self) -> None:
        self._waiting: list[tuple[tuple[str, ...], Taker]] = []

    async def send(self, name: str, told: Mapping[str, Any]) -> bool:
        """Passes plain data on; False if nobody waits."""
        takers = [take for names, take in self._waiting if name in names]
        for take in takers:
            take(told)
        return bool(takers)

    @asynccontextmanager
    async def waiting(self, *names: str, take: Taker) -> AsyncIterator[None]:
        """In such a block `take` gets all that is sent under one of these names, in order."""
        entry = (names, take)
        self._waiting.append(entry)
        try:
            yield
        finally:
            self._waiting.remove(entry)
