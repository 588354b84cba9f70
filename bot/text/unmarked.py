"""Latin letters without their marks, as a keyboard without them writes: hết hạn is het han."""

from __future__ import annotations

import re
import unicodedata

_LETTERS = str.maketrans("đĐ", "dD")
_LATIN_MARKS = re.compile("[\u0300-\u036f]")  # in other scripts marks are letters


def unmarked(text: str) -> str:
    """`text` without accents, tildes, hooks and the like."""
    apart = unicodedata.normalize("NFD", text.translate(_LETTERS))
    return unicodedata.normalize("NFC", _LATIN_MARKS.sub("", apart))
