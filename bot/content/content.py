"""All that a clerk of one city may change, read from one folder and read anew when a file changes.

A text is not training data: edit a file while the server runs, and a second later the answers have
it. A file that is broken is reported, and the last good content stays in use, over restarts too: it
stops a start only where nothing good was ever read.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Lock, Thread
from time import monotonic

from bot.content import last_good
from bot.content.book import Book
from bot.content.city import City
from bot.content.editions import announced_edition, edition_for
from bot.content.facts import NewsletterFact
from bot.content.overlay import PublishedCopy
from bot.content.snapshot import Snapshot, read_snapshot
from bot.content.translation import Originals
from bot.content.words import Words
from bot.errors import DataError
from bot.rules.edition import Edition
from bot.text.city import CityWords

log = logging.getLogger(__name__)

# One answer says dozens of phrases; to look at every file for each took a tenth of its time.
LOOK_EVERY_SECONDS = 1.0

Stamp = tuple[tuple[str, int, int], ...]


class Content:
    """The newest good content of one folder; looks at the files' times once a second."""

    def __init__(
        self,
        folder: Path,
        *,
        drafts: bool = False,
        good: Path | None = None,
        published: Path | None = None,
    ) -> None:
        """Reads all but the languages besides the first; `good`: where the last good copy is,
        `published`: where what editors published is laid over the files of `folder`.

        Raises DataError for a broken file.
        """
        self.folder, self._drafts, self._good = folder, drafts, good
        self.published = PublishedCopy(published, folder) if published else None
        self.trouble = ""  # what is wrong with the files as they are; empty if nothing is
        self._keeping, self._reading = False, Lock()
        self._looked = monotonic()
        self._stamp = self._now()  # before reading: what changes meanwhile is read again
        try:
            self._snapshot = self._read(self.in_force)
        except DataError as error:
            self._snapshot = self._last_good(error)

    @property
    def in_force(self) -> Path:
        """The folder that is read: the city's own, or the copy with what editors published."""
        copy = self.published.folder if self.published else None
        return copy or self.folder

    def check(self) -> None:
        """Reads all languages, so that a broken one is told now. Raises DataError."""
        newest = self._newest()
        try:
            newest.books.all()
        except DataError as error:
            self._snapshot = self._last_good(error)
            self._snapshot.books.all()

    def keep_good(self) -> None:
        """For a process that serves: good content is kept for the next start, from now on, and what
        is edited is read in a thread; until it is read, the one before is in use."""
        self._keeping = True
        if self._good is not None and not self.trouble:
            last_good.keep(self.in_force, self._good)

    @property
    def city(self) -> City:
        """Name, phones, addresses and hours, as `city.yml` has them."""
        return self._newest().city

    @property
    def editions(self) -> tuple[Edition, ...]:
        """All editions that are known, in order."""
        return self._newest().editions

    @property
    def facts(self) -> Mapping[str, NewsletterFact]:
        """What the newsletter says, in printed order, by id."""
        return self._newest().facts

    @property
    def originals(self) -> Originals:
        """The first language, which the others are held against."""
        return self._newest().books.originals

    def book(self, language: str = "") -> Book:
        """All texts of `language`; of the first one for a language that has none."""
        newest = self._newest()
        return newest.books.book(self._known(newest, language))

    def words(self, day: date, language: str = "", printed: date | None = None) -> Words:
        """What is said on `day`; in the first language for one that has no texts.

        `printed`: the last day on the paper that somebody asks about, whichever edition's it is.
        Raises OutsideEdition for a paper of no known edition.
        """
        newest = self._newest()
        spoken = self._known(newest, language)
        announced = announced_edition(day, newest.editions) if printed is None else None
        edition = edition_for(day, newest.editions, printed=printed)

        def said(language: str) -> Words:
            other = newest.words(announced, day, language) if announced else None
            return replace(newest.words(edition, day, language), announced=other)

        first = newest.city.languages[0]
        return said(spoken) if spoken == first else replace(said(spoken), original=said(first))

    @property
    def own_words(self) -> CityWords:
        """What masking and reading know of the city."""
        return self._newest().own_words

    def _known(self, newest: Snapshot, language: str) -> str:
        """The language, or the first where it has no texts or broken ones."""
        first = newest.city.languages[0]
        if language in newest.books.opened:
            return language
        if language not in newest.books.languages:
            return first
        try:
            newest.books.book(language)
        except DataError as error:
            log.error("%s is answered in %s: %s", language, first, error)
            return first
        return language

    def _newest(self) -> Snapshot:
        if monotonic() - self._looked < LOOK_EVERY_SECONDS:
            return self._snapshot
        self._looked = monotonic()
        try:
            stamp = self._now()
        except OSError:  # a file that is being replaced; a second later we know
            return self._snapshot
        if stamp != self._stamp and self._reading.acquire(blocking=False):
            self._stamp = stamp
            if self._keeping:
                Thread(target=self._take_over, name="content", daemon=True).start()
            else:
                self._take_over()
        return self._snapshot

    def _take_over(self) -> None:
        """A new snapshot, with the languages that are in use, if it is a good one."""
        try:
            found = self._read(self.in_force)
            for language in self._snapshot.books.opened:
                if language in found.books.languages:
                    found.books.book(language)
            self._snapshot, self.trouble = found, ""
            if self._keeping and self._good is not None:
                last_good.keep(self.in_force, self._good)
        except (DataError, OSError) as error:
            self.trouble = str(error)
            log.error("content not taken over, the last good one stays: %s", error)
        finally:
            self._reading.release()

    def _last_good(self, error: DataError) -> Snapshot:
        """What was good before; raises `error` where there is nothing that this release reads."""
        for folder in (self._good, self.folder if self.in_force != self.folder else None):
            if folder is None or not folder.is_dir():
                continue
            try:
                found = self._read(folder)
            except DataError:
                continue
            self.trouble = str(error)
            log.error("content is broken, the last good one is in use: %s", error)
            return found
        raise error

    def _read(self, folder: Path) -> Snapshot:
        """A copy is of texts alone: the field's words are those that the model was trained with."""
        found = read_snapshot(folder, drafts=self._drafts)
        own = found.own_words._replace(terms=self.folder / "terms.csv")
        return replace(found, own_words=own)

    def _now(self) -> Stamp:
        """Name, time and size of each file: a stamp that changes when any of them does."""
        return tuple(sorted(_states(self.in_force)))


def _states(folder: Path) -> Iterator[tuple[str, int, int]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _states(Path(entry.path))
            elif entry.name.endswith((".yml", ".html")):
                state = entry.stat()
                yield entry.path, state.st_mtime_ns, state.st_size
