"""A language that is not the city's first: its own words around the same facts.

Its answers hold only what a resident reads. Scripts, facts, related ids, addresses and the day of
the last check are those of the first language, and so are the words of the operators' desk.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bot.content import strict_yaml
from bot.content.book import Book, placeholders
from bot.content.entry import Answer
from bot.content.widget import KEYS
from bot.errors import DataError
from bot.messages import Link
from bot.text.languages import tag_of
from bot.text.writers import WRITERS

# Longer than in Japanese, whose 20 characters say more; a channel with less room cuts them.
TITLE_LONGEST = 40
# Sections that operators alone read, in the city's first language.
OPERATORS = frozenset(
    {"desk", "earlier", "later", "outcome", "met", "learning", "suggest", "meant"}
)
_JAPANESE = re.compile("[ぁ-んァ-ヶ一-龠]")


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkLabel:
    """What a link is called; where it leads stands in the first language."""

    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslatedAnswer:
    """The text fields of `Answer`."""

    title: str
    short: str
    again: str
    after: str = ""
    again_after: str = ""
    details: tuple[str, ...] = ()
    details_after: tuple[str, ...] = ()
    bring: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    links: tuple[LinkLabel, ...] = ()

    def of(self, original: Answer) -> Answer:
        """The whole answer: these words, and all else of `original`."""
        own = {f.name: getattr(self, f.name) for f in dataclasses.fields(self)}
        labels = zip(self.links, original.links, strict=True)
        own["links"] = tuple(Link(label.label, link.url) for label, link in labels)
        return replace(original, **own)


@dataclass(frozen=True, slots=True)
class Originals:
    """The first language, and the city's names in it."""

    folder: Path
    language: str
    book: Book
    names: Mapping[str, str]


def read_translation(language: str, originals: Originals) -> Book:
    """The texts of `language`. Raises DataError naming file, id and field of the first gap."""
    draft = TranslationDraft(language, originals)
    for complaint in draft.complaints():
        raise DataError(complaint)
    return draft.book()


