"""Keywords as operators type them, and the cards that are right for each (keywords.tsv).

They were written from the newsletter and from how people name things, before the index was; they
are no training data. A line: what is typed, a tab, the ids that are right.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

KEYWORDS = Path(__file__).with_name("keywords.tsv")


class TypedKeyword(NamedTuple):
    """One or two words, and the ids of the cards that answer them."""

    typed: str
    ids: frozenset[str]


def read_keywords(path: Path = KEYWORDS) -> tuple[TypedKeyword, ...]:
    """All of them, in the order of the file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines)
    return tuple(TypedKeyword(typed, frozenset(ids.split())) for typed, ids in pairs)
