"""Which events were taken and answered, over restarts; what is owed an answer is there sealed."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Collection, Mapping

from bot.storage.ports.webhooks import WebhookEventStore

KEPT_SECONDS = 7 * 24 * 60 * 60  # LINE gives up delivering again long before
_DROP_EVERY = 1_000
_CHANNEL = "line"


class Deduplication:
    """The events of one process, `run`, beside those of earlier ones.

    An event that an earlier process took and did not finish is owed its answer here: LINE had its
    200 and sends it no more.
    """

    def __init__(self, store: WebhookEventStore, run: str) -> None:
        self._store, self._run, self._taken = store, run, 0

    async def begin(self) -> dict[str, bytes]:
        """Drops what is old; what earlier processes took and did not finish, as it was sealed."""
        await self._drop_old()
        return await asyncio.to_thread(self._store.owed, _CHANNEL, self._run)

    async def known(self, events: Collection[str]) -> set[str]:
        """Those that were answered, or that this process is at work on."""
        return await asyncio.to_thread(self._store.known, _CHANNEL, events, self._run)

    async def take(self, events: Mapping[str, bytes]) -> None:
        """Notes on the disk that this process answers for them, with what is sealed of each."""
        now = int(time.time())
        await asyncio.to_thread(self._store.take, _CHANNEL, events, self._run, now)
        self._taken += len(events)
        if self._taken >= _DROP_EVERY:
            self._taken = 0
            await self._drop_old()

    async def finish(self, event: str) -> None:
        """Notes that nothing is left to do for it."""
        await asyncio.to_thread(self._store.finish, _CHANNEL, event)

    async def _drop_old(self) -> None:
        before = int(time.time()) - KEPT_SECONDS
        await asyncio.to_thread(self._store.drop_before, _CHANNEL, before)
