"""bot/console/board/directory.py: the city's desks, filled in by editors."""

from __future__ import annotations

from datetime import date

from bot.console.board.directory import listed_desks
from bot.content import current_content
from bot.storage.ports.board import DeskEntry

WORDS = current_content().words(date(2025, 8, 1))


def test_what_the_newsletter_says_is_there() -> None:
    """A desk of the newsletter has its number; one that it does not name is empty, to fill in."""
    desks = {one.entry.id: one for one in listed_desks(WORDS, [])}
    assert desks["centre"].entry.phone == WORDS.values["phone"]
    assert desks["returns"].entry.place.startswith("〒")
    assert not desks["returns"].is_empty
    assert desks["tax"].is_empty
    assert desks["tax"].given == {"name", "about"}


def test_an_editor_fills_in_and_changes_no_fact() -> None:
    """What the newsletter leaves open comes from the editor; what it says stays as it says it."""
    written = [
        DeskEntry("centre", "x", "x", "000", "窓口は無し", "x", "hanako", "2025-08-01", 2),
        DeskEntry("b1", "別の担当", "", "044-000-0000", "", "", "hanako", "2025-08-01", 1),
    ]
    desks = listed_desks(WORDS, written)
    centre = next(one.entry for one in desks if one.entry.id == "centre")
    assert (centre.phone, centre.place) == (WORDS.values["phone"], "窓口は無し")
    assert (centre.editor, centre.version) == ("hanako", 2)
    assert desks[-1].entry.name == "別の担当"
