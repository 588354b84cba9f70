"""All files of a city's folder at one moment, checked; other languages are read when asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from bot.content import strict_yaml
from bot.content.book import bad_names, read_book
from bot.content.city import City
from bot.content.editions import read_editions
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

    def words(self, edition: Edition, day: date, language: str) -> Words:
        """What is said on `day` by `edition`. Raises DataError for a broken language."""
        book, dates = self.books.book(language), WRITERS[language]
        key = edition.newsletter, edition.services_issue, language
        values = self.values.get(key)
        if values is None:
            values = self.values[key] = all_values(self.city, edition, book, dates, language)
        return Words(self.city, edition, day, language, book, dates, values)


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
