"""Latin letters without their marks, as a keyboard without them writes: hết hạn is het han."""

from __future__ import annotations

import unicodedata

_LETTERS = str.maketrans("đĐ", "dD")


def unmarked(text: str) -> str:
    """`text` without accents, tildes, hooks and the like."""
    apart = unicodedata.normalize("NFD", text.translate(_LETTERS))
    return "".join(c for c in apart if not unicodedata.combining(c))
