"""Every text of a city that an editor may change, by the place where it stands.

A place is a file and a key: `answers/ja/expiry.yml#notice_expiry.short`. An entry is what belongs
together and is changed together, in all languages: `answer:notice_expiry`, `phrase:talk.back`,
`widget:launcher`; of values, a section of a file: `value:2025.documents`, `value:city.names`.

A place without a key is a whole file: of a new edition, `editions/2026.yml` of `edition:2026`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from bot.content import strict_yaml
from bot.content.splicing import Leaf, leaves

ANSWER, PHRASE, WIDGET, VALUE = "answer", "phrase", "widget", "value"
EDITION = "edition"  # a whole edition that is new; its values are of the kind VALUE
KINDS = (ANSWER, PHRASE, WIDGET, VALUE)

# Lists that an answer may have or not; the others come in pairs, or it cannot be without.
OPTIONAL = ("details", "bring", "steps")
# What a program goes by: ids, patterns and lists that are no text. Of city.yml only these are.
_NO_TEXT = frozenset({"related", "facts"})
_OF_CITY = ("home", "names.", "links.", "desks.")
_WHOLE = re.compile(r"editions/(\d{4})\.yml")
_RULES = "expiry."  # of an edition: what the program works with, not what the newsletter prints


@dataclass(frozen=True, slots=True)
class EditableText:
    """A text at its place. `language` is empty for a value, which all languages share."""

    place: str
    entry: str
    language: str
    field: str
    text: str
    listed: bool = False

    @property
    def kind(self) -> str:
        """Whether it is of an answer, a phrase, the widget or a value."""
        return self.entry.partition(":")[0]

    @property
    def name(self) -> str:
        """What the entry is called among those of its kind."""
        return self.entry.partition(":")[2]


def read_texts(folder: Path, language: str) -> list[EditableText]:
    """All texts of `language`, then the values, in the order of the files. Raises DataError."""
    own = (folder / room / f"{language}.yml" for room in ("phrases", "widget"))
    paths = [*sorted((folder / "answers" / language).glob("*.yml")), *filter(Path.is_file, own)]
    return [text for path in paths for text in _texts(path, folder)] + read_values(folder)


def read_values(folder: Path) -> list[EditableText]:
    """What the newsletter's editions and city.yml hold."""
    paths = (*sorted((folder / "editions").glob("*.yml")), folder / "city.yml")
    return [text for path in paths for text in _texts(path, folder)]


def of_entry(folder: Path, entry: str, language: str) -> list[EditableText]:
    """The texts of one entry in a language; none where it has none."""
    values = entry.startswith(f"{VALUE}:")
    texts = read_values(folder) if values else read_texts(folder, language)
    return [text for text in texts if text.entry == entry]


def sibling(place: str, language: str) -> str:
    """The same text in another language; the place itself for a value."""
    room, _, rest = place.partition("/")
    if room == "answers":
        return f"{room}/{language}/{rest.partition('/')[2]}"
    if room in ("phrases", "widget"):
        return f"{room}/{language}.yml#{place.partition('#')[2]}"
    return place


def language_of(place: str) -> str:
    """The language of a place; empty for a value."""
    room, _, rest = place.partition("/")
    if room == "answers":
        return rest.partition("/")[0]
    return rest.partition(".yml#")[0] if room in ("phrases", "widget") else ""


def entry_of(place: str) -> str:
    """The entry that a place belongs to."""
    if whole := _WHOLE.fullmatch(place):
        return f"{EDITION}:{whole[1]}"
    file, _, key = place.partition("#")
    room, _, _ = file.partition("/")
    if room == "answers":
        return f"{ANSWER}:{key.partition('.')[0]}"
    if room in ("phrases", "widget"):
        return f"{PHRASE if room == 'phrases' else WIDGET}:{key}"
    section = f".{key.partition('.')[0]}" if "." in key else ""
    return f"{VALUE}:{Path(file).stem}{section}"


def text_at(folder: Path, place: str) -> str | None:
    """What stands there now; empty where an answer could have it, None where nothing can stand.

    Raises DataError for a broken file.
    """
    file, _, key = place.partition("#")
    path = folder / file
    if is_whole(place):
        return path.read_text(encoding="utf-8") if path.is_file() else ""
    if not path.is_file():
        return None
    there = dict(_loaded(path))
    if key in there:
        return there[key].text
    name = key.partition(".")[0]
    return "" if is_optional(place) and f"{name}.short" in there else None


def is_whole(place: str) -> bool:
    """Is it a whole file that editors may bring, rather than a text in one?"""
    return _WHOLE.fullmatch(place) is not None


def whole_edition(year: int) -> str:
    """The place of the edition of a year."""
    return f"editions/{year}.yml"


def is_optional(place: str) -> bool:
    """May an answer be without this text?"""
    return place.startswith("answers/") and place.partition("#")[2].partition(".")[2] in OPTIONAL


def _texts(path: Path, folder: Path) -> tuple[EditableText, ...]:
    state = path.stat()
    return _texts_of(path, folder, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=256)
def _texts_of(path: Path, folder: Path, changed: int, size: int) -> tuple[EditableText, ...]:
    """Of the file as it is now: who looks at fifty answers reads all files for each."""
    file = str(path.relative_to(folder))
    room, _, _ = file.partition("/")
    found = _answers(path) if room == "answers" else _others(path, room)
    return tuple(
        EditableText(place, entry_of(place), language_of(place), field, leaf.text, leaf.listed)
        for place, field, leaf in ((f"{file}#{key}", field, leaf) for key, field, leaf in found)
    )


def _answers(path: Path) -> Iterator[tuple[str, str, Leaf]]:
    there = dict(_loaded(path))
    for name in dict.fromkeys(key.partition(".")[0] for key in there):
        lacking = {f"{name}.{field}": Leaf("", listed=True) for field in OPTIONAL}
        own = {key: leaf for key, leaf in there.items() if key.startswith(f"{name}.")}
        for key, leaf in {**own, **{k: v for k, v in lacking.items() if k not in own}}.items():
            field = key.partition(".")[2]
            if field not in _NO_TEXT and not field.endswith(".url"):
                yield key, field, leaf


def _others(path: Path, room: str) -> Iterator[tuple[str, str, Leaf]]:
    """Phrases and words of the widget, which are texts; of values what is no rule."""
    for key, leaf in _loaded(path):
        if room in ("phrases", "widget"):
            yield key, "text", leaf
        elif key.startswith(_OF_CITY) if room == "city.yml" else not key.startswith(_RULES):
            yield key, key, leaf


def _loaded(path: Path) -> tuple[tuple[str, Leaf], ...]:
    state = path.stat()
    return _leaves(path, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=256)
def _leaves(path: Path, changed: int, size: int) -> tuple[tuple[str, Leaf], ...]:
    """Of the file as it is now: a table of all texts asks for each a hundred times."""
    return tuple(leaves(strict_yaml.load(path)))
