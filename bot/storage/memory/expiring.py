"""Values that are gone after a while, the oldest first; one lifetime for all of them."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

Clock = Callable[[], float]
T = TypeVar("T")


class Expiring(Generic[T]):
    """Values by name, which weigh `most` in all; the one that was kept longest ago makes room."""

    def __init__(self, most: int, clock: Clock = time.monotonic) -> None:
        """`clock` gives seconds; tests bring their own."""
        self._most, self._clock = most, clock
        self._kept: OrderedDict[str, tuple[float, T]] = OrderedDict()
        self._weights: dict[str, int] = {}
        self.weight = 0

    def __len__(self) -> int:
        self.drop_old()
        return len(self._kept)

    def get(self, name: str) -> T | None:
        """The value, None if it is gone."""
        self.drop_old()
        found = self._kept.get(name)
        return found[1] if found else None

    def put(self, name: str, value: T, seconds: float, weight: int = 1) -> None:
        """Keeps the value for `seconds` from now, in place of one that was there."""
        self.drop_old()
        self._lighten(name)
        self._kept[name] = self._clock() + seconds, value
        self._kept.move_to_end(name)
        self._weights[name] = weight
        self.weight += weight
        while self.weight > self._most and len(self._kept) > 1:
            self._drop_first()

    def left(self, name: str) -> float:
        """For how many seconds the value is still there, 0 if it is gone."""
        found = self._kept.get(name)
        return max(0.0, found[0] - self._clock()) if found else 0.0

    def pop(self, name: str) -> T | None:
        """The value, gone from here."""
        self.drop_old()
        self._lighten(name)
        found = self._kept.pop(name, None)
        return found[1] if found else None

    def items(self) -> list[tuple[str, T]]:
        """All names and values, the one that was kept longest ago first."""
        self.drop_old()
        return [(name, value) for name, (_, value) in self._kept.items()]

    def drop_old(self) -> None:
        """Forgets what is over."""
        now = self._clock()
        while self._kept and next(iter(self._kept.values()))[0] <= now:
            self._drop_first()

    def _drop_first(self) -> None:
        name, _ = self._kept.popitem(last=False)
        self._lighten(name)

    def _lighten(self, name: str) -> None:
        self.weight -= self._weights.pop(name, 0)