class TranslationDraft:
    """What there is of a language, and what it lacks."""

    def __init__(self, language: str, originals: Originals) -> None:
        self._language, self._originals, self._folder = language, originals, originals.folder
        self._answers: dict[str, Answer] = {}
        self._phrases: dict[str, dict[str, str]] = {}
        self._widget: dict[str, str] = {}

    def book(self) -> Book:
        """All of it; only after `complaints` found none."""
        first = self._originals.book
        phrases = {**first.phrases, **self._phrases}
        ordered = {name: self._answers[name] for name in first.answers}
        return Book(ordered, phrases, self._widget, first.opening)

    def complaints(self) -> Iterator[str]:
        """All that is missing or differs, each with its file."""
        if self._language not in WRITERS:
            yield f"city.yml.languages: no one writes dates in {self._language} (bot/text/writers)"
        yield from self._read_answers()
        yield from self._read_phrases()
        yield from self._read_widget()
        yield from self._page()

    def _read_answers(self) -> Iterator[str]:
        """File by file, as the first language has them."""
        first, own = (
            self._folder / "answers" / c for c in (self._originals.language, self._language)
        )
        for original in sorted(first.glob("*.yml")):
            where = f"answers/{self._language}/{original.name}"
            ids = strict_yaml.load(original)
            if not (own / original.name).is_file():
                yield f"{where}: no answer to {', '.join(ids)}"
                continue
            entries, problem = _loaded(own / original.name, where)
            if problem:
                yield problem
                continue
            if lacking := [name for name in ids if name not in entries]:
                yield f"{where}: no answer to {', '.join(lacking)}"
            for name, entry in entries.items():
                if name not in ids:
                    yield f"{where}: {name} does not stand in {first.name}/{original.name}"
                else:
                    yield from self._read_answer(name, entry, where)
        known = {path.name for path in first.glob("*.yml")}
        for path in sorted(own.glob("*.yml")):
            if path.name not in known:
                yield f"answers/{self._language}/{path.name}: there is no such file in {first.name}"

    def _read_answer(self, name: str, entry: Any, where: str) -> Iterator[str]:
        try:
            translated = strict_yaml.build(TranslatedAnswer, entry, f"{where} {name}")
        except DataError as error:
            yield str(error)
            return
        original = self._originals.book.answers[name]
        found = list(_differences(f"{where} {name}", translated, original))
        if len(translated.title) > TITLE_LONGEST:
            found.append(f"{where} {name}.title: longer than {TITLE_LONGEST} characters")
        yield from found
        if not found:
            self._answers[name] = translated.of(original)

    def _read_phrases(self) -> Iterator[str]:
        where = f"phrases/{self._language}.yml"
        sections, problem = _loaded(self._folder / where, where)
        if problem:
            yield problem
            return
        first = self._originals.book.phrases
        for section in (*first, "names"):
            if section in OPERATORS and section not in sections:
                continue
            texts = sections.pop(section, {})
            try:
                said = strict_yaml.build(dict[str, str], texts, f"{where}.{section}")
            except DataError as error:
                yield str(error)
                continue
            self._phrases[section] = said
            if section == "names":
                yield from self._names(said, where)
                continue
            yield from _same_keys(f"{where}.{section}", said, first[section])
            if section == "label":
                for key, text in said.items():
                    if len(text) > TITLE_LONGEST:
                        yield f"{where}.label.{key}: longer than {TITLE_LONGEST} characters"
        for section in sections:
            yield f"{where}: unknown section {section}"

    def _names(self, said: Mapping[str, str], where: str) -> Iterator[str]:
        """A name in Japanese letters needs the language's own, unless it is Japanese itself."""
        known = self._originals.names
        if unknown := sorted(said.keys() - known.keys()):
            yield f"{where}.names: unknown key {', '.join(unknown)}"
        if tag_of(self._language) == tag_of(self._originals.language):
            return
        needed = {name for name, value in known.items() if _JAPANESE.search(value)}
        if lacking := sorted(needed - said.keys()):
            yield f"{where}.names: missing key {', '.join(lacking)}"

    def _read_widget(self) -> Iterator[str]:
        where = f"widget/{self._language}.yml"
        words, problem = _loaded(self._folder / where, where)
        if problem:
            yield problem
            return
        try:
            self._widget = strict_yaml.build(dict[str, str], words, where)
        except DataError as error:
            yield str(error)
            return
        first = self._originals.book.widget
        yield from _same_keys(where, self._widget, {key: first[key] for key in sorted(KEYS)})

    def _page(self) -> Iterator[str]:
        path, original = (
            self._folder / "page" / f"{code}.html"
            for code in (self._language, self._originals.language)
        )
        where = f"page/{path.name}"
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, ValueError):
            yield f"{where}: cannot be read"
            return
        yield from _same_names(where, text, original.read_text(encoding="utf-8"))


def _loaded(path: Path, where: str) -> tuple[dict[str, Any], str]:
    """The mapping in a file, or what is wrong with it."""
    try:
        found = strict_yaml.load(path)
    except DataError as error:
        return {}, f"{where}: {error}" if path.is_file() else f"{where}: there is no such file"
    if not isinstance(found, dict):
        return {}, f"{where}: not a mapping"
    return dict(found), ""


def _differences(where: str, own: TranslatedAnswer, original: Answer) -> Iterator[str]:
    for field in dataclasses.fields(own):
        text, wanted = getattr(own, field.name), getattr(original, field.name)
        place = f"{where}.{field.name}"
        if bool(text) != bool(wanted):
            yield f"{place}: missing" if wanted else f"{place}: the original has none"
        elif isinstance(text, str):
            yield from _same_names(place, text, wanted)
        elif len(text) != len(wanted):
            yield f"{place}: {len(text)} items, the original has {len(wanted)}"
        elif field.name != "links":
            for number, (ours, theirs) in enumerate(zip(text, wanted, strict=True), start=1):
                yield from _same_names(f"{place}[{number}]", ours, theirs)


def _same_keys(where: str, own: Mapping[str, str], original: Mapping[str, str]) -> Iterator[str]:
    if lacking := [key for key in original if key not in own]:
        yield f"{where}: missing key {', '.join(lacking)}"
    for key, text in own.items():
        if key in original:
            yield from _same_names(f"{where}.{key}", text, original[key])
        else:
            yield f"{where}: unknown key {key}"


def _same_names(where: str, own: str, original: str) -> Iterator[str]:
    """What differs in the {…} of two texts."""
    try:
        ours = placeholders(own)
    except ValueError as error:
        yield f"{where}: {error}"
        return
    theirs = placeholders(original)
    for what, names in (("lacks", theirs - ours), ("the original has no", ours - theirs)):
        if names:
            yield f"{where}: {what} {_braced(names)}"


def _braced(names: Iterable[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(names))
