"""A lock store that notices at once when a talk is free.

Rasa's own sleeps a whole second between looks, so the second of two quick messages waits for one.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from rasa.core.lock import TicketLock
from rasa.core.lock_store import LOCK_LIFETIME, InMemoryLockStore
from rasa.utils.endpoints import EndpointConfig

_LOOK_EVERY_SECONDS = 0.01


class PromptLockStore(InMemoryLockStore):
    """InMemoryLockStore with a short poll."""

    def __init__(self, endpoint_config: EndpointConfig | None = None) -> None:
        super().__init__()

    @asynccontextmanager
    async def lock(
        self,
        conversation_id: str,
        lock_lifetime: float = LOCK_LIFETIME,
        wait_time_in_seconds: float = _LOOK_EVERY_SECONDS,
    ) -> AsyncGenerator[TicketLock, None]:
        """Holds the talk's lock; messages of one talk keep their order."""
        async with super().lock(conversation_id, lock_lifetime, wait_time_in_seconds) as ticket:
            yield ticket
