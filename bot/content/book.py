"""The written answers and phrases, checked when read, read anew when a file changes.

A text is not training data: edit a file while the server runs, and the next answer has it. A file
that is broken at that moment is reported in the log and the last good texts stay in use.
"""

from __future__ import annotations

import logging
import os
import string
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.content import strict_yaml
from bot.content.entry import Answer
from bot.errors import DataError

log = logging.getLogger(__name__)

KAWASAKI = Path(__file__).parent / "kawasaki"
TEXTS = KAWASAKI / "answers" / "ja"
PHRASES = KAWASAKI / "phrases" / "ja.yml"

TITLE_LONGEST = 20
RELATED_MOST = 3

# Filled in from the edition of 国保だより in every text.
EDITION_NAMES = frozenset(
    {
        *("phone", "issue", "ends", "turns_70_by", "residence_by", "graduates_by"),
        *("banks", "bank_count", "as_of"),
    }
)
# Filled in by the caller of one phrase.
PHRASE_NAMES = EDITION_NAMES | {
    *("who", "whose", "person", "document", "date", "month", "late_month", "facts", "said"),
    *("method", "applied", "bank", "as_of", "closes", "opens", "log_id"),
    *("days", "value", "case", "rule"),
    *("first", "second", "third"),
    *("number", "until", "minutes"),
}


@dataclass(frozen=True, slots=True)
class Book:
    """All texts of one moment."""

    answers: Mapping[str, Answer]
    phrases: Mapping[str, Mapping[str, str]]


def read_book(texts: Path = TEXTS, phrases: Path = PHRASES) -> Book:
    """Everything, checked. Raises DataError naming the file and the key."""
    answers: dict[str, Answer] = {}
    for path in sorted(texts.glob("*.yml")):
        for name, entry in strict_yaml.build(
            dict[str, Answer], strict_yaml.load(path), path.name
        ).items():
            if name in answers:
                raise DataError(f"{path.name}: {name} is answered in two files")
            answers[name] = entry
    said = strict_yaml.build(dict[str, dict[str, str]], strict_yaml.load(phrases), phrases.name)
    for complaint in _complaints(answers, said):
        raise DataError(complaint)
    return Book(answers, said)


def _complaints(
    answers: Mapping[str, Answer], phrases: Mapping[str, Mapping[str, str]]
) -> Iterator[str]:
    for name, answer in answers.items():
        if not 0 < len(answer.title.strip()) <= TITLE_LONGEST:
            yield f"{name}: the title must have 1 to {TITLE_LONGEST} characters"
        if len(answer.related) > RELATED_MOST or name in answer.related:
            yield f"{name}: related are at most {RELATED_MOST} other ids"
        for other in answer.related:
            if other not in answers:
                yield f"{name}: related names {other}, which has no answer"
        if bool(answer.after) != bool(answer.script_after):
            yield f"{name}: after and script_after come together"
        for link in answer.links:
            if not link.url.startswith("https://"):
                yield f"{name}: {link.url} is not https"
        for text in answer.texts():
            yield from _bad_names(name, text, EDITION_NAMES)
    for section, texts in phrases.items():
        for key, text in texts.items():
            yield from _bad_names(f"{section}.{key}", text, PHRASE_NAMES)
    for key, text in phrases.get("label", {}).items():
        if len(text) > TITLE_LONGEST:
            yield f"label.{key}: longer than {TITLE_LONGEST} characters"


def _bad_names(where: str, text: str, allowed: frozenset[str]) -> Iterator[str]:
    try:
        names = {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    except ValueError as error:
        yield f"{where}: {error}"
        return
    for name in sorted(names - allowed):
        yield f"{where}: {{{name}}} is not filled in by anything"


class Library:
    """The current Book; looks at the files' times before each use."""

    def __init__(self, texts: Path = TEXTS, phrases: Path = PHRASES) -> None:
        """Reads the texts at once, so that a broken file stops the start. Raises DataError."""
        self._texts, self._phrases = texts, phrases
        self._stamp = self._now()
        self._book = read_book(texts, phrases)

    def book(self) -> Book:
        """The newest good texts."""
        try:
            stamp = self._now()
            if stamp != self._stamp:
                self._stamp = stamp
                self._book = read_book(self._texts, self._phrases)
        except (DataError, OSError) as error:
            log.error("texts not taken over, the last good ones stay: %s", error)
        return self._book

    def _now(self) -> tuple[tuple[str, int, int], ...]:
        """Name, time and size of each file: a stamp that changes when any of them does."""
        with os.scandir(self._texts) as folder:
            states = {file.name: file.stat() for file in folder if file.name.endswith(".yml")}
        states[""] = self._phrases.stat()
        return tuple((name, s.st_mtime_ns, s.st_size) for name, s in sorted(states.items()))
