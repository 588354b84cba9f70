"""What was asked, and how it ended: counted by hour, channel and the answer's id. Never a word.

Counts wait in memory and are written every few seconds in a thread, so that no turn waits for a
disk; a crash loses those few seconds, a stop nothing.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Generic, TypeVar

from bot.conversation.service import CompletedTurn
from bot.conversation.small_talk import SMALL_TALK
from bot.errors import StorageError
from bot.messages import Message
from bot.storage.ports.statistics import (
    Counted,
    CountedPress,
    Key,
    PressKey,
    PressStore,
    StatisticsStore,
    Tally,
)
from bot.storage.ports.talks import CountedTalk, TalkKey, TalkStore, TalkTally

log = logging.getLogger(__name__)

DAYS_KEPT = 400
PHONE = "phone"  # the channel of the operators: cards that they opened
_WRITE_SECONDS = 5.0
_OUTCOMES = {
    "answer": "answered",
    "general": "answered",
    "result": "answered",
    "options": "asked_back",
    "refusal": "refused",
    "question": "inquired",
}


K = TypeVar("K")
N = TypeVar("N", Tally, TalkTally, int)


class _Waiting(Generic[K, N]):
    """Counts that wait for the store. Its methods may be called in any thread."""

    def __init__(self, store: Callable[[Iterable[tuple[K, N]], str], None] | None) -> None:
        """`store` adds them to what is kept; without it they are not counted."""
        self._store: Callable[[Iterable[tuple[K, N]], str], None] | None = store
        self._counts: dict[K, N] = {}
        self._lock = threading.Lock()

    def add(self, counted: Iterable[tuple[K, N]]) -> None:
        """The same key adds up."""
        if self._store is None:
            return
        with self._lock:
            for key, count in counted:
                self._counts[key] = self._counts[key] + count if key in self._counts else count

    def write(self, drop_before: str) -> None:
        """Has them kept; what cannot be written waits on. Blocks."""
        with self._lock:
            taken, self._counts = self._counts, {}
        if not taken or self._store is None:
            return
        try:
            self._store(taken.items(), drop_before)
        except StorageError as error:
            log.warning("figures are not written: %s", error.kind)
            self.add(taken.items())


class Statistics:
    """The counts of one gateway. Its methods may be called in any thread."""

    def __init__(
        self,
        store: StatisticsStore,
        now: Callable[[], datetime],
        talks: TalkStore | None = None,
        presses: PressStore | None = None,
    ) -> None:
        """`now` gives the moment in Japan time at which a turn is over.

        Without `talks` and `presses`, turns alone are counted.
        """
        self._store, self._now, self._talks, self._presses = store, now, talks, presses
        self._turns = _Waiting[Key, Tally](store.add)
        self._whole = _Waiting[TalkKey, TalkTally](talks.add if talks else None)
        self._pressed = _Waiting[PressKey, int](presses.add if presses else None)
        self._writing = threading.Lock()
        self._task: asyncio.Task[None] | None = None

    def heard(self, told: CompletedTurn) -> None:
        """A turn of a resident is over."""
        answer_id, tally = outcome(told.messages, reduced=told.reduced)
        self._count(self._now(), told.channel, answer_id, tally)
        self._whole.add(told.talks)

    def looked_up(self, now: datetime, answer_id: str) -> None:
        """An operator opened a card."""
        self._count(now, PHONE, answer_id, Tally(answered=1))

    def voted(self, now: datetime, answer_id: str | None, right: bool) -> None:
        """An operator said whether a suggestion was right; None: none was suggested."""
        tally = Tally(votes=1, helped=int(right), wrong=int(not right))
        self._count(now, PHONE, answer_id or "", tally)

    def pressed(self, channel: str, field: str) -> None:
        """Somebody pressed a field of a channel's menu."""
        self._pressed.add([(PressKey(_hour(self._now()), channel, field), 1)])

    def read(self, first: date, last: date) -> list[Counted]:
        """All counts from the day `first` to the day `last`, by hour. Blocks."""
        self.flush()
        return self._store.read(*_hours(first, last))

    def talks(self, first: date, last: date) -> list[CountedTalk]:
        """How whole talks went that began from the day `first` to the day `last`. Blocks."""
        self.flush()
        return self._talks.read(*_hours(first, last)) if self._talks else []

    def presses(self, first: date, last: date) -> list[CountedPress]:
        """What was pressed from the day `first` to the day `last`. Blocks."""
        self.flush()
        return self._presses.read(*_hours(first, last)) if self._presses else []

    def flush(self) -> None:
        """Writes what waits; what cannot be written waits on. Blocks."""
        oldest = (self._now().date() - timedelta(days=DAYS_KEPT)).isoformat()
        with self._writing:
            for waiting in (self._turns, self._whole, self._pressed):
                waiting.write(oldest)

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

    def _count(self, now: datetime, channel: str, answer_id: str, tally: Tally) -> None:
        self._add(Key(_hour(now), channel, answer_id), tally)

    def _add(self, key: Key, tally: Tally) -> None:
        self._turns.add([(key, tally)])


def _hour(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H")


def _hours(first: date, last: date) -> tuple[str, str]:
    """The period as stores have it: its end does not belong to it."""
    return first.isoformat(), (last + timedelta(days=1)).isoformat()


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
