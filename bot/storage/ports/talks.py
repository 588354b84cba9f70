"""How whole talks went, counted by the hour in which they began. Never a word."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from operator import add, attrgetter, sub
from typing import NamedTuple, Protocol

WHOLE = ""  # the answer's id of the row that stands for the talk itself


@dataclass(frozen=True, slots=True)
class TalkTally:
    """How often each thing was so, of talks (WHOLE) or of one matter in them.

    `asked`       talks with a question; talks that asked about the matter
    `answered`    all of it was answered, whether a question of ours followed or not
    `partly`      of whole talks: something was answered and something was not
    `refused`     nothing of it was answered, and it was said that the newsletter does not say it
    `asked_back`  we asked which of several things is meant; `solved`: and it was answered then
    `phoned`      the talk went on to the phone: its number was told, or a consultation number made
    """

    asked: int = 0
    answered: int = 0
    partly: int = 0
    refused: int = 0
    asked_back: int = 0
    solved: int = 0
    phoned: int = 0

    def __add__(self, other: TalkTally) -> TalkTally:
        return TalkTally(*map(add, talk_counts(self), talk_counts(other)))

    def __sub__(self, other: TalkTally) -> TalkTally:
        return TalkTally(*map(sub, talk_counts(self), talk_counts(other)))


TALK_NAMES = tuple(f.name for f in fields(TalkTally))
talk_counts: Callable[[TalkTally], tuple[int, ...]] = attrgetter(*TALK_NAMES)


class TalkKey(NamedTuple):
    """What is counted apart. `hour`: 2026-11-24T09, in which the talk began, in Japan time."""

    hour: str
    channel: str
    language: str
    edition: str
    answer_id: str


CountedTalk = tuple[TalkKey, TalkTally]


class TalkStore(Protocol):
    """Talks by hour. `first` belongs to a period of hours, `end` does not."""

    def add(self, counted: Iterable[CountedTalk], drop_before: str) -> None:
        """Adds all to what is there, or none; drops what is older than an hour.

        A talk that goes on takes back what it was: a tally may have negative numbers.
        """

    def read(self, first: str, end: str) -> list[CountedTalk]:
        """The tallies of the period by key."""
