"""A fact on its way: read, with its place in the words, its owner not yet found."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from bot.dialogue.reading.situation import Doubt
from bot.text import FoundDate, Problem


@dataclass(frozen=True, slots=True)
class Draft:
    """One fact at ``start:end`` of the NFKC text; ``name`` is "" for a day of an unknown kind."""

    start: int
    end: int
    name: str
    value: str | None = None
    problem: Problem | Doubt | None = None
    part: str = ""
    day: FoundDate | None = None
    same: bool = False  # 同じ紙: the value is that of the person named before …
    like: str = ""  # … or of this one: 夫と同じ日です


class Sentences:
    """Where the sentences of a text begin and end."""

    _ENDS = frozenset("。！？!?\n")

    def __init__(self, text: str, extra: tuple[int, ...] = ()) -> None:
        """``extra``: more places where a sentence begins."""
        self._starts = [0, *(i + 1 for i, char in enumerate(text) if char in self._ENDS)]
        if extra:
            self._starts = sorted({*self._starts, *extra})
        self._length = len(text)

    def index(self, offset: int) -> int:
        """The number of the sentence that holds ``offset``."""
        return bisect_right(self._starts, offset) - 1

    def start(self, offset: int) -> int:
        """Where the sentence that holds ``offset`` begins."""
        return self._starts[self.index(offset)]

    def end(self, offset: int) -> int:
        """Where in the message the character at `offset` ends."""
        behind = self.index(offset) + 1
        return self._starts[behind] if behind < len(self._starts) else self._length


@dataclass(frozen=True, slots=True)
class Told:
    """One message, folded, with the facts that were read in it and its sentences."""

    folded: str
    drafts: Sequence[Draft]
    sentences: Sentences

    def blanked(self, start: int, end: int) -> str:
        """The words at ``start:end``, each fact in them as one sign."""
        pieces, at = [], start
        for draft in self.drafts:
            if at <= draft.start and draft.end <= end:
                pieces += [self.folded[at : draft.start], "\x00"]
                at = draft.end
        return "".join([*pieces, self.folded[at:end]])


def draft_of(day: FoundDate, name: str) -> Draft:
    """A day as the fact ``name``."""
    return Draft(
        day.start, day.end, name,
        value=day.date.isoformat() if day.date else None,
        problem=day.problem, part=part_of_day(day), day=day,
    )  # fmt: skip


def part_of_day(day: FoundDate) -> str:
    """What is known of a day, as ISO 8601 cut short; "" if all is."""
    if day.date is not None:
        return ""
    if day.month is None and day.day is None:
        return str(day.year) if day.year is not None else ""
    month = f"-{day.month:02}" if day.month is not None else "-"
    date = f"-{day.day:02}" if day.day is not None else ""
    return f"{day.year if day.year is not None else '-'}{month}{date}"
