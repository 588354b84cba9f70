"""What editors decide about the unanswered: teach an id, ask for a new one, throw away."""

from __future__ import annotations

import enum
import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.storage.unanswered import Unanswered


class State(enum.Enum):
    """Where a line stands."""

    OPEN = "open"  # nobody has looked at it
    CHOSEN = "chosen"  # an editor has chosen an id; waits for the review
    NEW = "new"  # there is no id for it yet; for the authors of the texts
    EXPORTED = "exported"  # in the training data
    LEARNT = "learnt"  # in the model; asked in vain once more, it is open again


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that people say, masked, and what was decided about it.

    `heard` are door, why, the id that was shown (or nothing) and how many times.
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


# What is in the training data is decided: it is taken back first.
_UNDECIDED = "state in ('open', 'chosen', 'new')"


class Decisions:
    """Reads and changes what is in the collection of the unanswered."""

    def __init__(self, unanswered: Unanswered) -> None:
        self._unanswered = unanswered

    @property
    def version(self) -> int:
        """Changes with the content."""
        return self._unanswered.version

    def lines(self, *states: State) -> list[Line]:
        """All lines in one of `states`, what was said most first, then by words."""
        marks = ",".join("?" * len(states))
        wanted = [state.value for state in states]
        query = f"select * from lines where state in ({marks})"
        with self._unanswered.reading() as base:
            rows = base.execute(query, wanted).fetchall()
            counts = base.execute("select * from heard order by line, door, why, shown").fetchall()
        heard: dict[int, list[tuple[str, str, str, int]]] = {}
        for line, *rest in counts:
            heard.setdefault(line, []).append((rest[0], rest[1], rest[2], rest[3]))
        found = [
            Line(
                id=row["id"],
                words=row["words"],
                last=row["last"],
                state=State(row["state"]),
                answer=row["answer"],
                wording=row["wording"] or row["words"],
                note=row["note"],
                editor=row["editor"],
                decided=row["decided"],
                heard=tuple(heard.get(row["id"], ())),
            )
            for row in rows
        ]
        return sorted(found, key=lambda line: (-line.times, line.words))

    def counts(self) -> dict[State, int]:
        """How many lines are in each state."""
        with self._unanswered.reading() as base:
            rows = base.execute("select state, count(*) from lines group by state").fetchall()
        return {state: dict(map(tuple, rows)).get(state.value, 0) for state in State}

    def choose(self, wordings: Mapping[int, str], answer: str, editor: str, now: datetime) -> None:
        """These lines, in these words, mean `answer`; it is `editor` who says so."""
        rows = [(answer, words, editor, _stamp(now), line) for line, words in wordings.items()]
        with self._unanswered.changing() as base:
            base.executemany(
                "update lines set state = 'chosen', answer = ?, wording = ?, note = null,"
                f" editor = ?, decided = ? where id = ? and {_UNDECIDED}",
                rows,
            )

    def set_aside(self, lines: Collection[int], note: str, editor: str, now: datetime) -> None:
        """No id fits these lines; the note is for who writes the texts."""
        rows = [(note, editor, _stamp(now), line) for line in lines]
        with self._unanswered.changing() as base:
            base.executemany(
                "update lines set state = 'new', answer = null, wording = null, note = ?,"
                f" editor = ?, decided = ? where id = ? and {_UNDECIDED}",
                rows,
            )

    def reopen(self, lines: Collection[int]) -> None:
        """Forgets what was decided about these lines."""
        with self._unanswered.changing() as base:
            base.executemany(
                "update lines set state = 'open', answer = null, wording = null, note = null,"
                f" editor = null, decided = null where id = ? and {_UNDECIDED}",
                [(line,) for line in lines],
            )

    def move(self, lines: Collection[int], state: State) -> None:
        """Puts lines into `state`; what was decided about them stays."""
        with self._unanswered.changing() as base:
            base.executemany(
                "update lines set state = ? where id = ?", [(state.value, line) for line in lines]
            )

    def drop(self, lines: Collection[int]) -> None:
        """Deletes lines for ever."""
        with self._unanswered.changing() as base:
            base.executemany(
                f"delete from lines where id = ? and {_UNDECIDED}", [(line,) for line in lines]
            )
            base.execute("delete from heard where line not in (select id from lines)")


def _stamp(now: datetime) -> str:
    return now.strftime("%Y-%m-%dT%H:%M")
