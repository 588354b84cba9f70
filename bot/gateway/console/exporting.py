"""From decisions to training data: what would be written is shown first, and can be taken back.

Everything goes into one file of its own, `data/nlu/from_callers.yml`, in Rasa's own format, sorted,
so that the same decisions always make the same file. Each text of that file is remembered beside
the model that was, or would be, made of it: bringing a model back brings its data back.

The note of an export is written first, then the lines, then the file: wherever a crash comes in
between, `settle` puts the lines where the file says.
"""

from __future__ import annotations

import os
import re
import sqlite3
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from bot import strict_yaml, training
from bot.answers import library
from bot.gateway.base import Base
from bot.gateway.console.deciding import Decisions, Line, State
from bot.gateway.said_names import hide_names
from bot.gateway.unanswered import PLACEHOLDER
from bot.text import clean, mask, mask_numbers
from bot.text.spans import KATAKANA_TO_HIRAGANA

Taught = Mapping[str, Sequence[str]]  # utterances by id

SHORT, LONG = 4, 150  # letters below and beyond which an utterance teaches little
# These keep a line from being written; the others are only to think about.
BLOCKING = frozenset({"masked", "command", "number", "empty", "known", "elsewhere", "no_answer"})

# Rasa would read a command or the label of an entity.
_COMMAND = re.compile(r"^[/／]|\][(\[{]|\N{REPLACEMENT CHARACTER}")
# Dates apart, twelve digits in a row are one: a date is no reason to let them pass.
_NUMBER = re.compile(r"(?<!\d)\d(?:[ \-]?\d){11}(?!\d)|[\w.]+@[\w.]+")
_SCHEMA = """
create table if not exists exports (
    id integer primary key,
    at text not null,
    editor text not null,
    before text not null,     -- the whole file before and after
    after text not null
);
create table if not exists models (
    name text primary key,    -- bot-….tar.gz
    taught text not null      -- the file that it is made of
);
"""


@dataclass(frozen=True, slots=True)
class Item:
    """A line that waits for the export: `problem` is None or says what is wrong with it."""

    line: Line
    answer: str
    problem: str | None = None
    other: str | None = None  # the id that has the same words already

    @property
    def goes(self) -> bool:
        """Will it be written?"""
        return self.problem not in BLOCKING


def bare(text: str) -> str:
    """The letters, digits and pictures alone: one width, one case, one kana."""
    folded = unicodedata.normalize("NFKC", text).lower().translate(KATAKANA_TO_HIRAGANA)
    return "".join(char for char in folded if unicodedata.category(char)[0] in "LNS")


def taught_file() -> Path:
    """Where the utterances of callers lie."""
    return training.ROOT / "data" / "nlu" / "from_callers.yml"


def read(path: Path) -> dict[str, list[str]]:
    """Id and utterances of one file of data/nlu; nothing if there is no such file."""
    found: dict[str, list[str]] = {}
    if path.exists():
        for block in strict_yaml.load(path)["nlu"]:
            lines = (line.removeprefix("- ").strip() for line in block["examples"].splitlines())
            found.setdefault(block["intent"], []).extend(line for line in lines if line)
    return found


def written(taught: Taught) -> str:
    """The file's text; empty where nothing is taught."""
    blocks = [
        "\n".join([f"- intent: {name}", "  examples: |", *(f"    - {t}" for t in sorted(texts))])
        for name, texts in sorted(taught.items())
        if texts
    ]
    return 'version: "3.1"\n\nnlu:\n' + "\n".join(blocks) + "\n" if blocks else ""


def reviewed(lines: Sequence[Line]) -> list[Item]:
    """Each line that waits and what is wrong with it, by id; `lines` are those chosen."""
    known = _known()
    found = []
    for line in sorted(lines, key=lambda line: (line.answer or "", line.wording, line.id)):
        item = _judged(line, known)
        found.append(item)
        if item.goes:
            known[bare(line.wording)] = item.answer
    return found


def _judged(line: Line, known: Mapping[str, str]) -> Item:
    words, answer = line.wording, line.answer or ""
    key = bare(words)
    if answer not in library().book().answers:
        return Item(line, answer, "no_answer")
    if (other := known.get(key)) is not None:
        return Item(line, answer, "known" if other == answer else "elsewhere", other)
    return Item(line, answer, _problem(words, key))


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


