"""The end of what is kept: looked at when the process starts, and then every hour.

It needs nobody who talks or votes: what is over is gone though no one is there.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

from bot.errors import StorageError

log = logging.getLogger(__name__)

WORDS_DAYS = 40  # a month of 31 days, and nine in which its report is made
EVERY_SECONDS = 60 * 60

Sweep = Callable[[], Awaitable[None]]


class Retention:
    """Sweeps by the name of what they sweep; a second one of a name takes the first one's place."""

    def __init__(self, days: int = WORDS_DAYS) -> None:
        """`days`: how long words of residents are kept."""
        self.days = days
        self.sweeps: dict[str, Sweep] = {}
        self._task: asyncio.Task[None] | None = None

    async def sweep(self) -> None:
        """Ends what is over. What cannot be ended now is, an hour later."""
        for name, sweep in list(self.sweeps.items()):
            try:
                await sweep()
            except (StorageError, OSError) as error:  # its words may hold those of a resident
                log.warning("%s: what is over could not be deleted: %s", name, type(error).__name__)

    async def start(self) -> None:
        """Looks at once, and from then on every hour."""
        await self.sweep()
        self._task = asyncio.create_task(self._sweep_on())

    async def stop(self) -> None:
        """Looks no more."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait([self._task])

    async def _sweep_on(self) -> None:
        while True:
            await asyncio.sleep(EVERY_SECONDS)
            await self.sweep()
