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
    ) -> None:
        self._work, self._most = work, most
        self._slots = asyncio.Semaphore(at_once)
        self._talks: dict[str, deque[Happened]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._size, self._closed = 0, False

    def __len__(self) -> int:
        return self._size

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
                continue
            self._talks[talk] = deque([event])
            task = asyncio.create_task(self._work_off(talk))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

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

    async def _work_off(self, talk: str) -> None:
        waiting = self._talks[talk]
        while waiting:
            async with self._slots:
                if not waiting:  # taken back meanwhile
                    break
                event = waiting.popleft()
                try:
                    await self._work(event)
                except Exception as error:  # the next event must not suffer from this one
                    log.error("an event of LINE failed: %s", type(error).__name__)
                self._size -= 1
        del self._talks[talk]
