"""What the bot could not answer, masked, for the editors: words, door and hour, nobody's name.

A turn is noted when the bot refused or asked back, when somebody said that the answer was wrong,
and when an operator found the right one without our help. Words are masked before they are written,
identical ones are counted, and after 90 days they are gone. Writing is another thread's work: a
turn never waits for it, and never fails with it.
"""

from __future__ import annotations

import itertools
import logging
import queue
import re
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from bot.conversation.service import Told
from bot.storage.base import Base
from bot.text import mentions, normalise
from bot.text.said_names import masked_for_people

log = logging.getLogger(__name__)

FILE = "unanswered.sqlite"
KEPT_DAYS = 90
MOST_LINES = 20_000
LONGEST, SHORTEST = 300, 2  # characters
REFUSED, ASKED, WRONG, FOUND = "refused", "asked", "wrong", "found"
OUT_OF_SCOPE = "out_of_scope"
PLACEHOLDER = re.compile("〔[^〔〕]*〕")

_MOST_WAITING = 1000
_BATCH = 200
_HOUR = "%Y-%m-%dT%H"
_SCHEMA = """
create table if not exists lines (
    id integer primary key,
    words text not null unique,   -- masked
    last text not null,           -- 2026-11-24T09, in Japan time
    state text not null default 'open',
    answer text,                  -- the id that an editor has chosen
    wording text,                 -- the words that will be taught
    note text,                    -- for the authors of the texts
    editor text,
    decided text
);
create table if not exists heard (
    line integer not null,
    door text not null,           -- web, line, phone
    why text not null,            -- refused, asked, wrong, found
    shown text not null,          -- the id that was shown, or found; empty for none
    times integer not null,
    primary key (line, door, why, shown)
) without rowid;
create index if not exists lines_by_hour on lines (last);
"""
# What was taught and is asked again in vain goes back to the editors.
_HEAR = """
insert into lines (words, last) values (?1, ?2)
on conflict (words) do update set
    last = max(last, ?2), state = iif(state = 'learnt', 'open', state)
"""
_COUNT = """
insert into heard select id, ?2, ?3, ?4, 1 from lines where words = ?1
on conflict do update set times = times + 1
"""


@dataclass(frozen=True, slots=True)
class Heard:
    """One time that something was not answered."""

    hour: str
    door: str
    words: str
    why: str
    shown: str


class Unanswered:
    """The collection, an SQLite file in the data folder; with keep=False nothing is noted."""

    def __init__(self, data: Path, *, keep: bool = True) -> None:
        self._base, self._keep = Base(data, FILE, _SCHEMA), keep
        self._waiting: queue.Queue[Heard | None] = queue.Queue(_MOST_WAITING)
        self._writer: threading.Thread | None = None
        self._versions, self._day = itertools.count(1), ""
        self.version = 0  # changes with the content, for who remembers what he read

    def hear(self, now: datetime, told: Told) -> None:
        """Notes a turn that is over, if it was not answered. A day's first drops what is old."""
        if self._day != (day := now.strftime("%Y-%m-%d")):
            self._day = day
            self._send(Heard(now.strftime(_HOUR), "", "", "", ""))
        if (why := why_unanswered(told)) is not None:
            shown = next((c.answer_id for c in told.messages if c.answer_id), None)
            self._put(now, told.door, told.words, why, shown)

    def told_wrong(self, now: datetime, door: str, words: str, shown_id: str | None) -> None:
        """Notes that `shown_id` was the wrong answer to `words`, given with consent."""
        self._put(now, door, words, WRONG, shown_id)

    def told_found(self, now: datetime, door: str, words: str, found_id: str) -> None:
        """Notes that a person found `found_id` for `words`, which we would not have shown first."""
        self._put(now, door, words, FOUND, found_id)

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

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """The base, to look something up in `lines` and `heard`."""
        with self._base.open() as base:
            yield base

    @contextmanager
    def changing(self) -> Iterator[sqlite3.Connection]:
        """The base, to change something in it; what is deleted is overwritten."""
        with self._base.open() as base:
            base.execute("pragma secure_delete = on")
            yield base
        self.version = next(self._versions)  # never the same twice, whichever thread is first

    def drop_old(self, now: datetime) -> None:
        """Deletes what was last heard, and decided upon, 90 days ago and more."""
        try:
            with self.changing() as base:
                _drop(base, now.strftime(_HOUR))
        except sqlite3.Error as error:  # no reason not to start; the next turn tries again
            log.warning("old unanswered questions were not dropped: %s", type(error).__name__)

    def _put(self, now: datetime, door: str, words: str, why: str, shown: str | None) -> None:
        if self._keep and words.strip():
            self._send(Heard(now.strftime(_HOUR), door, words, why, shown or ""))

    def _send(self, heard: Heard) -> None:
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
                self._keep_all([heard for heard in batch if heard is not None])
            except Exception as error:  # never a resident's trouble; its message may hold words
                log.warning("unanswered questions were not noted: %s", type(error).__name__)
            finally:
                for _ in batch:
                    self._waiting.task_done()

    def _keep_all(self, batch: list[Heard]) -> None:
        if not batch:
            return
        found = [(masked(heard.words), heard) for heard in batch]
        with self.changing() as base:
            for words, heard in found:
                if words is not None:
                    base.execute(_HEAR, (words, heard.hour))
                    base.execute(_COUNT, (words, heard.door, heard.why, heard.shown))
            _drop(base, max(heard.hour for heard in batch))


def why_unanswered(told: Told) -> str | None:
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
    if mentions.is_emergency(words) or mentions.cries_for_help(words):
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


def _drop(base: sqlite3.Connection, hour: str) -> None:
    """What is too old at `hour`, the oldest beyond the bound, and the counts of what is gone.

    A flood of new lines does not wash away what editors have decided.
    """
    before = (datetime.strptime(hour, _HOUR) - timedelta(days=KEPT_DAYS)).strftime(_HOUR)
    base.execute(
        "delete from lines where last <= ?1 and ifnull(decided, '') <= ?1",
        (before,),
    )
    base.execute(
        "delete from lines where id in (select id from lines"
        " order by state = 'open', last desc, id desc limit -1 offset ?)",
        (MOST_LINES,),
    )
    base.execute("delete from heard where line not in (select id from lines)")
