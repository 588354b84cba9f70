"""What is wrong with a line that waits for the export, told before anything is written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from bot.console.learning.taught import bare, read, taught_file
from bot.console.queue.deciding import UnansweredLine
from bot.content import library
from bot.conversation.unanswered import PLACEHOLDER
from bot.text import clean, mask, mask_numbers
from bot.text.said_names import hide_names

SHORT, LONG = 4, 150  # letters below and beyond which an utterance teaches little
# These keep a line from being written; the others are only to think about.
BLOCKING = frozenset({"masked", "command", "number", "empty", "known", "elsewhere", "no_answer"})

# Rasa would read a command or the label of an entity.
_COMMAND = re.compile(r"^[/／]|\][(\[{]|\N{REPLACEMENT CHARACTER}")
# Dates apart, twelve digits in a row are one: a date is no reason to let them pass.
_NUMBER = re.compile(r"(?<!\d)\d(?:[ \-]?\d){11}(?!\d)|[\w.]+@[\w.]+")


@dataclass(frozen=True, slots=True)
class ReviewedLine:
    """A line that waits for the export: `problem` is None or says what is wrong with it."""

    line: UnansweredLine
    answer: str
    problem: str | None = None
    other: str | None = None  # the id that has the same words already

    @property
    def goes(self) -> bool:
        """Will it be written?"""
        return self.problem not in BLOCKING


def reviewed(lines: Sequence[UnansweredLine]) -> list[ReviewedLine]:
    """Each line that waits and what is wrong with it, by id; `lines` are those chosen."""
    known = _known()
    found = []
    for line in sorted(lines, key=lambda line: (line.answer or "", line.wording, line.id)):
        item = _judged(line, known)
        found.append(item)
        if item.goes:
            known[bare(line.wording)] = item.answer
    return found


def _judged(line: UnansweredLine, known: Mapping[str, str]) -> ReviewedLine:
    words, answer = line.wording, line.answer or ""
    key = bare(words)
    if answer not in library().book().answers:
        return ReviewedLine(line, answer, "no_answer")
    if (other := known.get(key)) is not None:
        return ReviewedLine(line, answer, "known" if other == answer else "elsewhere", other)
    return ReviewedLine(line, answer, _problem(words, key))


def _problem(words: str, key: str) -> str | None:
    if PLACEHOLDER.search(words):
        return "masked"
    if not key or words != clean(words):
        return "empty"
    if _COMMAND.search(words):
        return "command"
    if mask_numbers(words) != words or _NUMBER.search(_plain(words)):
        return "number"
    if hide_names(mask(words)) != words:
        return "personal"
    if len(key) < SHORT:
        return "short"
    return "long" if len(words) > LONG else None


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).replace("‐", "-").replace("−", "-")


def _known() -> dict[str, str]:
    """The id of all words that are training data."""
    found: dict[str, str] = {}
    for path in sorted(taught_file().parent.glob("*.yml")):
        state = path.stat()
        found |= _known_of(path, state.st_mtime_ns, state.st_size)
    return found


@lru_cache(maxsize=64)
def _known_of(path: Path, changed: int, size: int) -> dict[str, str]:
    """The same of one file as it is now; reading all of them takes seconds."""
    return {bare(text): name for name, texts in read(path).items() for text in texts}
