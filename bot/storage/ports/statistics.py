"""What was asked, counted by hour, channel and the answer's id; and which fields were pressed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from operator import add, attrgetter
from typing import NamedTuple, Protocol


@dataclass(frozen=True, slots=True)
class Tally:
    """How often each thing happened. A turn is one of the first five."""

    answered: int = 0
    asked_back: int = 0  # which of several things is meant
    refused: int = 0  # not in the newsletter, or not understood
    inquired: int = 0  # we asked for a fact, like a birthday
    small_talk: int = 0
    reduced: int = 0  # questions that were answered without Rasa
    votes: int = 0
    helped: int = 0
    wrong: int = 0  # votes that said that the answer is wrong

    def __add__(self, other: Tally) -> Tally:
        return Tally(*map(add, counts_of(self), counts_of(other)))

    @property
    def questions(self) -> int:
        """Turns in which something was asked or told: all but small talk."""
        return self.answered + self.asked_back + self.refused + self.inquired


TALLY_NAMES = tuple(f.name for f in fields(Tally))
# Not dataclasses.astuple, which copies deeply and so takes twenty times as long.
counts_of: Callable[[Tally], tuple[int, ...]] = attrgetter(*TALLY_NAMES)


class Key(NamedTuple):
    """What is counted apart. `hour`: 2026-11-24T09, in Japan time; `answer_id`: empty for none."""

    hour: str
    channel: str
    answer_id: str


Counted = tuple[Key, Tally]


class StatisticsStore(Protocol):
    """Tallies by hour. `first` belongs to a period of hours, `end` does not."""

    def add(self, counted: Iterable[Counted], drop_before: str) -> None:
        """Adds all to what is there, or none; drops what is older than an hour."""

    def read(self, first: str, end: str) -> list[Counted]:
        """The tallies of the period by hour, channel and answer."""


class PressKey(NamedTuple):
    """A field of a channel's menu, and the hour in which it was pressed, in Japan time."""

    hour: str
    channel: str
    field: str


CountedPress = tuple[PressKey, int]


class PressStore(Protocol):
    """Presses by hour. `first` belongs to a period of hours, `end` does not."""

    def add(self, counted: Iterable[CountedPress], drop_before: str) -> None:
        """Adds all to what is there, or none; drops what is older than an hour."""

    def read(self, first: str, end: str) -> list[CountedPress]:
        """The presses of the period by key."""
