"""Events that a platform delivers, and may deliver again: ids and times, no person, no words."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol


class WebhookEventStore(Protocol):
    """Events by channel and id. `run` names the process that works on an event."""

    def known(self, channel: str, events: Collection[str], run: str) -> set[str]:
        """Those that were answered, by whomever, or that `run` is at work on."""

    def take(self, channel: str, events: Collection[str], run: str, at: int) -> None:
        """Notes that `run` answers for them, whoever did before; `at` in seconds of Unix time."""

    def finish(self, channel: str, event: str) -> None:
        """Notes that nothing is left to do for it."""

    def unfinished(self, channel: str, run: str) -> int:
        """How many other runs took and did not finish."""

    def drop_before(self, channel: str, at: int) -> None:
        """Deletes what was taken earlier."""
