"""LINE's limits, and how a text is made to keep them. Texts are counted in UTF-16 units.

LINE counts labels and postback data in grapheme clusters, of which there are never more than units.
"""

from __future__ import annotations

import re

MESSAGES = 5  # in one call
TEXT = 5_000
ALT_TEXT = 400  # LINE takes more today; a notification shows less anyway
BUBBLE_BYTES = 30_000
QUICK_REPLIES = 13
LABEL = 20
DATA = 300
DISPLAY_TEXT = 300

_SENTENCE = re.compile(r"[^。！？\n]*(?:[。！？\n]+|$)")


def units(text: str) -> int:
    """Its length as LINE counts it."""
    return len(text.encode("utf-16-le")) // 2


def cut(text: str, most: int) -> str:
    """The beginning that fits; an ellipsis says that there is more. No letter is cut in two."""
    if units(text) <= most:
        return text
    kept = text.encode("utf-16-le")[: 2 * (most - 1)].decode("utf-16-le", errors="ignore")
    return f"{kept}…"


def cut_at_sentence(text: str, most: int) -> str:
    """The whole sentences that fit; if not even one does, the beginning of the first."""
    if units(text) <= most:
        return text
    first = split(text, most)[0]
    return first if first[-1] in "。！？" else cut(text, most)


def split(text: str, most: int) -> list[str]:
    """The text in pieces that fit, each as many whole sentences as go into it."""
    pieces: list[str] = []
    current = ""
    for sentence in _SENTENCE.findall(text):
        if units(current) + units(sentence) > most:
            pieces.append(current)
            current = ""
            while units(sentence) > most:
                raw = sentence.encode("utf-16-le")[: 2 * most]
                head = raw.decode("utf-16-le", errors="ignore")
                pieces.append(head)
                sentence = sentence[len(head) :]
        current += sentence
    return [piece.strip() for piece in [*pieces, current] if piece.strip()]
