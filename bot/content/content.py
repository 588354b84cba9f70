"""All that a clerk of one city may change, read from one folder and read anew when a file changes.

A text is not training data: edit a file while the server runs, and a second later the answers have
it. A file that is broken is reported, and the last good content stays in use, over restarts too: it
stops a start only where nothing good was ever read.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from threading import Lock, Thread
from time import monotonic

from bot.content import last_good, strict_yaml
from bot.content.book import Book, bad_names, read_book
from bot.content.city import City
from bot.content.editions import announced_edition, edition_for, read_editions
from bot.content.facts import NewsletterFact, read_facts
from bot.content.shelf import Shelf
from bot.content.topics import read_opening
from bot.content.translation import Originals
from bot.content.values import EDITION_NAMES, all_values
from bot.content.widget import check_page, read_widget
from bot.content.words import Words
from bot.errors import DataError
from bot.rules.edition import Edition
from bot.text.city import CityWords
from bot.text.writers import WRITERS

log = logging.getLogger(__name__)

# One answer says dozens of phrases; to look at every file for each took a tenth of its time.
LOOK_EVERY_SECONDS = 1.0

Stamp = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The content of one moment. `values` are made once for each edition and language.

    `own_words`: what masking and reading know of the city.
    """

    city: City
    editions: tuple[Edition, ...]
    facts: Mapping[str, NewsletterFact]
    books: Shelf
    own_words: CityWords
    values: dict[tuple[str, str, str], Mapping[str, str]] = field(default_factory=dict)


def read_snapshot(folder: Path, *, drafts: bool = False) -> Snapshot:
    """Everything but the other languages, checked; with `drafts` also editions to be filled in.

    Raises DataError naming the file and the key.
    """
    city, facts = _read_city(folder), read_facts(folder / "facts.yml")
    originals = _read_originals(folder, city, facts)
    editions = read_editions(folder / "editions", drafts=drafts)
    own = _own_words(folder, city, editions)
    return Snapshot(city, editions, facts, Shelf(city.languages, originals), own)


def read_originals(folder: Path) -> Originals:
    """The city's first language, which the others are held against. Raises DataError."""
    return _read_originals(folder, _read_city(folder), read_facts(folder / "facts.yml"))


def _own_words(folder: Path, city: City, editions: tuple[Edition, ...]) -> CityWords:
    """The number of an earlier edition is the city's too."""
    phones = dict.fromkeys(edition.call_centre.phone for edition in editions)
    return CityWords(city.names["city"].rstrip("市区町村"), tuple(phones), folder / "terms.csv")


def _read_city(folder: Path) -> City:
    path = folder / "city.yml"
    city = strict_yaml.build(City, strict_yaml.load(path), path.name)
    known = EDITION_NAMES | city.placeholders().keys()
    desks = [(f"desks.{desk.id}", text) for desk in city.desks for text in desk.texts()]
    unknown = (found for where, text in desks for found in bad_names(where, text, known))
    for complaint in (*city.complaints(), *unknown):
        raise DataError(f"{path.name}.{complaint}")
    return city


def _read_originals(folder: Path, city: City, facts: Mapping[str, NewsletterFact]) -> Originals:
    first, names = city.languages[0], EDITION_NAMES | city.placeholders().keys()
    if first not in WRITERS:
        raise DataError(f"city.yml.languages: no one writes dates in {first} (bot/text/writers)")
    book = read_book(folder / "answers" / first, folder / "phrases" / f"{first}.yml", names, facts)
    widget = read_widget(folder / "widget" / f"{first}.yml", names)
    check_page(folder / "page" / f"{first}.html", names)
    opening = read_opening(folder / "topics.yml", book.answers, book.phrases.get("label", ()))
    return Originals(folder, first, replace(book, widget=widget, opening=opening), city.names)


class Content:
    """The newest good content of one folder; looks at the files' times once a second."""

    def __init__(self, folder: Path, *, drafts: bool = False, good: Path | None = None) -> None:
        """Reads all but the languages besides the first; `good`: where the last good copy is.

        Raises DataError for a broken file.
        """
        self.folder, self._drafts, self._good = folder, drafts, good
        self.trouble = ""  # what is wrong with the files as they are; empty if nothing is
        self._keeping, self._reading = False, Lock()
        self._looked = monotonic()
        try:
            self._snapshot = read_snapshot(folder, drafts=drafts)
        except DataError as error:
            self._snapshot = self._last_good(error)
        self._stamp = self._now()

    def check(self) -> None:
        """Reads all languages, so that a broken one is told now. Raises DataError."""
        newest = self._newest()
        try:
            newest.books.all()
        except DataError as error:
            self._snapshot = self._last_good(error)
            self._snapshot.books.all()
        self._stamp = self._now()

    def keep_good(self) -> None:
        """For a process that serves: good content is kept for the next start, from now on, and what
        is edited is read in a thread; until it is read, the one before is in use."""
        self._keeping = True
        if self._good is not None and not self.trouble:
            last_good.keep(self.folder, self._good)

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
            other = _words(newest, announced, day, language) if announced else None
            return replace(_words(newest, edition, day, language), announced=other)

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
        self._stamp = self._now()  # its files are looked at from now on
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
            found = read_snapshot(self.folder, drafts=self._drafts)
            for language in self._snapshot.books.opened:
                if language in found.books.languages:
                    found.books.book(language)
            self._snapshot, self.trouble = found, ""
            if self._keeping and self._good is not None:
                last_good.keep(self.folder, self._good)
        except (DataError, OSError) as error:
            self.trouble = str(error)
            log.error("content not taken over, the last good one stays: %s", error)
        finally:
            self._reading.release()

    def _last_good(self, error: DataError) -> Snapshot:
        """What was good before; raises `error` where there is nothing that this release reads."""
        if self._good is None or not self._good.is_dir():
            raise error
        try:
            found = read_snapshot(self._good, drafts=self._drafts)
        except DataError:
            raise error from None
        self.trouble = str(error)
        log.error("content is broken, the last good one is in use: %s", error)
        # The copy is of texts alone: the field's words are those that the model was trained with.
        own = found.own_words._replace(terms=self.folder / "terms.csv")
        return replace(found, own_words=own)

    def _now(self) -> Stamp:
        """Name, time and size of each file in use: a stamp that changes when any of them does."""
        books = self._snapshot.books
        unused = set(books.languages) - set(books.opened)
        return tuple(sorted(_states(self.folder, unused)))


def _words(newest: Snapshot, edition: Edition, day: date, language: str) -> Words:
    book, dates = newest.books.book(language), WRITERS[language]
    key = edition.newsletter, edition.services_issue, language
    values = newest.values.get(key)
    if values is None:
        values = newest.values[key] = all_values(newest.city, edition, book, dates, language)
    return Words(newest.city, edition, day, language, book, dates, values)


def _states(folder: Path, unused: Collection[str]) -> Iterator[tuple[str, int, int]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.partition(".")[0] in unused:
                continue
            if entry.is_dir():
                yield from _states(Path(entry.path), unused)
            elif entry.name.endswith((".yml", ".html")):
                state = entry.stat()
                yield entry.path, state.st_mtime_ns, state.st_size
