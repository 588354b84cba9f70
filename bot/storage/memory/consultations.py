"""Consultation numbers, in memory: gone with their use, with their time and with the process."""

from __future__ import annotations

import asyncio
import time

from bot.storage.memory.expiring import Clock, Expiring
from bot.storage.ports.consultations import Shown

_MOST_REMEMBERED = 20_000


class MemoryConsultations:
    """A ConsultationStore in this process alone: gone with it."""

    def __init__(self, clock: Clock = time.monotonic, remembered: int = _MOST_REMEMBERED) -> None:
        """`clock` gives seconds, tests bring their own; so many names are remembered."""
        self._clock = clock
        self._live: Expiring[tuple[float, Shown]] = Expiring(_MOST_REMEMBERED, clock)
        self._names: Expiring[bool] = Expiring(remembered, clock)

    async def add(self, name: str, shown: Shown, seconds: float, reserved: float) -> bool:
        """Keeps it for `seconds`; False if the name is in use, or was within `reserved` seconds
        after its end."""
        if self._names.get(name) or await self.is_live(name):
            return False
        self._live.put(name, (self._clock(), shown), seconds)
        self._names.put(name, True, seconds + reserved)
        # Wiped in time also if nobody ever asks again.
        asyncio.get_running_loop().call_later(seconds + 1, self._live.drop_old)
        return True

    async def is_live(self, name: str) -> bool:
        """May it still be used?"""
        return self._live.get(name) is not None

    async def take(self, name: str) -> tuple[Shown, float] | None:
        """What stands behind the name, wiped here: one asks, one gets it. And its age in
        seconds."""
        found = self._live.pop(name)
        return (found[1], self._clock() - found[0]) if found else None

    async def drop(self, name: str) -> bool:
        """Wipes it; was there anything?"""
        return self._live.pop(name) is not None

    async def count(self) -> int:
        """How many are live."""
        return len(self._live)
