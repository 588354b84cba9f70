"""What editors decide about the unanswered: teach an id, ask for a new one, throw away."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from bot.storage.ports.unanswered import State, UnansweredLine, UnansweredStore

__all__ = ["Decisions", "State", "UnansweredLine"]


class Decisions:
    """Reads and changes what is in the collection of the unanswered. Its methods block."""

    def __init__(self, store: UnansweredStore) -> None:
        self._store = store

    @property
    def version(self) -> int:
        """Changes with the content."""
        return self._store.version()

    def lines(self, *states: State) -> list[UnansweredLine]:
        """All lines in one of `states`, what was said most first, then by words."""
        return sorted(self._store.lines(states), key=lambda line: (-line.times, line.words))

    def counts(self) -> dict[State, int]:
        """How many lines are in each state."""
        found = self._store.counts()
        return {state: found.get(state, 0) for state in State}

    def choose(self, wordings: Mapping[int, str], answer: str, editor: str, now: datetime) -> None:
        """These lines, in these words, mean `answer`; it is `editor` who says so."""
        self._store.choose(wordings, answer, editor, _stamp(now))

    def set_aside(self, lines: Collection[int], note: str, editor: str, now: datetime) -> None:
        """No id fits these lines; the note is for who writes the texts."""
        self._store.set_aside(lines, note, editor, _stamp(now))

    def reopen(self, lines: Collection[int]) -> None:
        """Forgets what was decided about these lines."""
        self._store.reopen(lines)

    def move(self, lines: Collection[int], state: State) -> None:
        """Puts lines into `state`; what was decided about them stays."""
        self._store.move(lines, state)

    def drop(self, lines: Collection[int]) -> None:
        """Deletes lines for ever."""
        self._store.drop(lines)


def _stamp(now: datetime) -> str:
    return now.strftime("%Y-%m-%dT%H:%M")
