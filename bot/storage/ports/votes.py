"""Votes of residents: did an answer help?"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from bot.storage.ports.kept import KeptWords


@dataclass(frozen=True, slots=True)
class VoteRecord:
    """One vote. `hour`: 2026-11-24T09, in Japan time; `question`: masked, and only with consent."""

    hour: str
    channel: str
    answer_id: str
    kind: str
    helped: bool
    reason: str | None = None
    question: str | None = field(default=None, repr=False)


class VoteCount(NamedTuple):
    """The votes of one hour at one channel about one answer."""

    hour: str
    channel: str
    answer_id: str
    votes: int
    helped: int
    wrong: int


class VoteReason(NamedTuple):
    """Why an answer did not help, how often; `question`: one of the words, masked, or nothing."""

    answer_id: str
    reason: str
    times: int
    question: str


class VoteStore(Protocol):
    """Votes by hour. `first` belongs to a period of hours, `end` does not."""

    def add(self, vote: VoteRecord) -> None:
        """Keeps a vote."""

    def counts(self, first: str, end: str) -> list[VoteCount]:
        """The votes of the period, counted, by hour, channel and answer."""

    def reasons(self, first: str, end: str) -> list[VoteReason]:
        """Why answers did not help in the period, by answer, what is said most first."""

    def words_kept(self) -> KeptWords:
        """The votes that have words, and the hour of the oldest."""

    def drop_words(self) -> None:
        """Overwrites the words of every vote; the votes stay."""

    def drop_old(self, votes_before: str, words_before: str) -> None:
        """Deletes older votes, and overwrites older words."""
