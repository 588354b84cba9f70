"""Whom a caller is sent to: the city's desks with what editors filled in, and editors' own ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from bot.content.words import Words
from bot.storage.ports.board import DeskEntry

# What an editor may write of a desk, with the length that the screen has room for.
FIELDS = {"name": 40, "about": 100, "phone": 40, "place": 80, "hours": 80}


@dataclass(frozen=True, slots=True)
class ListedDesk:
    """A desk as it is shown. `given`: the fields that the newsletter says, which nobody changes."""

    entry: DeskEntry
    given: frozenset[str] = frozenset()

    @property
    def is_empty(self) -> bool:
        """Does nobody know yet how to reach it?"""
        return not (self.entry.phone or self.entry.place)


def listed_desks(words: Words, written: Iterable[DeskEntry]) -> list[ListedDesk]:
    """The city's own in their order, then what editors added, by name."""
    by_id = {entry.id: entry for entry in written}
    found = []
    for desk in words.city.desks:
        said: dict[str, Any] = {name: words.fill(getattr(desk, name)) for name in FIELDS}
        given = {name: text for name, text in said.items() if text}
        entry = replace(by_id.pop(desk.id, DeskEntry(desk.id)), **given)
        found.append(ListedDesk(entry, frozenset(given)))
    return found + [ListedDesk(entry) for entry in sorted(by_id.values(), key=lambda e: e.name)]
