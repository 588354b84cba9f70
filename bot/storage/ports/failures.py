"""Failed tries that are not forgiven yet: what slows guessing down."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Failures:
    """How many are not forgiven yet, since when that is so, until when the next try waits, and
    when all is forgiven: moments of the clock that all who share the store share."""

    count: int
    since: float
    until: float = 0.0
    ends: float = 0.0


Change = Callable[[Sequence[Failures | None]], Sequence[Failures | None]]


class FailureStore(Protocol):
    """Failures by kind and name, like pair:…; of one kind a bounded number. Whoever floods it
    pushes out his own, not those that wait."""

    async def change(self, names: Sequence[str], change: Change) -> None:
        """Puts what `change` makes of the failures behind `names` in their place, all in one step,
        whoever else tries at that moment. None stands for no failures."""

    async def remember(self, name: str) -> None:
        """Notes that somebody has signed in under this name; a bounded number is remembered."""

    async def is_known(self, name: str) -> bool:
        """Was that noted, and is it not forgotten?"""
