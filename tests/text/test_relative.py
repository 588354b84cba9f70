"""bot/text/relative.py: arithmetic from today."""

from __future__ import annotations

import pytest

from bot.text.relative import day_from, fiscal_year_from, month_from, same_day_from

from . import TODAY, day


@pytest.mark.parametrize(
    ("today", "months", "expected"),
    [
        ("2025-08-01", -1, (2025, 7, 1)),
        ("2025-01-15", -1, (2024, 12, 15)),
        ("2025-03-31", -1, (2025, 2, 28)),
        ("2024-03-31", -1, (2024, 2, 29)),
        ("2025-12-31", 2, (2026, 2, 28)),
        ("2025-08-01", 12, (2026, 8, 1)),
    ],
)
def test_counts_months(today: str, months: int, expected: tuple[int, int, int]) -> None:
    """A month later is the same day, or the month's last where it has no such day."""
    said = same_day_from(day(today), months)
    assert said is not None
    assert (said.year, said.month, said.day) == expected


@pytest.mark.parametrize(
    ("today", "year"), [("2026-03-31", 2025), ("2026-04-01", 2026), ("2025-08-01", 2025)]
)
def test_fiscal_years_begin_in_april(today: str, year: int) -> None:
    """今年度 began on the last first of April."""
    assert fiscal_year_from(day(today), 0).year == year


def test_stays_inside_the_calendar() -> None:
    """What lies outside all calendars is no day."""
    assert day_from(TODAY, -9_999_999) is None
    assert same_day_from(TODAY, -99_999) is None
    assert month_from(TODAY, -99_999).day is None
