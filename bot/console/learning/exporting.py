"""From decisions to training data: what would be written is shown first, and can be taken back.

Everything goes into one file of its own (`taught.py`). Each text of that file is remembered beside
the model that was, or would be, made of it: bringing a model back brings its data back.

The note of an export is written first, then the lines, then the file: wherever a crash comes in
between, `settle` puts the lines where the file says.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot import training
from bot.console.learning import taught
from bot.console.learning.reviewing import ReviewedLine
from bot.console.queue.deciding import Decisions, State, UnansweredLine
from bot.storage.ports.teaching import ExportRecord, TeachingStore


@dataclass(frozen=True, slots=True)
class Export:
    """The last export: when, by whom, and which id and words it brought."""

    id: int
    at: str
    editor: str
    lines: list[tuple[str, str]]


class Exports:
    """Writes the file, and remembers what it was."""

    def __init__(self, store: TeachingStore, decisions: Decisions) -> None:
        self._store, self.decisions = store, decisions

    def export(self, items: Iterable[ReviewedLine], editor: str, now: datetime) -> int:
        """Adds what may go to the file; the number of lines."""
        going = [item for item in items if item.goes]
        if not going:
            return 0
        self.remember()
        lines, before = taught.read(taught.taught_file()), taught.current()
        for item in going:
            lines.setdefault(item.answer, []).append(item.line.wording)
        after = taught.written(lines)
        self._store.add(now.strftime("%Y-%m-%dT%H:%M"), editor, before, after)
        day = now.date().isoformat()
        self._store.date({taught.mark_of(i.answer, i.line.wording): day for i in going})
        self.decisions.move([item.line.id for item in going], State.EXPORTED)
        taught.put(after)
        return len(going)

    def last(self) -> Export | None:
        """The newest export, if it made the file what it is now and can so be taken back."""
        row = self._last()
        if row is None:
            return None
        lines = taught.pairs(row.after) - taught.pairs(row.before)
        return Export(row.id, row.at, row.editor, sorted(lines))

    def take_back(self, number: int) -> bool:
        """Makes the file what it was before that export; False if it is not the last one."""
        row = self._last()
        if row is None or row.id != number:
            return False
        self._put(row.before)
        return True

    def is_taken_back(self, number: int) -> bool:
        """Is the file what it was before that export?"""
        found = self._store.export(number)
        return found is not None and found.before == taught.current()

    def remember(self) -> None:
        """Notes that the model of the present inputs is made of the present file."""
        name = training.model_path(training.ROOT).name
        self._store.remember(name, taught.current(), _beside())

    def brings_back(self, model: Path) -> bool:
        """Is it known that `model` differs from one of today only by what was taught?

        One of another edition, or of other software, is not brought back.
        """
        return self._store.inputs(model.name) == _beside()

    def put_back(self, model: Path) -> bool:
        """Makes the file what `model` was made of; False if that is not known."""
        text = self._taught(model)
        if text is None:
            return False
        self._put(text)
        return True

    def only_removes(self) -> bool:
        """Does the file hold less than the model in service was taught, and nothing else?"""
        served, now = self._taught(training.in_service()), taught.current()
        return (
            served is not None and taught.is_ours(now) and taught.pairs(now) < taught.pairs(served)
        )

    def withdraw(self, began: str) -> bool:
        """Takes out again what was exported and could not be learnt; was there any of it?

        Only if the file is still `began`. What was taken back, or edited by hand, stays as it is.
        """
        served, now = self._taught(training.in_service()), taught.current()
        new: set[tuple[str, str]] = set()
        if served is not None and now == began and taught.is_ours(now):
            exported = {_key(line) for line in self.decisions.lines(State.EXPORTED)}
            added = taught.pairs(now) - taught.pairs(served)
            new = {(name, words) for name, words in added if (name, taught.bare(words)) in exported}
        if served is not None and new:
            rest = taught.pairs(now) - new
            # As it was to the letter: then a restart has nothing to train.
            taught.put(served if rest == taught.pairs(served) else taught.text_of(rest))
        self.settle()
        return bool(new)

    def end(self, gone: set[tuple[str, str]]) -> None:
        """Takes these lines out for good: out of the file, the notes of it, and the queue."""
        keys = {(name, taught.bare(words)) for name, words in gone}
        ended = [
            line.id
            for line in self.decisions.lines(State.EXPORTED, State.LEARNT)
            if _key(line) in keys
        ]
        taught.put(taught.without(taught.current(), gone))
        self._store.rewrite(lambda text: taught.without(text, gone))
        self.decisions.move(ended, State.CHOSEN)  # what is taught cannot be dropped
        self.decisions.drop(ended)
        self._store.undate([taught.mark_of(*pair) for pair in gone])
        self.settle()

    def settle(self) -> None:
        """Puts each line where the file, and the model in service, say that it is.

        What is not in the file waits for a review; what is, and the model was made of it, is
        learnt. So it is after a crash, after a start that trained by itself, and when a model or
        an export was taken back, or brought back.
        """
        self.remember()
        served, there = training.in_service(), taught.keys(taught.current())
        fresh = served is not None and served.name == training.model_path(training.ROOT).name
        goes: dict[State, list[int]] = {}
        for line in self.decisions.lines(State.CHOSEN, State.EXPORTED, State.LEARNT):
            if _key(line) not in there:
                state = State.CHOSEN
            elif line.state is State.LEARNT or fresh:
                state = State.LEARNT
            else:
                state = State.EXPORTED
            if state is not line.state:
                goes.setdefault(state, []).append(line.id)
        for state, lines in goes.items():
            self.decisions.move(lines, state)

    def _taught(self, model: Path | None) -> str | None:
        """The file that `model` was made of, if that is known."""
        return self._store.taught(model.name) if model is not None else None

    def _last(self) -> ExportRecord | None:
        """The newest export that made the file what it is now."""
        return self._store.last_that_made(taught.current())

    def _put(self, text: str) -> None:
        """Writes the file; what is no longer in it waits for a review again."""
        taught.put(text)
        self.settle()


def _key(line: UnansweredLine) -> tuple[str, str]:
    return line.answer or "", taught.bare(line.wording)


def _beside() -> str:
    return training.fingerprint(training.ROOT, without=taught.taught_file())
