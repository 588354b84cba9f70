"""bot/rules/calendar.py: month and birthday arithmetic."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.calendar import ONE_DAY, birthday_at, birthday_of, first_of_month, month_end

from .building import D, repeatable

dates = st.dates(D("1900-01-01"), D("2100-12-31"))


@pytest.mark.parametrize(
    ("day", "end"),
    [
        ("2025-08-01", "2025-08-31"),
        ("2025-08-31", "2025-08-31"),
        ("2025-09-15", "2025-09-30"),
        ("2025-12-31", "2025-12-31"),
        ("2026-02-01", "2026-02-28"),
        ("2028-02-28", "2028-02-29"),
        ("2028-02-29", "2028-02-29"),
        ("1900-02-10", "1900-02-28"),
        ("2000-02-10", "2000-02-29"),
    ],
)
def test_month_end(day: str, end: str) -> None:
    """属する月の末日 is the last day of the same month, in leap years too."""
    assert month_end(D(day)) == D(end)


@pytest.mark.parametrize(
    ("day", "months", "first"),
    [
        ("2025-08-31", 0, "2025-08-01"),
        ("2025-08-31", 1, "2025-09-01"),
        ("2025-11-30", 1, "2025-12-01"),
        ("2025-11-30", 2, "2026-01-01"),
        ("2025-12-01", 1, "2026-01-01"),
        ("2025-12-31", 12, "2026-12-01"),
        ("2026-01-31", -1, "2025-12-01"),
    ],
)
def test_first_of_month(day: str, months: int, first: str) -> None:
    """Counting months on crosses the end of the year."""
    assert first_of_month(D(day), months) == D(first)


@pytest.mark.parametrize(
    ("birthday", "age", "reached"),
    [
        ("1955-08-01", 70, "2025-08-01"),
        ("1956-02-28", 70, "2026-02-28"),
        ("1956-02-29", 70, "2026-02-28"),
        ("1956-02-29", 72, "2028-02-29"),
        ("1956-03-01", 70, "2026-03-01"),
        ("1948-02-29", 75, "2023-02-28"),
    ],
)
def test_birthday_at(birthday: str, age: int, reached: str) -> None:
    """29 February in a common year: the birthday is 28 February (inferred)."""
    assert birthday_at(D(birthday), age) == D(reached)


@repeatable
@given(dates)
def test_the_day_after_a_month_end_is_the_first(day: date) -> None:
    """The month ends on the eve of the next first, never before the day asked about."""
    assert month_end(day) + timedelta(days=1) == first_of_month(day, 1)
    assert month_end(day) >= day


@repeatable
@given(st.dates(D("1900-01-01"), D("2020-12-31")), st.integers(0, 120))
def test_birthdays_keep_their_month(birthday: date, age: int) -> None:
    """A birthday stays in its month and moves by exactly the age."""
    reached = birthday_at(birthday, age)
    assert (reached.year, reached.month) == (birthday.year + age, birthday.month)


@repeatable
@given(age=st.integers(0, 100), day=dates)
def test_birthday_of(age: int, day: date) -> None:
    """Whoever has that birthday reaches the age on the day; on the eve of a missing 29 February."""
    reached = birthday_at(birthday_of(age, day), age)
    assert reached == day or (day.month, day.day, reached) == (2, 29, day - ONE_DAY)
