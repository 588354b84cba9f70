"""The texts of a change as a page shows them."""

from __future__ import annotations

from dataclasses import dataclass

from bot.console.texts.differing import Differing, differing
from bot.console.texts.naming import FIELDS, LANGUAGES, VALUES
from bot.content.places import is_whole, language_of
from bot.storage.ports.editing import ChangedText, ContentChange


@dataclass(frozen=True, slots=True)
class ShownChange:
    """A text of a change: what it is called, and what differs."""

    text: ChangedText
    field: str
    code: str
    pieces: list[Differing]

    @property
    def language(self) -> str:
        """Its name; empty for a value, which is of no language."""
        return LANGUAGES.get(self.code, self.code)

    @property
    def is_aloud(self) -> bool:
        """Is it what an operator reads to a caller?"""
        return self.text.place.endswith((".script", ".script_after"))


def shown_texts(change: ContentChange) -> list[ShownChange]:
    """What differs in each text of a change, as the page names it."""
    return [_shown(text) for text in change.texts]


def _shown(text: ChangedText) -> ShownChange:
    key = text.place.partition("#")[2]
    name = key.partition(".")[2] if text.place.startswith("answers/") else key
    label = "号の値" if is_whole(text.place) else FIELDS.get(name) or VALUES.get(name, name)
    pieces = differing(text.before, text.after)
    return ShownChange(text, label, language_of(text.place), pieces)
