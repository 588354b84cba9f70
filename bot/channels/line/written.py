"""A text as LINE brings it: without mentions of us and LINE's own emoji. LINE counts in UTF-16."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

# Unicode's pictures, without those that somebody answers with: a circle, a cross, a hand.
_PICTURE = re.compile(r"[\u2600-\u274b\u274d-\u2bff\U0001f000-\U0001f44b\U0001f44d-\U0001faff]")
_ANSWERS = frozenset("⭕✖✕")


def without_names_and_emoji(written: Mapping[str, Any]) -> tuple[str, bool]:
    """The text without both, and whether we were mentioned.

    LINE's emoji stand in the text as words for machines: 確認書(sparkle)が届かない.
    """
    text = str(written["text"])
    mention = written.get("mention")
    mentioned = _spans(mention.get("mentionees") if isinstance(mention, dict) else None)
    ours = [span for one, span in mentioned if one.get("isSelf") is True]
    spans = [*ours, *(span for _, span in _spans(written.get("emojis")))]
    if not spans:
        return text, False
    units = text.encode("utf-16-le")
    for start, end in sorted(spans, reverse=True):
        units = units[: 2 * start] + units[2 * end :]
    return units.decode("utf-16-le", errors="ignore").strip(), bool(ours)


def is_picture(written: Mapping[str, Any], text: str) -> bool:
    """Is `text`, which is left of what was written, none: nothing but emoji of any kind?"""
    if any(letter.isalnum() or letter in _ANSWERS for letter in text):
        return False
    return bool(_spans(written.get("emojis"))) or _PICTURE.search(text) is not None


def _spans(given: Any) -> Sequence[tuple[Mapping[str, Any], tuple[int, int]]]:
    """What has a place in the text, and that place in units of UTF-16."""
    return list(_placed(given)) if isinstance(given, list) else []


def _placed(given: Sequence[Any]) -> Iterator[tuple[Mapping[str, Any], tuple[int, int]]]:
    for one in given:
        if not isinstance(one, dict):
            continue
        start, length = one.get("index"), one.get("length")
        if isinstance(start, int) and isinstance(length, int) and start >= 0 and length > 0:
            yield one, (start, start + length)
