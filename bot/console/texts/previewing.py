"""How a change looks to residents and operators on a day, beside how it looked before."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.console.texts.differing import Differing
from bot.content.branches import Branch
from bot.content.content import Content
from bot.content.places import ANSWER, WIDGET, text_at
from bot.content.preview import preview, sample_people
from bot.content.words import Words
from bot.errors import DataError, OutsideEdition
from bot.messages import Parts

_MOST_LINES = 200
_HEADING = "■"
# Sections of the phrases that are said at one channel alone.
_AT_DESK = frozenset({"desk", "suggest", "meant"})
_AT_LINE = frozenset({"line", "menu", "pick", "picked"})


@dataclass(frozen=True, slots=True)
class ChannelPreview:
    """An entry at each channel; empty where a channel does not have it.

    `phone`     what is read aloud before the caller has chosen anything
    `branches`  the same after each choice, where the script branches
    """

    title: str = ""
    web: Parts | None = None
    line: str = ""
    phone: tuple[str, ...] = ()
    branches: tuple[Branch, ...] = ()


def channels(folder: Path, entry: str, language: str, day: date) -> ChannelPreview | None:
    """The entry as `folder` has it; None for a day of no edition, or texts that cannot be read."""
    with suppress(DataError, OutsideEdition, KeyError, ValueError):
        content = Content(folder)
        words = content.words(day, language)
        if words.language == language:  # else its texts are broken, and others are told
            return _shown(content, words, entry, folder)
    return None


def consequences(before: Path, after: Path, day: date) -> list[Differing]:
    """What a value changes in all answers and in the results of sample people, line by line.

    A line of the kind `same` says which answer the ones after it are of.
    """
    with suppress(DataError, OutsideEdition, KeyError, ValueError):
        old, new = (Content(folder).words(day) for folder in (before, after))
        people = sample_people(old.edition)
        return list(_changed_lines(preview(old, people), preview(new, people)))[:_MOST_LINES]
    return []


def _changed_lines(old: list[str], new: list[str]) -> Iterator[Differing]:
    matcher, about = difflib.SequenceMatcher(None, old, new, autojunk=False), -1
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            continue
        heading = next((n for n in range(a, -1, -1) if old[n : n + 1] and _is_heading(old[n])), -1)
        if heading not in (about, -1):
            about = heading
            yield Differing("same", old[heading].removeprefix(_HEADING).strip())
        yield from (Differing("gone", line) for line in old[a:b] if line)
        yield from (Differing("new", line) for line in new[c:d] if line)


def _is_heading(line: str) -> bool:
    return line.startswith(_HEADING)


def _shown(content: Content, words: Words, entry: str, folder: Path) -> ChannelPreview:
    kind, _, name = entry.partition(":")
    if kind != ANSWER:
        return _phrase(kind, name, _filled(words, _text(folder, kind, name, words.language)))
    parts, title = words.parts(name), words.title(name)
    line = f"{title}\n\n{parts.text}"
    if words.language != content.city.languages[0]:
        return ChannelPreview(title, parts, line)
    spoken, branches = words.script(name), words.branches(name)
    return ChannelPreview(title, parts, line, tuple(spoken), tuple(branches))


def _phrase(kind: str, name: str, text: str) -> ChannelPreview:
    """A single sentence, at the channels that say it."""
    section = name.partition(".")[0]
    if section in _AT_DESK:
        return ChannelPreview(phone=(text,))
    web = None if section in _AT_LINE else Parts(text)
    return ChannelPreview(web=web, line="" if kind == WIDGET else text)


def _text(folder: Path, kind: str, name: str, language: str) -> str:
    room = "phrases" if kind == "phrase" else kind
    return text_at(folder, f"{room}/{language}.yml#{name}") or ""


def _filled(words: Words, text: str) -> str:
    """With the values of the day; what only a talk can fill in stays as it is."""
    return text.format_map(_Lenient(words.values))


class _Lenient(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return f"{{{name}}}"


def days_of(content: Content, today: date) -> Iterator[tuple[str, date]]:
    """Days that are worth a look: today, and before and after the end of the newest edition."""
    yield "今日", today
    ends = content.editions[-1].documents.ends
    yield "号の最後の日", ends
    yield "その次の日", date.fromordinal(ends.toordinal() + 1)
