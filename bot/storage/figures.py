"""What was asked, and how it ended: counted by hour, door and the answer's id. Never a word.

Counts wait in memory and are written every few seconds in a thread, so that no turn waits for a
disk; a crash loses those few seconds, a stop nothing.
"""

from __future__ import annotations

import asyncio
import logging
import sqlite3
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from operator import add, attrgetter
from pathlib import Path
from typing import NamedTuple

from bot.conversation.service import Told
from bot.messages import Message
from bot.storage.base import Base

log = logging.getLogger(__name__)

DAYS_KEPT = 400
PHONE = "phone"  # the door of the operators: cards that they opened
_WRITE_SECONDS = 5.0
# Words about the talk itself. Who wants a person or complains (operator, complaint) did ask.
SMALL_TALK = frozenset(
    {"greet", "thank", "goodbye", "affirm", "deny", "help", "bot_challenge", "start_over"}
    | {"inform", "whose", "dont_know", "decline", "cancel", "rephrase"}
)
_OUTCOMES = {
    "answer": "answered",
    "general": "answered",
    "result": "answered",
    "options": "asked_back",
    "refusal": "refused",
    "question": "inquired",
}


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


_NAMES = tuple(f.name for f in fields(Tally))
# Not dataclasses.astuple, which copies deeply and so takes twenty times as long.
counts_of: Callable[[Tally], tuple[int, ...]] = attrgetter(*_NAMES)


class Key(NamedTuple):
    """What is counted apart. `hour`: 2026-11-24T09, in Japan time; `answer_id`: empty for none."""

    hour: str
    door: str
    answer_id: str


Counted = tuple[Key, Tally]

_SCHEMA = f"""
create table if not exists figures (
    hour text not null,
    door text not null,       -- web, line, phone
    answer_id text not null,
    {", ".join(f"{name} integer not null" for name in _NAMES)},
    primary key (hour, door, answer_id)
) without rowid
"""
_ADD = f"""
insert into figures values (?, ?, ?, {", ".join("?" for _ in _NAMES)})
on conflict do update set {", ".join(f"{name} = {name} + excluded.{name}" for name in _NAMES)}
"""


class Figures:
    """The counts of one gateway, in the data folder. Its methods may be called in any thread."""

    def __init__(self, data: Path, now: Callable[[], datetime]) -> None:
        """`now` gives the moment in Japan time at which a turn is over."""
        self._base, self._now = Base(data, "figures.sqlite", _SCHEMA), now
        self._waiting: dict[Key, Tally] = {}
        self._counting, self._writing = threading.Lock(), threading.Lock()
        self._task: asyncio.Task[None] | None = None

    def heard(self, told: Told) -> None:
        """A turn of a resident is over."""
        answer_id, tally = outcome(told.messages, reduced=told.reduced)
        self._count(self._now(), told.door, answer_id, tally)

    def looked_up(self, now: datetime, answer_id: str) -> None:
        """An operator opened a card."""
        self._count(now, PHONE, answer_id, Tally(answered=1))

    def voted(self, now: datetime, answer_id: str | None, right: bool) -> None:
        """An operator said whether a suggestion was right; None: none was suggested."""
        tally = Tally(votes=1, helped=int(right), wrong=int(not right))
        self._count(now, PHONE, answer_id or "", tally)

    def read(self, first: date, last: date) -> list[Counted]:
        """All counts from the day `first` to the day `last`, by hour. Blocks."""
        self.flush()
        with self._base.open() as base:
            rows = base.execute(
                "select * from figures where hour >= ? and hour < ? order by hour, door, answer_id",
                (first.isoformat(), (last + timedelta(days=1)).isoformat()),
            ).fetchall()
        return [(Key(*row[:3]), Tally(*row[3:])) for row in rows]

    def flush(self) -> None:
        """Writes what waits; what cannot be written waits on. Blocks."""
        with self._writing:
            with self._counting:
                taken, self._waiting = self._waiting, {}
            if not taken:
                return
            try:
                self._write(taken)
            except sqlite3.Error as error:
                log.warning("figures are not written: %s", type(error).__name__)
                for key, tally in taken.items():
                    self._add(key, tally)

    async def start(self) -> None:
        """Begins to write every few seconds."""
        self._task = asyncio.create_task(self._write_on())

    async def stop(self) -> None:
        """Ends that, and writes the rest."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait([self._task])
        await asyncio.to_thread(self.flush)

    async def _write_on(self) -> None:
        while True:
            await asyncio.sleep(_WRITE_SECONDS)
            await asyncio.to_thread(self.flush)

    def _write(self, taken: Mapping[Key, Tally]) -> None:
        too_old = (self._now().date() - timedelta(days=DAYS_KEPT)).isoformat()
        with self._base.open() as base:
            base.executemany(_ADD, [(*key, *counts_of(tally)) for key, tally in taken.items()])
            base.execute("delete from figures where hour < ?", (too_old,))

    def _count(self, now: datetime, door: str, answer_id: str, tally: Tally) -> None:
        self._add(Key(now.strftime("%Y-%m-%dT%H"), door, answer_id), tally)

    def _add(self, key: Key, tally: Tally) -> None:
        with self._counting:
            self._waiting[key] = self._waiting.get(key, Tally()) + tally


def outcome(messages: Sequence[Message], *, reduced: bool) -> tuple[str, Tally]:
    """The answer's id of a turn, and the turn as a tally.

    The first card that says something decides; a general answer that goes on with a question of
    ours about the same matter is such a question.
    """
    telling = [c for c in messages if c.kind in _OUTCOMES and c.answer_id not in SMALL_TALK]
    if not telling:
        answer_id = next((c.answer_id for c in messages if c.answer_id), "")
        return answer_id, Tally(small_talk=1)
    first = telling[0]
    asks = any(c.kind == "question" and c.answer_id == first.answer_id for c in telling)
    name = "inquired" if first.kind == "general" and asks else _OUTCOMES[first.kind]
    return first.answer_id or "", Tally(**{name: 1}, reduced=int(reduced))
