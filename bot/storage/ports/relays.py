"""Passing something on, at once, to whoever waits for it at any gateway; nothing is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager
from typing import Any, Protocol

Taker = Callable[[Mapping[str, Any]], None]


class Relay(Protocol):
    """What is sent under a name reaches those who wait under it at that moment, and nobody else."""

    async def send(self, name: str, told: Mapping[str, Any]) -> bool:
        """Passes plain data on; False if nobody waits."""

    def waiting(self, *names: str, take: Taker) -> AbstractAsyncContextManager[None]:
        """In such a block `take` gets all that is sent under one of these names, in order."""
