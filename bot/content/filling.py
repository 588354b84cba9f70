"""The file of an edition as the fields of a form, and back: all that a clerk fills in, and no more.

A field is called `value:documents.ends`, `place:documents.ends` (where the newsletter has it) or
`done:documents.ends` (somebody has held it against the newsletter). The banks are one field of
names, the exceptions one of lines, and `late` tells whether some papers are posted later.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from bot.content.drafting import MARK, asked_keys, notes, remarked
from bot.content.splicing import leaves, scalar, spliced
from bot.errors import DataError

BANKS, EXCEPTIONS, LATE = "banks.listed", "expiry.exceptions", "late_posting"
DONE = "1"
_BLOCKS = (BANKS, EXCEPTIONS)


def fields_of(text: str) -> dict[str, str]:
    """The fields of a file, in its order. Raises DataError for one that cannot be read."""
    try:
        loaded = YAML(typ="base").load(text)
    except (YAMLError, ValueError) as error:
        raise DataError(" ".join(str(error).split())) from error
    marked = {key for key, note in notes(text).items() if note.startswith(MARK)}
    found = {
        f"value:{key}": leaf.text for key, leaf in leaves(loaded) if not key.startswith(_BLOCKS)
    }
    for key, note in notes(text).items():
        if key in asked_keys(text):
            found[f"place:{key}"] = note.removeprefix(MARK).lstrip(": ")
            found[f"done:{key}"] = "" if key in marked else DONE
    found[BANKS] = "\n".join(name for name, _ in _banks(_below(text, BANKS)))
    found[EXCEPTIONS] = "\n".join(line.strip() for line in _below(text, EXCEPTIONS))
    found[LATE] = DONE if LATE in loaded else ""
    return found


def with_fields(text: str, fields: Mapping[str, str], before: str) -> str:
    """`text` with these fields; `before` is the draft as it was made, for what comes back.

    Raises DataError where a value cannot be written.
    """
    text = _with_late(text, before, wanted=bool(fields[LATE]))
    there = fields_of(text)
    text = _with_block(text, BANKS, _written_banks(text, fields[BANKS].split("\n")))
    if fields[EXCEPTIONS] != there[EXCEPTIONS]:
        indent = " " * (_indent_of(text, EXCEPTIONS) + 2)
        lines = [
            f"{indent}{line.strip()}" for line in fields[EXCEPTIONS].split("\n") if line.strip()
        ]
        text = _with_block(text, EXCEPTIONS, lines)
        try:
            fields_of(text)
        except DataError as error:  # the lines stand in the file as they are
            raise DataError(f"{EXCEPTIONS}: there are lines that cannot be read") from error
    changed = {
        name.removeprefix("value:"): fields[name]
        for name, value in there.items()
        if name.startswith("value:") and fields.get(name, value) != value
    }
    for key, value in changed.items():
        if not value.strip():
            raise DataError(f"{key}: missing")
    text = spliced(text, changed) if changed else text
    asked = asked_keys(text)
    places = {key: fields.get(f"place:{key}", "") for key in asked}
    return remarked(text, places, [key for key in asked if fields.get(f"done:{key}")])


def _with_late(text: str, before: str, *, wanted: bool) -> str:
    """The block of those who get their paper later, if there are some."""
    lines, start = text.splitlines(), _line_of(text, LATE)
    if (start is not None) == wanted:
        return text
    if start is not None:
        return _joined(lines[:start] + lines[start + 1 + len(_below(text, LATE)) :])
    old, first, after = before.splitlines(), _line_of(before, LATE), _line_of(text, EXCEPTIONS)
    if first is None or after is None:
        return text
    block = old[first : first + 1 + len(_below(before, LATE))]
    after += 1 + len(_below(text, EXCEPTIONS))
    return _joined([*lines[:after], "", *block, *lines[after:]])


def _line_of(text: str, key: str) -> int | None:
    """The line that opens `key`, which is one of the first or the second depth."""
    inside = ""
    for number, line in enumerate(text.splitlines()):
        name = line.split("#")[0].strip().partition(":")[0]
        if line[:1].strip() and not line.startswith("#"):
            inside = name
        if key == (name if line[:1].strip() else f"{inside}.{name}"):
            return number
    return None


def _indent_of(text: str, key: str) -> int:
    number = _line_of(text, key)
    assert number is not None
    line = text.splitlines()[number]
    return len(line) - len(line.lstrip())


def _below(text: str, key: str) -> list[str]:
    """The lines of the block that `key` opens."""
    number = _line_of(text, key)
    if number is None:
        return []
    lines, depth, found = text.splitlines(), _indent_of(text, key), list[str]()
    for line in lines[number + 1 :]:
        if not line.strip() or len(line) - len(line.lstrip()) <= depth:
            break
        found.append(line)
    return found


def _with_block(text: str, key: str, block: list[str]) -> str:
    number, lines = _line_of(text, key), text.splitlines()
    if number is None:
        return text
    end = number + 1 + len(_below(text, key))
    return _joined([*lines[: number + 1], *block, *lines[end:]])


def _banks(block: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Each bank's name with its lines."""
    found: list[tuple[str, list[str]]] = []
    for line in block:
        if line.strip().startswith("- name:"):
            name = YAML(typ="base").load(line.strip().removeprefix("- "))["name"]
            found.append((str(name), [line]))
        elif found:
            found[-1][1].append(line)
    return iter(found)


def _written_banks(text: str, names: list[str]) -> list[str]:
    """The block of these banks; who was there keeps his other names."""
    known = dict(_banks(_below(text, BANKS)))
    indent = " " * (_indent_of(text, BANKS) + 2)
    block = []
    for name in dict.fromkeys(name.strip() for name in names if name.strip()):
        block += known.get(name) or [f"{indent}- name: {scalar(name)}"]
    return block


def _joined(lines: list[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
