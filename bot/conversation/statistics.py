"""What was asked, and how it ended: counted by hour, channel and the answer's id. Never a word.

Counts wait in memory and are written every few seconds in a thread, so that no turn waits for a
disk; a crash loses those few seconds, a stop nothing.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

from bot.conversation.service import CompletedTurn
from bot.conversation.small_talk import SMALL_TALK
from bot.errors import StorageError
from bot.messages import Message
from bot.storage.ports.statistics import Counted, Key, StatisticsStore, Tally
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


class Statistics:
    """The counts of one gateway. Its methods may be called in any thread."""

    def __init__(
        self, store: StatisticsStore, now: Callable[[], datetime], talks: TalkStore | None = None
    ) -> None:
        """`now` gives the moment in Japan time at which a turn is over.

        Without `talks`, turns alone are counted.
        """
        self._store, self._now, self._talks = store, now, talks
        self._waiting: dict[Key, Tally] = {}
        self._waiting_talks: dict[TalkKey, TalkTally] = {}
        self._counting, self._writing = threading.Lock(), threading.Lock()
        self._task: asyncio.Task[None] | None = None

    def heard(self, told: CompletedTurn) -> None:
        """A turn of a resident is over."""
        answer_id, tally = outcome(told.messages, reduced=told.reduced)
        self._count(self._now(), told.channel, answer_id, tally)
        self._add_talks(told.talks)

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
        return self._store.read(first.isoformat(), (last + timedelta(days=1)).isoformat())

    def talks(self, first: date, last: date) -> list[CountedTalk]:
        """How whole talks went that began from the day `first` to the day `last`. Blocks."""
        self.flush()
        if self._talks is None:
            return []
        return self._talks.read(first.isoformat(), (last + timedelta(days=1)).isoformat())

    def flush(self) -> None:
        """Writes what waits; what cannot be written waits on. Blocks."""
        with self._writing:
            with self._counting:
                taken, self._waiting = self._waiting, {}
                talks, self._waiting_talks = self._waiting_talks, {}
            self._flush_talks(talks)
            if not taken:
                return
            try:
                self._store.add(taken.items(), self._oldest())
            except StorageError as error:
                log.warning("figures are not written: %s", error.kind)
                for key, tally in taken.items():
                    self._add(key, tally)

    def _flush_talks(self, talks: Mapping[TalkKey, TalkTally]) -> None:
        if not talks or self._talks is None:
            return
        try:
            self._talks.add(talks.items(), self._oldest())
        except StorageError as error:
            log.warning("figures of talks are not written: %s", error.kind)
            self._add_talks(talks.items())

    def _oldest(self) -> str:
        return (self._now().date() - timedelta(days=DAYS_KEPT)).isoformat()

    def _add_talks(self, talks: Iterable[CountedTalk]) -> None:
        with self._counting:
            for key, tally in talks:
                self._waiting_talks[key] = self._waiting_talks.get(key, TalkTally()) + tally

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
        self._add(Key(now.strftime("%Y-%m-%dT%H"), channel, answer_id), tally)

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
