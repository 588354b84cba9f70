"""Which events were taken and answered, over restarts and gateways; what is owed lies sealed."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Collection, Iterable, Mapping
from functools import partial

from bot.conversation.threads import stored
from bot.errors import StorageError
from bot.storage.ports.webhooks import OwedEvent, Standing, WebhookEventStore

log = logging.getLogger(__name__)

KEPT_SECONDS = 7 * 24 * 60 * 60  # LINE gives up delivering again long before
LIVES_SECONDS = 10.0  # after its last word a process is taken for dead
_DROP_EVERY = 1_000
_MOST_IN_MEMORY = 10_000
_CHANNEL = "line"


class Deduplication:
    """The events of one process, `run`, beside those of all others that ever were.

    An event that a process took and did not finish is owed its answer: LINE had its 200 and sends
    it no more. Whoever lives may take over what the dead owe.
    """

    def __init__(self, store: WebhookEventStore, run: str, place: str = "") -> None:
        """`place`: where no other process is; who was there before has ended. Empty: who knows."""
        self._store, self._run, self._place, self._taken = store, run, place, 0
        self._not_written: dict[str, None] = {}  # taken while nothing could be written
        self._not_finished: dict[str, None] = {}

    async def live(self) -> None:
        """Says that this process lives, behind nobody else's work. Raises StorageError."""
        say = partial(self._store.live, _CHANNEL, self._run, LIVES_SECONDS, self._place)
        await asyncio.to_thread(say)

    async def leave(self) -> None:
        """Says that it ends: what it owes may be taken over at once. Raises StorageError."""
        await stored(self._store.leave, _CHANNEL, self._run)

    async def known(self, events: Collection[str]) -> set[str]:
        """Those that were answered, or that somebody who lives is at work on."""
        found = self._not_written.keys() & set(events)
        return found | await stored(self._store.known, _CHANNEL, events, self._run)

    async def take(self, events: Mapping[str, OwedEvent]) -> set[str]:
        """Notes on the disk that this process answers for them; gives those that nobody else has.

        On a full disk they are noted in memory: better answered now, though lost with the process,
        than refused. Raises StorageError where somebody else holds the file just now.
        """
        try:
            taken = await stored(self._store.take, _CHANNEL, events, self._run)
        except StorageError as error:
            if error.passing:
                raise
            log.error("LINE: events are not written, and lost with this process: %s", error)
            _add(self._not_written, events)
            return set(events)
        self._taken += len(taken)
        if self._taken >= _DROP_EVERY:
            self._taken = 0
            await self.drop_old()
        return taken

    def is_written(self, event: str) -> bool:
        """Does it outlive this process?"""
        return event not in self._not_written

    async def standing(self, event: str) -> Standing:
        """May this process answer it now? Where nobody can be asked, it may: LINE takes one answer
        to an event, whoever sends it."""
        try:
            return await stored(self._store.standing, _CHANNEL, event, self._run)
        except StorageError:
            return Standing.MINE

    async def owed(self, most: int) -> dict[str, OwedEvent]:
        """No more than `most` of what processes that live no more did not finish. Raises
        StorageError."""
        return await stored(self._store.owed, _CHANNEL, self._run, most)

    async def later(self, event: str) -> dict[str, OwedEvent]:
        """What other gateways owe of its talk and was sent after it. Raises StorageError."""
        return await stored(self._store.later, _CHANNEL, event, self._run)

    async def fetch(self, events: Collection[str], event: str) -> set[str]:
        """Answers for these as well, which wait for `event`; gives those that nobody answered.
        Raises StorageError."""
        if not events:
            return set()
        return await stored(self._store.fetch, _CHANNEL, events, event, self._run)

    async def finish(self, event: str) -> None:
        """Notes that nothing is left to do for it; what cannot be noted now is noted later."""
        _add(self._not_finished, [event])
        await self.settle()

    async def settle(self) -> None:
        """Notes what could not be noted."""
        try:
            for name in list(self._not_finished):
                await stored(self._store.finish, _CHANNEL, name)
                self._not_finished.pop(name, None)
        except StorageError as error:
            log.warning("LINE: an answered event is noted later: %s", error.kind)

    async def drop_old(self) -> None:
        """Deletes what LINE will not deliver again. Raises StorageError."""
        before = int(time.time()) - KEPT_SECONDS
        await stored(self._store.drop_before, _CHANNEL, before)


def _add(names: dict[str, None], more: Iterable[str]) -> None:
    """The oldest go first."""
    names.update(dict.fromkeys(more))
    while len(names) > _MOST_IN_MEMORY:
        del names[next(iter(names))]
