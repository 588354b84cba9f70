"""All that a clerk of one city may change, read from one folder and read anew when a file changes.

A text is not training data: edit a file while the server runs, and the next answer has it. A file
that is broken at the start stops the start; one that breaks later is reported in the log, and the
last good content stays in use.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from bot.content import strict_yaml
from bot.content.book import Book, read_book
from bot.content.city import City
from bot.content.editions import announced_edition, edition_for, read_editions
from bot.content.facts import NewsletterFact, read_facts
from bot.content.values import EDITION_NAMES, all_values
from bot.content.widget import check_page, read_widget
from bot.content.words import Words
from bot.errors import DataError
from bot.rules.edition import Edition
from bot.text.city import CityWords
from bot.text.writers import WRITERS

log = logging.getLogger(__name__)

Stamp = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The content of one moment. `values` are made once for each edition and language."""

    city: City
    editions: tuple[Edition, ...]
    facts: Mapping[str, NewsletterFact]
    books: Mapping[str, Book]
    values: dict[tuple[Edition, str], Mapping[str, str]] = field(default_factory=dict)


def read_snapshot(folder: Path, *, drafts: bool = False) -> Snapshot:
    """Everything, checked; with `drafts` also editions that are still to be filled in.

    Raises DataError naming the file and the key.
    """
    path = folder / "city.yml"
    city = strict_yaml.build(City, strict_yaml.load(path), path.name)
    for complaint in city.complaints():
        raise DataError(f"{path.name}.{complaint}")
    names = EDITION_NAMES | city.placeholders().keys()
    facts = read_facts(folder / "facts.yml")
    books = {
        language: replace(
            read_book(folder / "answers" / language, _phrases(folder, language), names, facts),
            widget=read_widget(folder / "widget" / f"{language}.yml", names),
        )
        for language in city.languages
    }
    for language in city.languages:
        check_page(folder / "page" / f"{language}.html", names)
    for complaint in _complaints(city.languages[0], books):
        raise DataError(complaint)
    return Snapshot(city, read_editions(folder / "editions", drafts=drafts), facts, books)


def _phrases(folder: Path, language: str) -> Path:
    return folder / "phrases" / f"{language}.yml"


def _complaints(first: str, books: Mapping[str, Book]) -> Iterator[str]:
    """A language says everything that the first one says, and can write a date."""
    for language, book in books.items():
        if language not in WRITERS:
            yield f"city.yml.languages: no one writes dates in {language} (bot/text/writers)"
        if lacking := sorted(books[first].answers.keys() - book.answers.keys()):
            yield f"answers/{language}: no answer to {', '.join(lacking)}"
        for section, texts in books[first].phrases.items():
            own = book.phrases.get(section, {})
            if lacking := sorted(texts.keys() - own.keys()):
                yield f"phrases/{language}.yml.{section}: missing key {', '.join(lacking)}"


class Content:
    """The newest good content of one folder; looks at the files' times before each use."""

    def __init__(self, folder: Path, *, drafts: bool = False) -> None:
        """Reads all at once, so that a broken file stops the start. Raises DataError."""
        self.folder, self._drafts = folder, drafts
        self._stamp = self._now()
        self._snapshot = read_snapshot(folder, drafts=drafts)

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
        return newest.books[_known(newest, language)]

    def words(self, day: date, language: str = "", printed: date | None = None) -> Words:
        """What is said on `day`; in the first language for one that has no texts.

        `printed`: the last day on the paper that somebody asks about, whichever edition's it is.
        Raises OutsideEdition for a paper of no known edition.
        """
        newest = self._newest()
        spoken = _known(newest, language)
        announced = announced_edition(day, newest.editions) if printed is None else None
        return replace(
            _words(newest, edition_for(day, newest.editions, printed=printed), day, spoken),
            announced=_words(newest, announced, day, spoken) if announced else None,
        )

    @property
    def own_words(self) -> CityWords:
        """What masking and reading know of the city; an earlier edition's number is its too."""
        phones = dict.fromkeys(edition.call_centre.phone for edition in self.editions)
        place = self.city.names["city"].rstrip("市区町村")
        return CityWords(place, tuple(phones), self.folder / "terms.csv")

    def _newest(self) -> Snapshot:
        try:
            stamp = self._now()
            if stamp != self._stamp:
                self._stamp = stamp
                self._snapshot = read_snapshot(self.folder, drafts=self._drafts)
        except (DataError, OSError) as error:
            log.error("content not taken over, the last good one stays: %s", error)
        return self._snapshot

    def _now(self) -> Stamp:
        """Name, time and size of each file: a stamp that changes when any of them does."""
        return tuple(sorted(_states(self.folder)))


def _words(newest: Snapshot, edition: Edition, day: date, language: str) -> Words:
    book, dates, key = newest.books[language], WRITERS[language], (edition, language)
    values = newest.values.get(key)
    if values is None:
        values = newest.values[key] = all_values(newest.city, edition, book, dates)
    return Words(newest.city, edition, day, language, book, dates, values)


def _known(snapshot: Snapshot, language: str) -> str:
    return language if language in snapshot.books else snapshot.city.languages[0]


def _states(folder: Path) -> Iterator[tuple[str, int, int]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _states(Path(entry.path))
            elif entry.name.endswith((".yml", ".html")):
                state = entry.stat()
                yield entry.path, state.st_mtime_ns, state.st_size
