"""Events that wait for their answer: bounded, and for each talk in the order in which they came."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Sequence

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
        self._slots = asyncio.Semaphore(at_once)
        self._talks: dict[str, deque[Happened]] = {}
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

    def drop(self, talk: str, message: str | None = None) -> list[Happened]:
        """Takes out what still waits of a talk, or of it one message, and returns it."""
        waiting = self._talks.get(talk, deque())
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
        self._talks[talk] = deque([event])
        task = asyncio.create_task(self._work_off(talk))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _work_off(self, talk: str) -> None:
        waiting = self._talks[talk]
        while waiting:
            event = waiting[0]
            due = self.is_due is None or await self.is_due(event)  # whoever waits keeps no slot
            async with self._slots:
                if not waiting or waiting[0] is not event:  # taken back, or an earlier one came
                    continue
                waiting.popleft()
                if due:
                    await self._worked(event)
                self._size -= 1
        del self._talks[talk]

    async def _worked(self, event: Happened) -> None:
        try:
            await self._work(event)
        except Exception as error:  # the next event must not suffer from this one
            log.error("an event of LINE failed: %s", type(error).__name__)
