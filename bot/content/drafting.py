"""Next year's edition as a draft: last year's file, a year later, every value marked.

A clerk holds each marked line against the new newsletter and takes the mark away. Until the last
one is gone the bot does not use the file.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.errors import DataError

MARK = "要記入"
NO_NUMBER = "第○号"  # the newsletter's number cannot be foreseen

_LINE = re.compile(r"^(?P<indent> *)(?P<key>\w+):(?P<value>[^#]*)(?:# (?P<note>.*))?$")
_DAY = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_ERA_YEAR = re.compile(r"(?<=令和|昭和|平成)\d+(?=年)")
_ISSUE = re.compile(r"第\d+号")


@dataclass(frozen=True, slots=True)
class Blank:
    """A value to fill in: its line, its key (`documents.ends`), what stands there now, the place.

    `place` is where the newsletter before held it.
    """

    line: int
    key: str
    value: str
    place: str


def is_draft(text: str) -> bool:
    """Is there still a value that nobody has held against the newsletter?"""
    return NO_NUMBER in text or next(blanks(text), None) is not None


def blanks(text: str) -> Iterator[Blank]:
    """The marked values of a file, from top to bottom."""
    for number, key, found in _keys(text):
        note = found["note"] or ""
        if note.startswith(MARK):
            place = note.removeprefix(MARK).lstrip(": ")
            yield Blank(number, key, found["value"].strip(), place)


def asked_keys(text: str) -> tuple[str, ...]:
    """The keys whose value somebody has to hold against the newsletter, marked or not."""
    lines = text.splitlines()
    return tuple(key for number, key, found in _keys(text) if _is_asked(lines, number, found))


def remarked(text: str, places: Mapping[str, str], compared: Collection[str]) -> str:
    """The file with other places behind its values, and a mark on all but those `compared`."""
    lines = text.splitlines()
    for number, key, found in list(_keys(text)):
        if _is_asked(lines, number, found):
            line, note = lines[number - 1], found["note"] or ""
            place = places.get(key) or note.removeprefix(MARK).lstrip(": ")
            mark = "" if key in compared else f"{MARK}: "
            lines[number - 1] = f"{line[: line.rindex(note)]}{mark}{place}"
    return "".join(f"{line}\n" for line in lines)


def _is_asked(lines: list[str], number: int, found: re.Match[str]) -> bool:
    return bool(found["note"] and (found["value"].strip() or _is_bare(lines, number)))


def values(text: str) -> dict[str, str]:
    """What stands behind each key of a file; nothing behind one that opens a block."""
    return {key: found["value"].strip() for _, key, found in _keys(text)}


def notes(text: str) -> dict[str, str]:
    """Where the newsletter holds each value, as the file's comments say it."""
    return {key: found["note"] for _, key, found in _keys(text) if found["note"]}


def _keys(text: str) -> Iterator[tuple[int, str, re.Match[str]]]:
    above: list[tuple[int, str]] = []
    for number, line in enumerate(text.splitlines(), start=1):
        found = _LINE.match(line)
        if found is None:
            continue
        indent = len(found["indent"])
        above = [(depth, key) for depth, key in above if depth < indent]
        above.append((indent, found["key"]))
        yield number, ".".join(key for _, key in above), found


def draft(text: str, today: date) -> str:
    """The file `text` a year later, each value marked; it was compared `today`."""
    lines = text.splitlines()
    for number, key, found in list(_keys(text)):
        line = _a_year_later(lines[number - 1])
        if key == "newsletter":
            line = _ISSUE.sub(NO_NUMBER, line)
        if key == "checked":
            line = _DAY.sub(today.isoformat(), line)
        if _is_asked(lines, number, found):
            line = line.replace("# ", f"# {MARK}: ", 1)
        lines[number - 1] = line
    return "".join(f"{line}\n" for line in lines)


def _a_year_later(line: str) -> str:
    value, hash_, note = line.partition("#")
    value = _DAY.sub(_next_year, value)
    value = _ERA_YEAR.sub(lambda found: str(int(found[0]) + 1), value)
    return value + hash_ + note


def _next_year(found: re.Match[str]) -> str:
    year, month, day = found.groups()
    if (month, day) == ("02", "29"):
        day = "28"
    return f"{int(year) + 1}-{month}-{day}"


def _is_bare(lines: list[str], number: int) -> bool:
    """Does the line open a block in which no value has a note of its own?"""
    indent = len(lines[number - 1]) - len(lines[number - 1].lstrip())
    for line in lines[number:]:
        if line.strip() and len(line) - len(line.lstrip()) <= indent:
            break
        if "#" in line:
            return False
    return True


def write_draft(folder: Path, year: int, today: date) -> tuple[Path, tuple[Blank, ...]]:
    """Makes `year`.yml in the folder of editions from the file before it.

    Returns the path, and each value to fill in with what the file before holds.
    Raises DataError where the year before has no file, or this one has one.
    """
    path, before = folder / f"{year}.yml", folder / f"{year - 1}.yml"
    if path.exists():
        raise DataError(f"{path.name} はもうあります。作り直すときは、先に消してください。")
    if not before.exists():
        raise DataError(f"{before.name} がないので、{path.name} を作れません。")
    text = before.read_text(encoding="utf-8")
    if is_draft(text):
        raise DataError(
            f"{before.name} にまだ「{MARK}」があります。先に、そちらを済ませてください。"
        )
    path.write_text(draft(text, today), encoding="utf-8")
    return path, tuple(blanks(draft(text, today)))
