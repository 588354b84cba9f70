"""What the bot could not answer, masked, for the editors: words, channel and hour, nobody's name.

A turn is noted when the bot refused or asked back, when somebody said that the answer was wrong,
and when an operator found the right one without our help. Words are masked before they are written,
identical ones are counted, and after some weeks they are gone. Writing is another thread's work: a
turn never waits for it, and never fails with it.
"""

from __future__ import annotations

import logging
import queue
import re
import threading
import time
from dataclasses import replace
from datetime import datetime, timedelta

from bot.conversation.retention import WORDS_DAYS
from bot.conversation.service import CompletedTurn
from bot.errors import StorageError
from bot.storage.ports.unanswered import UnansweredQuestion, UnansweredStore
from bot.text import dangers, mentions, normalise
from bot.text.private import masked_for_people

log = logging.getLogger(__name__)

MOST_LINES = 20_000
LONGEST, SHORTEST = 300, 2  # characters
REFUSED, ASKED, WRONG, FOUND = "refused", "asked", "wrong", "found"
UNHELPFUL = "unhelpful"  # a vote without a reason; one with a reason is noted by that
OUT_OF_SCOPE = "out_of_scope"
PLACEHOLDER = re.compile("〔[^〔〕]*〕")

_MOST_WAITING = 1000
_BATCH = 200
_PAUSES = (0.5, 2.0)  # seconds between two tries
_HOUR = "%Y-%m-%dT%H"


class Unanswered:
    """Collects into `store` what is kept for `days`; with keep=False nothing is noted."""

    def __init__(
        self, store: UnansweredStore, *, keep: bool = True, days: int = WORDS_DAYS
    ) -> None:
        self._store, self._keep, self._days = store, keep, days
        self._waiting: queue.Queue[UnansweredQuestion | None] = queue.Queue(_MOST_WAITING)
        self._writer: threading.Thread | None = None
        self._day = ""

    def hear(self, now: datetime, told: CompletedTurn) -> None:
        """Notes a turn that is over, if it was not answered. A day's first drops what is old."""
        if self._day != (day := now.strftime("%Y-%m-%d")):
            self._day = day
            self._send(UnansweredQuestion(now.strftime(_HOUR), "", "", "", ""))
        if (why := why_unanswered(told)) is not None:
            shown = next((c.answer_id for c in told.messages if c.answer_id), None)
            self._put(now, told.channel, told.words, why, shown)

    def told_wrong(
        self, now: datetime, channel: str, words: str, shown_id: str | None, reason: str = WRONG
    ) -> None:
        """Notes that `shown_id` did not help who asked `words`, given with consent, and why."""
        self._put(now, channel, words, reason, shown_id)

    def told_found(self, now: datetime, channel: str, words: str, found_id: str) -> None:
        """Notes that a person found `found_id` for `words`, which we would not have shown first."""
        self._put(now, channel, words, FOUND, found_id)

    def flush(self) -> None:
        """Returns when all that was noted is written, or could not be."""
        if self._writer is not None:
            self._waiting.join()

    def stop(self) -> None:
        """Writes what is waiting, and ends the thread."""
        if self._writer is not None:
            self._waiting.put(None)
            self._writer.join()
            self._writer = None

    def drop_old(self, now: datetime) -> None:
        """Deletes what was last heard, and decided upon, so many days ago and more."""
        try:
            self._drop(now.strftime(_HOUR))
        except StorageError as error:  # no reason not to start; the next turn tries again
            log.warning("old unanswered questions were not dropped: %s", error.kind)

    def _put(self, now: datetime, channel: str, words: str, why: str, shown: str | None) -> None:
        if self._keep and words.strip():
            self._send(UnansweredQuestion(now.strftime(_HOUR), channel, words, why, shown or ""))

    def _send(self, heard: UnansweredQuestion) -> None:
        """Gives it to the thread; whatever stands in the way, the turn goes on."""
        try:
            if self._writer is None:
                writer = threading.Thread(target=self._write, name="unanswered", daemon=True)
                writer.start()
                self._writer = writer
            self._waiting.put_nowait(heard)
        except (queue.Full, RuntimeError) as error:  # too many at once, or no thread to be had
            log.warning("an unanswered question was not noted: %s", type(error).__name__)

    def _write(self) -> None:
        """The thread: waits for one, takes what else is there, writes all of it at once."""
        more = True
        while more:
            batch = [self._waiting.get()]
            while len(batch) < _BATCH and not self._waiting.empty():
                batch.append(self._waiting.get())
            more = None not in batch
            try:
                self._keep_patiently([heard for heard in batch if heard is not None])
            except Exception as error:  # never a resident's trouble; its message may hold words
                kind = error.kind if isinstance(error, StorageError) else type(error).__name__
                log.warning("unanswered questions were not noted: %s", kind)
            finally:
                for _ in batch:
                    self._waiting.task_done()

    def _keep_patiently(self, batch: list[UnansweredQuestion]) -> None:
        """Tries again where somebody else holds the file; only this thread waits for it."""
        for pause in _PAUSES:
            try:
                return self._keep_all(batch)
            except StorageError as error:
                if not error.passing:
                    raise
            time.sleep(pause)
        return self._keep_all(batch)

    def _keep_all(self, batch: list[UnansweredQuestion]) -> None:
        if not batch:
            return
        found = [(masked(heard.words), heard) for heard in batch]
        kept = [replace(heard, words=words) for words, heard in found if words is not None]
        if kept:
            self._store.add(kept)
        self._drop(max(heard.hour for heard in batch))

    def _drop(self, hour: str) -> None:
        """What is too old at `hour`, and the oldest beyond the bound."""
        before = datetime.strptime(hour, _HOUR) - timedelta(days=self._days)
        self._store.drop_old(before.strftime(_HOUR), MOST_LINES)


def why_unanswered(told: CompletedTurn) -> str | None:
    """refused or asked; None for what was answered, and for what is not ours to keep.

    A reply to a question of ours may be a date. Without Rasa everything is asked back.
    """
    if not told.words or told.replied or told.reduced:
        return None
    for card in told.messages:
        if card.kind == "options":
            return ASKED
        if card.kind == "refusal":
            return REFUSED
    return None


def masked(words: str) -> str | None:
    """`words` as they may be kept; None where they may not, or are of no use to an editor.

    Who is in need, or wants a person, has not asked anything. What is mostly placeholders tells
    more of a person than of a question.
    """
    if dangers.is_emergency(words) or dangers.cries_for_help(words):
        return None
    found = masked_for_people(words)
    rest = PLACEHOLDER.sub("", found)
    hidden = len(found) - len(rest)
    useful = sum(char.isalnum() for char in normalise(rest))
    if useful < SHORTEST or useful < hidden or not mentions.is_japanese(rest):
        return None
    return _cut(found)


def _cut(words: str) -> str:
    """At most LONGEST characters, and no half placeholder at the end."""
    if len(words) <= LONGEST:
        return words
    cut = words[:LONGEST]
    return cut[: cut.rindex("〔")] if cut.rfind("〔") > cut.rfind("〕") else cut
