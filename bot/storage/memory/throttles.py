"""Moving windows, each the times of its last hits.

The memory of the library `limits` goes through all names at each hit, with a thread for each
(findings/limits-memory-hit-visits-every-name.sh): a message costs more the more residents talk.
"""

from __future__ import annotations

import time
from collections import OrderedDict, defaultdict, deque
from collections.abc import Callable

Times = deque[float]


class MemoryThrottles:
    """A ThrottleStore in this process alone: after a restart all may begin anew."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """`clock` gives seconds; tests bring their own."""
        self._clock = clock
        # By the length of the window, the name that was hit longest ago first.
        self._hits: dict[int, OrderedDict[str, Times]] = defaultdict(OrderedDict)

    async def hit(self, name: str, most: int, seconds: int) -> float:
        """Counts one more and gives 0; if there were `most` within `seconds` already, counts
        nothing and gives the seconds until there is room again."""
        wait = await self.wait(name, most, seconds)
        if not wait:
            hits = self._hits[seconds]
            hits.setdefault(name, deque()).append(self._clock())
            hits.move_to_end(name)
        return wait

    async def wait(self, name: str, most: int, seconds: int) -> float:
        """The same, and counts nothing in either case."""
        over = self._clock() - seconds
        self._drop(self._hits[seconds], over)
        times = self._hits[seconds].get(name, deque())
        while times and times[0] <= over:
            times.popleft()
        return times[-most] - over if len(times) >= most else 0.0

    @staticmethod
    def _drop(hits: OrderedDict[str, Times], over: float) -> None:
        """Forgets the names whose last hit is over."""
        while hits:
            times = next(iter(hits.values()))
            if times and times[-1] > over:
                break
            hits.popitem(last=False)
