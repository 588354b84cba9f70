"""The morphemes of a message, as Sudachi reads them, with their places."""

from __future__ import annotations

import re
from typing import NamedTuple

from bot.text.spans import normalise
from bot.text.sudachi import tokenize

ENUMERATED = re.compile(r"[①-⑨]")


class Word(NamedTuple):
    """A morpheme: its span, its surface in one width, part of speech, and form of inflection."""

    start: int
    end: int
    surface: str
    part: str
    finer: str
    form: str


def words_of(text: str) -> list[Word]:
    """The morphemes of `text`; a line's end is one of its own."""
    found = []
    for m in tokenize(text):
        part = m.part_of_speech()
        surface = m.surface()
        if ENUMERATED.match(surface) is None:  # in one width ① would be 1
            surface = "\n" if "\n" in surface else normalise(surface).text.lower()
        found.append(Word(m.begin(), m.end(), surface, part[0], part[1], part[5]))
    return found


def surfaces(words: list[Word], start: int = 0, count: int | None = None) -> str:
    """What `count` words from `start` on say, in one width; all of them if no number is given."""
    end = None if count is None else start + count
    return "".join(word.surface for word in words[start:end])
