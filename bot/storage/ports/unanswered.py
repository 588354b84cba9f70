"""What the bot could not answer, and what editors decide about it."""

from __future__ import annotations

import enum
import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from bot.storage.ports.kept import KeptWords


@dataclass(frozen=True, slots=True)
class UnansweredQuestion:
    """One time that something was not answered; `hour`: 2026-11-24T09, in Japan time."""

    hour: str
    channel: str
    words: str = field(repr=False)
    why: str
    shown: str


class State(enum.Enum):
    """Where a line stands."""

    OPEN = "open"  # nobody has looked at it
    CHOSEN = "chosen"  # an editor has chosen an id; waits for the review
    NEW = "new"  # there is no id for it yet; for the authors of the texts
    EXPORTED = "exported"  # in the training data
    LEARNT = "learnt"  # in the model; asked in vain once more, it is open again


# What is in the training data is decided: it is taken back first.
UNDECIDED = (State.OPEN, State.CHOSEN, State.NEW)


@dataclass(frozen=True, slots=True)
class UnansweredLine:
    """One thing that people say, masked, and what was decided about it.

    `heard` are channel, why, the id that was shown (or nothing) and how many times.
    """

    id: int
    words: str
    last: str
    state: State
    answer: str | None
    wording: str
    note: str | None
    editor: str | None
    decided: str | None
    heard: tuple[tuple[str, str, str, int], ...]

    @property
    def times(self) -> int:
        """How often it was said."""
        return sum(times for *_, times in self.heard)

    @property
    def mark(self) -> str:
        """Changes with what is decided: an older page does not decide over a newer decision."""
        decided = [self.state.value, self.answer, self.wording, self.note]
        return hashlib.sha256(json.dumps(decided).encode()).hexdigest()[:16]


class UnansweredStore(Protocol):
    """Lines by their words. What is deleted is overwritten; each change is one transaction.

    Decisions change only lines that are UNDECIDED; `decided`: 2026-11-24T09:15, in Japan time.
    """

    def add(self, heard: Sequence[UnansweredQuestion]) -> None:
        """Counts what was heard, in words that are masked already; a learnt line is open again."""

    def drop_old(self, before: str, most: int) -> None:
        """Deletes what was last heard and decided at the hour `before` and earlier.

        Then the oldest beyond `most` lines, open ones first.
        """

    def clear(self) -> None:
        """Deletes every line, whatever was decided about it."""

    def kept(self) -> KeptWords:
        """All lines, and the hour at which the oldest of them was last heard."""

    def version(self) -> int:
        """Grows with each change, in whatever process."""

    def lines(self, states: Collection[State]) -> list[UnansweredLine]:
        """All lines in one of `states`."""

    def counts(self) -> dict[State, int]:
        """How many lines are in each state that has any."""

    def choose(self, wordings: Mapping[int, str], answer: str, editor: str, decided: str) -> None:
        """These lines, in these words, mean `answer`."""

    def set_aside(self, lines: Collection[int], note: str, editor: str, decided: str) -> None:
        """No id fits these lines."""

    def reopen(self, lines: Collection[int]) -> None:
        """Forgets what was decided about these lines."""

    def move(self, lines: Collection[int], state: State) -> None:
        """Puts lines into `state`, whatever theirs is; what was decided about them stays."""

    def drop(self, lines: Collection[int]) -> None:
        """Deletes lines for ever."""
