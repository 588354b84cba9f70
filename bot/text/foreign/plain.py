"""A foreign message in one plain form, with the way back to the characters that were typed.

Widths, case, digits of every script and marks on Latin letters are made one: ``Đến 5/7`` and
``den 5/7`` are the same words, and so are ``२०८२`` and ``2082``. Marks of other scripts are letters
there and stay.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

_LATIN_MARKS = re.compile("[\u0300-\u036f]")
_OTHERS = {"đ": "d", "ø": "o", "ł": "l", "’": "'", "‘": "'", "`": "'", "´": "'", "–": "-", "—": "-"}
_ENDS = {"。": "\n", "！": "!", "？": "?", "，": ",", "、": ",", "；": ";", "：": ":", "।": "\n"}


@dataclass(frozen=True, slots=True)
class Plain:
    """``text`` is what the lexicons match; character ``i`` of it stands for ``origins[i]``."""

    original: str
    text: str
    origins: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span in the original of the non-empty plain span ``start:end``."""
        return self.origins[start], self.origins[end - 1] + 1


def plain(text: str, alike: Mapping[str, str] | None = None) -> Plain:
    """The plain form of ``text``; ``alike``: see ``Lexicon``."""
    pieces: list[str] = []
    origins: list[int] = []
    told = text
    for word, instead in (alike or {}).items():
        told = re.sub(rf"(?i)\b{word}\b", instead, told)
    for at, char in enumerate(told):
        piece = _folded(char)
        pieces.append(piece)
        origins += [at] * len(piece)
    return Plain(text, "".join(pieces), origins)


def plain_words(words: str) -> str:
    """The same for a word of a lexicon."""
    return "".join(map(_folded, words))


@lru_cache(maxsize=4096)
def _folded(char: str) -> str:
    if char in _ENDS:
        return _ENDS[char]
    if char.isspace():
        return "\n" if char == "\n" else " "
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    apart = unicodedata.normalize("NFKD", char)
    bare = _LATIN_MARKS.sub("", apart)
    same = bare if bare != apart else unicodedata.normalize("NFKC", char)
    return "".join(_OTHERS.get(c, c) for c in same.lower())
