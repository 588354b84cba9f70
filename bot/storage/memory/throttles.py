"""Moving windows, in the memory of the library that counts them."""

from __future__ import annotations

import time

from limits import RateLimitItem, RateLimitItemPerSecond
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import MovingWindowRateLimiter


class MemoryThrottles:
    """A ThrottleStore in this process alone: after a restart all may begin anew."""

    def __init__(self) -> None:
        self._window = MovingWindowRateLimiter(MemoryStorage())

    async def hit(self, name: str, most: int, seconds: int) -> float:
        """Counts one more and gives 0; if there were `most` within `seconds` already, counts
        nothing and gives the seconds until there is room again."""
        limit = RateLimitItemPerSecond(most, seconds)
        return 0.0 if await self._window.hit(limit, name) else await self._left(limit, name)

    async def wait(self, name: str, most: int, seconds: int) -> float:
        """The same, and counts nothing in either case."""
        limit = RateLimitItemPerSecond(most, seconds)
        return 0.0 if await self._window.test(limit, name) else await self._left(limit, name)

    async def _left(self, limit: RateLimitItem, name: str) -> float:
        reset, _ = await self._window.get_window_stats(limit, name)
        return max(0.001, reset - time.time())
