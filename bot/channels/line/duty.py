"""What every gateway with LINE owes the others: it says every few seconds that it lives, takes over
what those owe who live no more, keeps the order of a talk, and brings the pieces of one question
together."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from bot.channels.line.deduplication import Deduplication
from bot.channels.line.inbox import Inbox
from bot.channels.line.owed import Sealing
from bot.channels.line.receiving import Happened
from bot.conversation.metrics import Metrics
from bot.errors import StorageError
from bot.storage.ports.keys import KeyStore
from bot.storage.ports.webhooks import OwedEvent, Standing

log = logging.getLogger(__name__)

EVERY_SECONDS = 2.0  # so a process may miss four rounds before others take it for dead
BEHIND_SECONDS = 20.0  # for who answers the event before; by then he has ended, or was taken over
_LOOK_SECONDS = 0.1
_MOST = 2_000


class Duty:
    """Of one process, which answers what is in `inbox`."""

    def __init__(
        self,
        seen: Deduplication,
        sealing: Sealing,
        keys: KeyStore,
        inbox: Inbox,
        metrics: Metrics,
    ) -> None:
        self._seen, self._sealing, self._keys = seen, sealing, keys
        self._inbox, self._metrics = inbox, metrics

    async def start(self) -> None:
        """One round before anything else is taken, then one after another."""
        await self._round()
        with suppress(StorageError):
            await self._seen.drop_old()
        self._task = asyncio.create_task(self._rounds())

    async def stop(self) -> None:
        """No round more; what is still owed may be taken over at once."""
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)
        with suppress(StorageError):  # then others wait until we are given up
            await self._seen.leave()

    async def is_due(self, event: Happened) -> bool:
        """Waits while another process still owes an earlier event of the talk; False if nothing is
        left to do here."""
        loop = asyncio.get_running_loop()
        until = loop.time() + BEHIND_SECONDS
        while (standing := await self._seen.standing(event.id)) is Standing.BEHIND:
            if loop.time() >= until:
                return True
            await asyncio.sleep(_LOOK_SECONDS)
        return standing is Standing.MINE

    async def fetch(self, event: Happened) -> None:
        """Puts into the inbox what of the talk came to other processes after `event`, which waits
        there."""
        with suppress(StorageError):  # then each is answered where it came
            later = self._sealing.unseal(await self._seen.later(event.id))
            fetched = await self._seen.fetch([one.id for one in later], event.id)
            ours = [replace(one, again=False) for one in later if one.id in fetched]
            self._inbox.put_before(ours)
            self._metrics.line_events("fetched", len(ours))

    async def _rounds(self) -> None:
        while True:
            await asyncio.sleep(EVERY_SECONDS)
            try:
                await self._round()
            except Exception as error:  # the next round may go well
                log.error("LINE: a round of duty failed: %s", type(error).__name__)

    async def _round(self) -> None:
        await self._share_keys()
        with suppress(StorageError):  # the engine has said so; nobody can take over meanwhile
            await self._seen.live()
            await self._seen.settle()
            await self._take_over()

    async def _share_keys(self) -> None:
        """A key seals nothing before all have it."""
        keys = self._sealing.fresh()
        with suppress(StorageError):
            keys |= await self._keys.exchange(keys, self._sealing.left(keys))
        await asyncio.to_thread(self._sealing.learn, keys)

    async def _take_over(self) -> None:
        owed = await self._seen.owed(_MOST)
        if not owed:
            return
        events = self._sealing.unseal(owed)
        lost = await self._given_up(owed, events)
        events = events[: self._inbox.room]
        taken = await self._seen.take({event.id: owed[event.id] for event in events})
        ours = [event for event in events if event.id in taken]
        self._inbox.put_before(ours)
        self._tell(ours, lost)

    async def _given_up(self, owed: dict[str, OwedEvent], readable: Sequence[Happened]) -> int:
        """Ends what nobody will ever read: its keys are gone. Says how many those are."""
        readable_ids = {event.id for event in readable}
        lost = [
            event
            for event, found in owed.items()
            if event not in readable_ids and self._sealing.is_over(found)
        ]
        for event in lost:
            await self._seen.finish(event)
        return len(lost)

    def _tell(self, taken: Sequence[Happened], lost: int) -> None:
        self._metrics.line_events("taken_over", len(taken))
        self._metrics.line_events("lost", lost)
        if taken or lost:
            log.warning(
                "LINE: %s events of a process that has ended are answered now; %s are lost",
                len(taken),
                lost,
            )
