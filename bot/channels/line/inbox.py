"""Events that wait for their answer: bounded, and for each talk in the order in which they came."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence

from bot.channels.line.pieces import Waiting, joined
from bot.channels.line.receiving import Happened

log = logging.getLogger(__name__)

# What Rasa answers (39 a second) within the minute that a reply token lives, with room to spare.
MOST_WAITING = 1_500
AT_ONCE = 24  # of the 64 turns that the gateway takes at once; the rest is for the web


class Inbox:
    """Takes all events of a delivery or none; works on different talks at the same time."""

    def __init__(
        self,
        work: Callable[[Happened], Awaitable[None]],
        most: int = MOST_WAITING,
        at_once: int = AT_ONCE,
        is_due: Callable[[Happened], Awaitable[bool]] | None = None,
    ) -> None:
        """`is_due` waits until an event may be worked on; False if it is not to be any more."""
        self._work, self._most, self.is_due = work, most, is_due
        self.gather: Callable[[Waiting], Awaitable[list[Happened]]] = _first
        self._slots = asyncio.Semaphore(at_once)
        self._talks: dict[str, Waiting] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._size, self._closed = 0, False

    def __len__(self) -> int:
        return self._size

    @property
    def room(self) -> int:
        """How many more may be put."""
        return 0 if self._closed else max(0, self._most - self._size)

    def has_room(self, events: int) -> bool:
        """May so many more be put?"""
        return not self._closed and self._size + events <= self._most

    def put(self, events: Sequence[Happened]) -> None:
        """Takes events for which there is room."""
        for event in events:
            self._size += 1
            talk = event.talk or event.id  # who has no name waits for nobody
            waiting = self._talks.get(talk)
            if waiting is not None:
                waiting.append(event)
                waiting.came.set()
            else:
                self._begin(talk, event)

    def put_before(self, events: Sequence[Happened]) -> None:
        """Takes events that were sent earlier than some that may be here: each in its order."""
        for event in events:
            talk = event.talk or event.id
            self._size += 1
            if (waiting := self._talks.get(talk)) is None:
                self._begin(talk, event)
            else:
                waiting.insert(sum(one.sent <= event.sent for one in waiting), event)
                waiting.came.set()

    def drop(self, talk: str, message: str | None = None) -> list[Happened]:
        """Takes out what still waits of a talk, or of it one message, and returns it."""
        waiting = self._talks.get(talk, Waiting(()))
        found = [e for e in waiting if message is None or e.message == message]
        for event in found:
            waiting.remove(event)
        self._size -= len(found)
        return found

    async def close(self, seconds: float) -> int:
        """Takes nothing more, waits so long for the rest, and says how many are left."""
        self._closed = True
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=seconds)
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        return self._size

    def _begin(self, talk: str, event: Happened) -> None:
        self._talks[talk] = Waiting([event])
        task = asyncio.create_task(self._work_off(talk))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _work_off(self, talk: str) -> None:
        waiting = self._talks[talk]
        while waiting:
            event = waiting[0]
            # Whoever waits keeps no slot.
            due = self.is_due is None or await self.is_due(event)
            events = await self._gathered(waiting) if due else [event]
            async with self._slots:
                if not events or events != list(waiting)[: len(events)]:
                    continue  # one was taken back, or an earlier one came
                for _ in events:
                    waiting.popleft()
                if due:
                    await self._worked(joined(events))
                self._size -= len(events)
        del self._talks[talk]

    async def _gathered(self, waiting: Waiting) -> list[Happened]:
        first = waiting[0]
        try:
            return await self.gather(waiting)
        except Exception as error:  # then it is answered by itself
            log.error("pieces of LINE were not joined: %s", type(error).__name__)
            return [first]

    async def _worked(self, event: Happened) -> None:
        try:
            await self._work(event)
        except Exception as error:  # the next event must not suffer from this one
            log.error("an event of LINE failed: %s", type(error).__name__)


async def _first(waiting: Waiting) -> list[Happened]:
    """Each event by itself."""
    return [waiting[0]]
