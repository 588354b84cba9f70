"""Events that a platform delivers, and may deliver again: ids, times, and what was sealed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol


@dataclass(frozen=True, slots=True)
class OwedEvent:
    """What is kept of an event until it is answered.

    `talk` is a pseudonym, empty for nobody; `sent` the platform's time of it in milliseconds, by
    which the events of a talk are in order; `at` when it was taken, in seconds of Unix time.
    """

    sealed: bytes = field(repr=False)
    talk: str = ""
    sent: int = 0
    at: int = 0


class Standing(Enum):
    """How an event stands for the process that took it."""

    MINE = "mine"  # to be answered by it, now
    BEHIND = "behind"  # another process still owes an earlier event of the same talk
    GONE = "gone"  # answered, or another process answers for it


class WebhookEventStore(Protocol):
    """Events by channel and id.

    `run` names the process that answers for an event. A run lives for as long as it says so, by the
    clock of the database; what others owe who do not live may be taken over.
    """

    def live(self, channel: str, run: str, seconds: float, place: str = "") -> None:
        """`run` lives for so many seconds from now. Nobody else lives at its `place`, if it names
        one: whoever was there before has ended."""

    def leave(self, channel: str, run: str) -> None:
        """`run` lives no more."""

    def known(self, channel: str, events: Collection[str], run: str) -> set[str]:
        """Those that were answered, by whomever, or that `run` or another living one is at work
        on."""

    def take(self, channel: str, events: Mapping[str, OwedEvent], run: str) -> set[str]:
        """Notes on the disk that `run` answers for those that nobody answered and no other living
        run answers for; gives them. What is sealed of each is kept until it is finished."""

    def standing(self, channel: str, event: str, run: str) -> Standing:
        """May `run` answer it now? What was never noted is its own."""

    def later(self, channel: str, event: str, run: str) -> dict[str, OwedEvent]:
        """What other runs owe of the talk of `event` and was sent after it, in its order."""

    def fetch(self, channel: str, events: Collection[str], event: str, run: str) -> set[str]:
        """Notes that `run`, as long as it owes `event`, answers for these as well, whoever had
        them; gives those that nobody answered. Of a talk they wait behind `event`, so whoever had
        them is not at work on them."""

    def finish(self, channel: str, event: str) -> None:
        """Notes that nothing is left to do for it, and deletes what was sealed."""

    def owed(self, channel: str, run: str, most: int) -> dict[str, OwedEvent]:
        """What runs that live no more took and did not finish, the oldest first, no more than
        `most` of it."""

    def drop_before(self, channel: str, at: int) -> None:
        """Deletes what was taken earlier, and the runs that ended earlier."""
