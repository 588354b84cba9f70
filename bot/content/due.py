"""Which translations somebody has to look at, as what was published tells it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence

from bot.content.overlay import Edit
from bot.content.places import language_of, sibling
from bot.content.translation import OPERATORS, TranslatedAnswer

_TRANSLATED = frozenset(f.name for f in dataclasses.fields(TranslatedAnswer))


def due_translations(history: Iterable[Sequence[Edit]], languages: Sequence[str]) -> list[str]:
    """Places whose text in the first language is not the one that was last looked at with them.

    `history`: what was published, the oldest first. Who looked and changed nothing left an edit
    whose two texts are one. So a way back needs no second look.
    """
    first, now, seen = languages[0], dict[str, str](), dict[str, str]()
    for edits in history:
        for edit in edits:
            if language_of(edit.place) == first and is_translated(edit.place):
                now[edit.place] = edit.after
                for place in _others(edit.place, languages):
                    seen.setdefault(place, edit.before)
        for edit in edits:
            original = sibling(edit.place, first)
            if edit.place in seen and original in now:
                seen[edit.place] = now[original]
    return [place for place in seen if seen[place] != now[sibling(place, first)]]


def is_translated(place: str) -> bool:
    """Do other languages have this text too? Not what operators alone read."""
    room, _, key = place.partition("/")[0], *place.partition("#")[1:]
    if room == "answers":
        return key.split(".")[1] in _TRANSLATED
    if room == "phrases":
        return key.partition(".")[0] not in OPERATORS
    return room == "widget"


def _others(place: str, languages: Sequence[str]) -> Iterator[str]:
    return (sibling(place, language) for language in languages[1:])
