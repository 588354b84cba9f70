"""The end of what was taught: a line is training data for a year, and longer if an editor says so.

The words are an editor's, after those of a resident. A year is one edition of the newsletter, and
the month in which the next one is learnt.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from bot.console.learning import taught
from bot.console.learning.exporting import Exports
from bot.storage.ports.kept import KeptWords
from bot.storage.ports.teaching import TeachingStore

TAUGHT_DAYS = 400
SOON_DAYS = 40  # before its end a line is shown


@dataclass(frozen=True, slots=True)
class TaughtLine:
    """One line of the training data, and its last day."""

    answer: str
    words: str = field(repr=False)
    since: date
    last: date

    @property
    def mark(self) -> str:
        """By which a page names it."""
        return taught.mark_of(self.answer, self.words)


class TaughtWords:
    """All lines that were taught at the console. Its methods block."""

    def __init__(self, store: TeachingStore, exports: Exports, export_days: int) -> None:
        """What was exported can be taken back for `export_days`."""
        self._store, self._exports, self._export_days = store, exports, export_days

    def lines(self, today: date) -> list[TaughtLine]:
        """Each line, the first to end first. What has no day yet, has today's from now on."""
        found, days = taught.pairs(taught.current()), self._store.days()
        new = {taught.mark_of(*pair) for pair in found} - days.keys()
        self._store.date(dict.fromkeys(new, today.isoformat()))
        days |= dict.fromkeys(new, today.isoformat())
        lines = [_line(*pair, days[taught.mark_of(*pair)]) for pair in found]
        return sorted(lines, key=lambda line: (line.since, line.answer, line.words))

    def end_soon(self, today: date) -> list[TaughtLine]:
        """Those that end within SOON_DAYS."""
        return [x for x in self.lines(today) if x.last < today + timedelta(days=SOON_DAYS)]

    def renew(self, marks: Collection[str], today: date) -> int:
        """Gives these lines another year; how many there were."""
        there = {line.mark for line in self.lines(today)} & set(marks)
        self._store.date(dict.fromkeys(there, today.isoformat()))
        return len(there)

    def end(self, now: datetime) -> int:
        """Takes out what is over, and forgets exports of long ago; how many lines went."""
        before = now - timedelta(days=self._export_days)
        self._store.drop_exports(before.strftime("%Y-%m-%dT%H:%M"))
        over = [line for line in self.lines(now.date()) if line.last < now.date()]
        return self._out(over)

    def wipe(self, today: date) -> int:
        """Takes out all of it; how many lines that were."""
        return self._out(self.lines(today))

    def exports_kept(self) -> KeptWords:
        """How many exports can be taken back, and the minute of the oldest."""
        return self._store.exports_kept()

    def forget_exports(self) -> None:
        """From now on no export can be taken back, and no earlier model put back."""
        self._store.clear()
        self._exports.remember()

    def _out(self, lines: Collection[TaughtLine]) -> int:
        if lines:
            self._exports.end({(line.answer, line.words) for line in lines})
        return len(lines)


def _line(answer: str, words: str, since: str) -> TaughtLine:
    day = date.fromisoformat(since)
    return TaughtLine(answer, words, day, day + timedelta(days=TAUGHT_DAYS))
