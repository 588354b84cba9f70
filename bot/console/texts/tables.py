"""All texts as a table, a row a text and a column a language, and what somebody changed in it.

Each row says in 印 what its cells were when it was saved. So a cell that nobody touched is left
alone whatever has happened meanwhile, and one that two people changed is found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.console.shared.table_files import TableRow
from bot.console.texts.drafts import Drafts, ShownField, WrittenField, mark, written
from bot.console.texts.naming import KINDS, LANGUAGES, label_of, named
from bot.content.places import KINDS as ALL_KINDS
from bot.content.places import EditableText, read_texts
from bot.errors import DataError

ID, NAME, FIELD, ONE, MARKS = "ID", "文章", "欄", "値", "印"
NEEDED = (ID, FIELD, MARKS)
MOST_CELLS = 900  # that change at once
_SHORT_MARK = 8

_ISO, _CLOCK = re.compile(r"\d{4}-\d\d-\d\d"), re.compile(r"\d\d:\d\d")
_MONTH_DAY = re.compile(r"\d\d-\d\d")
_THEIR_DAY = re.compile(r"(\d{4})[/年-](\d{1,2})[/月-](\d{1,2})日?")
_THEIR_CLOCK = re.compile(r"(\d{1,2}):(\d\d)(?::00)?")
_THEIR_MONTH_DAY = re.compile(r"(?:\d{4}[/年-])?(\d{1,2})[/月-](\d{1,2})日?")


@dataclass(frozen=True, slots=True)
class ChangedCell:
    """A cell that somebody changed; `theirs`: another one changed the same text meanwhile."""

    entry: str
    language: str
    field: ShownField
    text: str
    theirs: bool = False

    @property
    def key(self) -> str:
        """What the field is called in a form."""
        return self.field.text.field


@dataclass(frozen=True, slots=True)
class ReadTable:
    """What a table changes, and the rows that say nothing we know."""

    cells: tuple[ChangedCell, ...]
    unknown: tuple[str, ...] = ()

    @property
    def entries(self) -> int:
        """How many entries it is about."""
        return len({cell.entry for cell in self.cells})


def table_rows(
    folder: Path, languages: Sequence[str], titles: Mapping[str, str]
) -> Iterator[tuple[str, list[str]]]:
    """The kind and the cells of each row, as the texts are in force; the heads come first."""
    heads = [ID, NAME, FIELD, ONE, *(LANGUAGES.get(code, code) for code in languages), MARKS]
    first = {code: _by_field(folder, code) for code in languages}
    for kind in ALL_KINDS:
        yield kind, heads
    for (entry, field), text in first[languages[0]].items():
        shared = not text.language
        own = {} if shared else {code: _text(first[code], entry, field) for code in languages}
        cells = {"": text.text} if shared else {c: t for c, t in own.items() if t is not None}
        told = [own.get(code) or "" for code in languages]
        marks = " ".join(f"{code}:{mark(said)[:_SHORT_MARK]}" for code, said in cells.items())
        name = named(entry, titles)
        yield (
            text.kind,
            [entry, name, label_of(text), text.text if shared else "", *told, marks],
        )


def sheets(
    folder: Path, languages: Sequence[str], titles: Mapping[str, str]
) -> dict[str, list[list[str]]]:
    """The same, a sheet a kind."""
    found: dict[str, list[list[str]]] = {}
    for kind, row in table_rows(folder, languages, titles):
        found.setdefault(KINDS[kind], []).append(row)
    return found


def _by_field(folder: Path, language: str) -> dict[tuple[str, str], EditableText]:
    return {(text.entry, text.field): text for text in read_texts(folder, language)}


def _text(texts: Mapping[tuple[str, str], EditableText], entry: str, field: str) -> str | None:
    """What a language says there; None where it has no such text."""
    found = texts.get((entry, field))
    return found.text if found else None


def changes_in(rows: Sequence[TableRow], drafts: Drafts, languages: Sequence[str]) -> ReadTable:
    """What of a table is not as it was saved, beside what is written now.

    Raises DataError where more was changed than one look can take in.
    """
    reader = _Reader(drafts, languages)
    for row in rows:
        reader.read(row)
        if len(reader.cells) > MOST_CELLS:
            raise DataError(
                f"一度に取り込めるのは{MOST_CELLS}か所までです。"
                "変えた行だけの表に分けて、順に取り込んでください。"
            )
    return ReadTable(tuple(reader.cells), tuple(reader.unknown))


class _Reader:
    def __init__(self, drafts: Drafts, languages: Sequence[str]) -> None:
        self._codes = {LANGUAGES.get(code, code): code for code in languages}
        self._first = languages[0]
        self._present = {
            (field.text.entry, label_of(field.text), field.text.language): field
            for field in drafts.all_fields(languages)
        }
        self.cells: list[ChangedCell] = []
        self.unknown: list[str] = []

    def read(self, row: TableRow) -> None:
        """Adds what one row changes."""
        entry, name = row.cells[ID].strip(), row.cells[FIELD].strip()
        marks = _marks(row.cells[MARKS])
        known = False
        for head, text in row.cells.items():
            code = "" if head == ONE else self._codes.get(head)
            if code is None:
                continue
            field = self._present.get((entry, name, code))
            if field is None:
                continue
            known = True
            self._compare(entry, code or self._first, field, text, marks.get(code, ""))
        if not known or not marks:
            self.unknown.append(row.where)

    def _compare(self, entry: str, code: str, field: ShownField, raw: str, seen: str) -> None:
        text = as_ours(field.text.text, written(raw))
        if not seen or mark(text)[:_SHORT_MARK] == seen or text == written(field.there):
            return
        theirs = mark(field.there)[:_SHORT_MARK] != seen
        self.cells.append(ChangedCell(entry, code, field, text, theirs=theirs))


def _marks(text: str) -> dict[str, str]:
    pairs = (part.partition(":") for part in text.split())
    return {code: seen for code, _, seen in pairs if len(seen) == _SHORT_MARK}


def as_ours(before: str, typed: str) -> str:
    """A day or a time as our files have it, where Excel has put it into its own form."""
    if _ISO.fullmatch(before) and (found := _THEIR_DAY.fullmatch(typed)):
        year, month, day = found.groups()
        return f"{year}-{int(month):02}-{int(day):02}"
    if _CLOCK.fullmatch(before) and (found := _THEIR_CLOCK.fullmatch(typed)):
        return f"{int(found[1]):02}:{found[2]}"
    if _MONTH_DAY.fullmatch(before) and (found := _THEIR_MONTH_DAY.fullmatch(typed)):
        return f"{int(found[1]):02}-{int(found[2]):02}"
    return typed


def typed_fields(cells: Sequence[ChangedCell]) -> dict[tuple[str, str], dict[str, WrittenField]]:
    """The same as fields of forms, by entry and language."""
    found: dict[tuple[str, str], dict[str, WrittenField]] = {}
    for cell in cells:
        own = found.setdefault((cell.entry, cell.language), {})
        own[cell.key] = WrittenField(cell.field.seen, cell.text)
    return found
