"""Which events were taken and answered, over restarts; what is owed an answer is there sealed."""

from __future__ import annotations

import logging
import time
from collections.abc import Collection, Iterable, Mapping

from bot.conversation.threads import stored
from bot.errors import StorageError
from bot.storage.ports.webhooks import WebhookEventStore

log = logging.getLogger(__name__)

KEPT_SECONDS = 7 * 24 * 60 * 60  # LINE gives up delivering again long before
_DROP_EVERY = 1_000
_MOST_IN_MEMORY = 10_000
_CHANNEL = "line"


class Deduplication:
    """The events of one process, `run`, beside those of earlier ones.

    An event that an earlier process took and did not finish is owed its answer here: LINE had its
    200 and sends it no more.
    """

    def __init__(self, store: WebhookEventStore, run: str) -> None:
        self._store, self._run, self._taken = store, run, 0
        self._not_written: dict[str, None] = {}  # taken while nothing could be written
        self._not_finished: dict[str, None] = {}

    async def begin(self) -> dict[str, bytes]:
        """Drops what is old; what earlier processes took and did not finish, as it was sealed."""
        await self._drop_old()
        return await stored(self._store.owed, _CHANNEL, self._run)

    async def known(self, events: Collection[str]) -> set[str]:
        """Those that were answered, or that this process is at work on."""
        found = self._not_written.keys() & set(events)
        return found | await stored(self._store.known, _CHANNEL, events, self._run)

    async def take(self, events: Mapping[str, bytes]) -> None:
        """Notes on the disk that this process answers for them, with what is sealed of each.

        On a full disk they are noted in memory: better answered now, though lost with the process,
        than refused. Raises StorageError where somebody else holds the file just now.
        """
        now = int(time.time())
        try:
            await stored(self._store.take, _CHANNEL, events, self._run, now)
        except StorageError as error:
            if error.passing:
                raise
            log.error("LINE: events are not written, and lost with this process: %s", error)
            _add(self._not_written, events)
        self._taken += len(events)
        if self._taken >= _DROP_EVERY:
            self._taken = 0
            await self._drop_old()

    async def finish(self, event: str) -> None:
        """Notes that nothing is left to do for it; what cannot be noted now is noted later."""
        _add(self._not_finished, [event])
        try:
            for name in list(self._not_finished):
                await stored(self._store.finish, _CHANNEL, name)
                self._not_finished.pop(name, None)
        except StorageError as error:
            log.warning("LINE: an answered event is noted later: %s", error.kind)

    async def _drop_old(self) -> None:
        before = int(time.time()) - KEPT_SECONDS
        await stored(self._store.drop_before, _CHANNEL, before)


def _add(names: dict[str, None], more: Iterable[str]) -> None:
    """The oldest go first."""
    names.update(dict.fromkeys(more))
    while len(names) > _MOST_IN_MEMORY:
        del names[next(iter(names))]
