"""Events that a platform delivers, and may deliver again: ids, times, and what was sealed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Protocol


class WebhookEventStore(Protocol):
    """Events by channel and id. `run` names the process that works on an event."""

    def known(self, channel: str, events: Collection[str], run: str) -> set[str]:
        """Those that were answered, by whomever, or that `run` is at work on."""

    def take(self, channel: str, events: Mapping[str, bytes], run: str, at: int) -> None:
        """Notes on the disk that `run` answers for them, whoever did before; `at` in seconds of
        Unix time. What is sealed of each is kept until it is finished."""

    def finish(self, channel: str, event: str) -> None:
        """Notes that nothing is left to do for it, and deletes what was sealed."""

    def owed(self, channel: str, run: str) -> dict[str, bytes]:
        """What other runs took and did not finish, as it was sealed."""

    def drop_before(self, channel: str, at: int) -> None:
        """Deletes what was taken earlier."""
