"""How far the next edition is: what is left to do, how it looks on two days."""

from __future__ import annotations

import difflib
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from bot.content.checking import Todo, todos, unchecked
from bot.content.content import Content
from bot.content.drafting import MARK
from bot.content.editions import read_edition
from bot.content.overlay import Edit, lay_over
from bot.content.places import whole_edition
from bot.content.preview import results, sample_people
from bot.content.words import Words
from bot.errors import DataError
from bot.rules.edition import Edition
from bot.storage.ports.editing import ChangedText

_ALOUD = "[電話の読み上げ]"


@dataclass(frozen=True, slots=True)
class EditionState:
    """What is left: values by their number, texts, and answers that nobody has compared yet."""

    todos: tuple[Todo, ...] = ()
    unchecked: tuple[str, ...] = ()
    edition: Edition | None = None

    @property
    def texts(self) -> list[Todo]:
        """What speaks of the edition before."""
        return [todo for todo in self.todos if todo.entry]

    @property
    def others(self) -> list[Todo]:
        """What stands in the way besides."""
        kept = (todo for todo in self.todos if not todo.entry)
        return [todo for todo in kept if MARK not in todo.says and "checked" not in todo.says]


@dataclass(frozen=True, slots=True)
class TwoDays:
    """One answer on two days, line by line; `differs`: is it told otherwise?"""

    title: str
    left: tuple[str, ...]
    right: tuple[str, ...]

    @property
    def differs(self) -> bool:
        """Is another thing told on the second day?"""
        return self.left != self.right

    @property
    def rows(self) -> list[tuple[str, str]]:
        """Lines beside each other, those of one day alone beside nothing."""
        found = []
        matcher = difflib.SequenceMatcher(None, self.left, self.right, autojunk=False)
        for _, a, b, c, d in matcher.get_opcodes():
            old, new = self.left[a:b], self.right[c:d]
            for n in range(max(len(old), len(new))):
                found.append((old[n] if n < len(old) else "", new[n] if n < len(new) else ""))
        return found


@contextmanager
def with_texts(folder: Path, texts: Sequence[ChangedText]) -> Iterator[Path]:
    """`folder` with all of these that fit it, in a place of its own for a while."""
    with tempfile.TemporaryDirectory(prefix="kokuho-") as room:
        target = Path(room) / folder.name
        try:
            lay_over(folder, [Edit(t.place, t.before, t.after) for t in texts], target)
        except DataError:  # one of them does not fit: each alone, as far as they do
            target = Path(room) / "single"
            _each(folder, texts, target)
        yield target


def _each(folder: Path, texts: Sequence[ChangedText], target: Path) -> None:
    fit: list[Edit] = []
    for number, text in enumerate(texts):
        edit = Edit(text.place, text.before, text.after)
        with suppress(DataError):
            lay_over(folder, [*fit, edit], target.with_name(f"try{number}"))
            fit.append(edit)
    lay_over(folder, fit, target)


@lru_cache(maxsize=4)
def state(
    folder: Path, made_of: str, texts: tuple[ChangedText, ...], year: int, today: date
) -> EditionState:
    """What is left to do, with all `texts` that wait. `made_of` changes when `folder` does."""
    with with_texts(folder, texts) as laid:
        found, behind, edition = tuple(todos(laid, today)), list[str](), None
        with suppress(DataError):
            edition = read_edition(laid / whole_edition(year))
            named = [todo.entry.partition(":")[2] for todo in found if todo.is_meant_by_checking]
            behind = list(dict.fromkeys((*unchecked(laid), *named)))
        return EditionState(found, tuple(behind), edition)


def two_days(
    folder: Path, texts: Sequence[ChangedText], left: date, right: date, language: str
) -> list[TwoDays]:
    """Every answer and the results of sample people on both days. Raises DataError."""
    with with_texts(folder, texts) as laid:
        content = Content(laid, drafts=True)
        then, now = content.words(left, language), content.words(right, language)
        found = [
            TwoDays(now.title(name), _told(then, name), _told(now, name))
            for name in now.book.answers
        ]
        people = sample_people(now.edition)
        old, new = (tuple(results(words, people)) for words in (then, now))
        return [TwoDays("見本の方の期限", old, new), *found]


def _told(words: Words, name: str) -> tuple[str, ...]:
    """What is shown, and what is read aloud; that is of the first language alone."""
    lines = [line for line in words.parts(name).text.splitlines() if line]
    if words.language == words.city.languages[0]:
        lines += [_ALOUD, *words.script(name)]
    return tuple(lines)
