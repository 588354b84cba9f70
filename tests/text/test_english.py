"""bot/text/english.py: dates with English month names."""

from __future__ import annotations

import pytest

from bot.text.dates import find_dates

from . import TODAY


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("15 July 1955", (1955, 7, 15)),
        ("15th of July, 1955", (1955, 7, 15)),
        ("July 15, 1955", (1955, 7, 15)),
        ("JUL 15 1955", (1955, 7, 15)),
        ("15-Mar-2026", (2026, 3, 15)),
        ("May 2026", (2026, 5, None)),
        ("Mar 3", (None, 3, 3)),
    ],
)
def test_reads_month_names(text: str, parts: tuple[int | None, ...]) -> None:
    """Day, month and year are read in both English orders."""
    (found,) = find_dates(text, TODAY)
    assert (found.year, found.month, found.day) == parts


@pytest.mark.parametrize("text", ["may I ask", "My card may expire", "march on", "decide 5"])
def test_needs_a_number(text: str) -> None:
    """A month's name alone is an ordinary word."""
    assert find_dates(text, TODAY) == []
