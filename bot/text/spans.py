"""One normalisation for this whole package, with the way back to the resident's own characters.

Residents type full-width digits, half-width katakana and ligatures (㍻); the grammar wants one form
of each. Callers want to cut a date out of the *original* words. So every normalised character
remembers which original characters it came from.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

# A character with its voicing or accent marks (ｶﾞ is two characters and one letter). Four marks are
# more than any language writes; without a limit a text of marks only would sort in quadratic time.
_CLUSTER = re.compile("(?s).[\u0300-\u036f\u3099\u309a\uff9e\uff9f]{0,4}")
# NFKC would turn the ellipsis into full stops, which the grammar takes for 30.7.15.
_KEEP = frozenset("…‥")

# Stands for a letter that masking has hidden: no reader sees a word begin or end there.
HIDDEN = "\ue000"

KATAKANA_TO_HIRAGANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}
_CAPITALS = {code: code + 0x20 for code in range(ord("A"), ord("Z") + 1)}
_DASHES = {ord(dash): "-" for dash in "‐‑‒–—―−"}
_WAVES = {ord(wave): "~" for wave in "〜～∼"}
_FOLD: dict[int, int | str] = {**KATAKANA_TO_HIRAGANA, **_CAPITALS, **_DASHES, **_WAVES}


@dataclass(frozen=True, slots=True)
class Normal:
    """A text in its normalised forms. ``text`` and ``folded`` have the same length."""

    original: str
    text: str  # NFKC
    folded: str  # text with katakana as hiragana, small Latin letters, one kind of dash
    starts: Sequence[int]  # where the original of character i begins …
    ends: Sequence[int]  # … and ends

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span in the original of the non-empty normalised span ``start:end``."""
        return self.starts[start], self.ends[end - 1]


@functools.lru_cache(maxsize=8192)
def _nfkc(cluster: str) -> str:
    return cluster if cluster in _KEEP else unicodedata.normalize("NFKC", cluster)


def fold(text: str) -> str:
    """Fold kana, case and dashes of NFKC text, character by character (the length stays)."""
    return text.translate(_FOLD)


def normalise(text: str) -> Normal:
    """Normalise ``text`` and keep for every character the span of the original it stands for."""
    if unicodedata.is_normalized("NFKC", text):
        return Normal(text, text, fold(text), range(len(text)), range(1, len(text) + 1))
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _CLUSTER.finditer(text):
        piece = _nfkc(match.group())
        pieces.append(piece)
        starts.extend([match.start()] * len(piece))
        ends.extend([match.end()] * len(piece))
    plain = "".join(pieces)
    return Normal(text, plain, fold(plain), starts, ends)
