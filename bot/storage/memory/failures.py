"""Failed tries, in memory."""

from __future__ import annotations

import time
from collections.abc import Sequence

from bot.storage.memory.expiring import Clock
from bot.storage.ports.failures import Change, Failures

MOST_KEPT = 10_000  # of each kind


class MemoryFailures:
    """A FailureStore in this process alone: after a restart nobody has failed."""

    def __init__(self, most: int = MOST_KEPT, clock: Clock = time.time) -> None:
        """`most` of each kind are kept; `clock` gives seconds, tests bring their own."""
        self._most, self._clock = most, clock
        self._kinds: dict[str, dict[str, Failures]] = {}
        self._known: dict[str, None] = {}  # the oldest first

    async def change(self, names: Sequence[str], change: Change) -> None:
        """Puts what `change` makes of the failures behind `names` in their place, all in one step,
        whoever else tries at that moment. None stands for no failures."""
        kept = [self._kinds.setdefault(name.partition(":")[0], {}) for name in names]
        found = [kind.get(name) for kind, name in zip(kept, names, strict=True)]
        for kind, name, failures in zip(kept, names, change(found), strict=True):
            if failures is None:
                kind.pop(name, None)
                continue
            if name not in kind:
                self._make_room(kind)
            kind[name] = failures

    async def remember(self, name: str) -> None:
        """Notes that somebody has signed in under this name; a bounded number is remembered."""
        self._known.pop(name, None)
        self._known[name] = None
        if len(self._known) > self._most:
            del self._known[next(iter(self._known))]

    async def is_known(self, name: str) -> bool:
        """Was that noted, and is it not forgotten?"""
        return name in self._known

    def _make_room(self, kind: dict[str, Failures]) -> None:
        """First goes what is forgiven, then what has failed least and longest ago."""
        if len(kind) < self._most:
            return
        now = self._clock()
        for name in [name for name, failures in kind.items() if failures.ends <= now]:
            del kind[name]
        if len(kind) >= self._most:
            least = sorted(kind, key=lambda name: _rank(kind[name]))
            for name in least[: max(1, self._most // 10)]:
                del kind[name]


def _rank(failures: Failures) -> tuple[float, int, float]:
    return failures.until, failures.count, failures.since