class Exports:
    """Writes the file, and remembers what it was."""

    def __init__(self, data: Path, decisions: Decisions) -> None:
        self._base, self.decisions = Base(data, "learning.sqlite", _SCHEMA), decisions

    def export(self, items: Iterable[Item], editor: str, now: datetime) -> int:
        """Adds what may go to the file; the number of lines."""
        going = [item for item in items if item.goes]
        if not going:
            return 0
        self.remember()
        taught, before = read(taught_file()), current()
        for item in going:
            taught.setdefault(item.answer, []).append(item.line.wording)
        after = written(taught)
        row = (now.strftime("%Y-%m-%dT%H:%M"), editor, before, after)
        with self._base.open() as base:
            base.execute("insert into exports (at, editor, before, after) values (?,?,?,?)", row)
        self.decisions.move([item.line.id for item in going], State.EXPORTED)
        _write(after)
        return len(going)

    def last(self) -> tuple[str, str, list[tuple[str, str]]] | None:
        """When, by whom and which id and words the file got last, if that can be taken back."""
        row = self._last()
        if row is None:
            return None
        before, after = _pairs(row["before"]), _pairs(row["after"])
        return row["at"], row["editor"], sorted(after - before)

    def take_back(self) -> bool:
        """Makes the file what it was before that export; False if there is none."""
        row = self._last()
        if row is None:
            return False
        self._put(row["before"])
        return True

    def remember(self) -> None:
        """Notes that the model of the present inputs is made of the present file."""
        with self._base.open() as base:
            base.execute(
                "insert or replace into models values (?, ?)",
                (training.model_path(training.ROOT).name, current()),
            )

    def brings_back(self, model: Path) -> bool:
        """Is the file known that `model` is made of?"""
        with self._base.open() as base:
            found = base.execute("select 1 from models where name = ?", (model.name,)).fetchone()
        return found is not None

    def put_back(self, model: Path) -> bool:
        """Makes the file what `model` was made of; False if that is not known."""
        with self._base.open() as base:
            row = base.execute("select taught from models where name = ?", (model.name,)).fetchone()
        if row is None:
            return False
        self._put(row["taught"])
        return True

    def settle(self) -> None:
        """Puts each line where the file, and the model in service, say that it is.

        What is not in the file waits for a review; what is, and the model was made of it, is
        learnt. So it is after a crash, after a start that trained by itself, and when a model or
        an export was taken back, or brought back.
        """
        self.remember()
        served, there = training.in_service(), _keys(current())
        fresh = served is not None and served.name == training.model_path(training.ROOT).name
        goes: dict[State, list[int]] = {}
        for line in self.decisions.lines(State.CHOSEN, State.EXPORTED, State.LEARNT):
            if _key(line) not in there:
                state = State.CHOSEN
            elif line.state is State.LEARNT or fresh:
                state = State.LEARNT
            else:
                state = State.EXPORTED
            if state is not line.state:
                goes.setdefault(state, []).append(line.id)
        for state, lines in goes.items():
            self.decisions.move(lines, state)

    def _last(self) -> sqlite3.Row | None:
        """The newest export that made the file what it is now."""
        with self._base.open() as base:
            found: sqlite3.Row | None = base.execute(
                "select * from exports where after = ? order by id desc limit 1", (current(),)
            ).fetchone()
        return found

    def _put(self, text: str) -> None:
        """Writes the file; what is no longer in it waits for a review again."""
        _write(text)
        self.settle()


def _key(line: Line) -> tuple[str, str]:
    return line.answer or "", bare(line.wording)


def _keys(text: str) -> set[tuple[str, str]]:
    return {(name, bare(words)) for name, words in _pairs(text)}


def current() -> str:
    """The file as it is, empty if there is none."""
    path = taught_file()
    return path.read_text(encoding="utf-8") if path.exists() else ""


def _write(text: str) -> None:
    """All of it or nothing; no file at all where nothing is taught."""
    path = taught_file()
    if not text:
        path.unlink(missing_ok=True)
        return
    whole = path.with_suffix(".new")
    with whole.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.replace(whole, path)


def _pairs(text: str) -> set[tuple[str, str]]:
    """Id and words of each line of such a text, as `written` made it."""
    found, name = set(), ""
    for line in text.splitlines():
        if line.startswith("- intent: "):
            name = line.removeprefix("- intent: ")
        elif line.startswith("    - "):
            found.add((name, line.removeprefix("    - ")))
    return found
