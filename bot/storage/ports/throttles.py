"""How often something may happen: moving windows by name."""

from __future__ import annotations

from typing import Protocol


class ThrottleStore(Protocol):
    """Counts by a name that tells nothing of a person. A window moves: nothing waits for an hour
    to be full."""

    async def hit(self, name: str, most: int, seconds: int) -> float:
        """Counts one more and gives 0; if there were `most` within `seconds` already, counts
        nothing and gives the seconds until there is room again."""

    async def wait(self, name: str, most: int, seconds: int) -> float:
        """The same, and counts nothing in either case."""
