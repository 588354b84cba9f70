"""Finds texts by id and by words, as an editor remembers them."""

from __future__ import annotations

from collections.abc import Iterable

from bot.content.places import ANSWER, EditableText
from bot.text import normalise

MOST_FOUND = 100


def found_texts(texts: Iterable[EditableText], asked: str, kind: str) -> list[EditableText]:
    """One text of each entry of that kind that has all words of `asked`: where the first of them
    is. Without words, the conclusion of each; of no kind, answers."""
    words = normalise(asked).split()
    kind = kind or ("" if words else ANSWER)
    entries: dict[str, list[EditableText]] = {}
    for text in texts:
        if text.kind == kind or not kind:
            entries.setdefault(text.entry, []).append(text)
    return [hit for own in entries.values() if (hit := _hit(own, words))]


def _hit(texts: list[EditableText], words: list[str]) -> EditableText | None:
    if not words:
        return next((text for text in texts if text.field == "short"), texts[0])
    said = [normalise(text.text) for text in texts]
    whole = " ".join([*said, normalise(texts[0].name)])
    if not all(word in whole for word in words):
        return None
    hits = (text for text, own in zip(texts, said, strict=True) if words[0] in own)
    return next(hits, texts[0])
