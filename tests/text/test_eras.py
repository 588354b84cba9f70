"""bot/text/eras.py: the eras, exact to the day."""

from __future__ import annotations

import datetime
from itertools import pairwise

import pytest

from bot.text.eras import ERAS, FIRST_DAY, era_of, exists, gregorian_year, possible_days

from . import day


@pytest.mark.parametrize(
    ("iso", "name", "year"),
    [
        ("1868-01-25", "明治", 1),
        ("1912-07-29", "明治", 45),
        ("1912-07-30", "大正", 1),
        ("1926-12-24", "大正", 15),
        ("1926-12-25", "昭和", 1),
        ("1989-01-07", "昭和", 64),
        ("1989-01-08", "平成", 1),
        ("2019-04-30", "平成", 31),
        ("2019-05-01", "令和", 1),
        ("2026-07-31", "令和", 8),
    ],
)
def test_every_day_has_one_era(iso: str, name: str, year: int) -> None:
    """A day belongs to the era that had begun by then."""
    era, era_year = era_of(day(iso))
    assert (era.name, era_year) == (name, year)
    assert gregorian_year(name, year) == day(iso).year


def test_has_no_era_before_meiji() -> None:
    """Days before 1868-01-25 are refused."""
    with pytest.raises(ValueError, match="1868-01-25"):
        era_of(FIRST_DAY - datetime.timedelta(days=1))


# name, year, month, day, may be said
BOUNDARIES = [
    ("明治", 1, 1, 24, False),
    ("明治", 1, 1, 25, True),
    ("明治", 45, 7, 29, True),
    ("明治", 45, 7, 30, True),
    ("明治", 45, 7, 31, False),
    ("明治", 46, 1, 1, False),
    ("大正", 1, 7, 29, False),
    ("大正", 1, 7, 30, True),
    ("大正", 1, 7, 31, True),
    ("大正", 15, 12, 24, True),
    ("大正", 15, 12, 25, True),
    ("大正", 15, 12, 26, False),
    ("大正", 16, 1, 1, False),
    ("昭和", 1, 12, 24, False),
    ("昭和", 1, 12, 25, True),
    ("昭和", 1, 12, 26, True),
    ("昭和", 64, 1, 7, True),
    ("昭和", 64, 1, 8, True),  # printed before the change
    ("昭和", 64, 12, 31, True),
    ("昭和", 65, 1, 1, False),
    ("平成", 1, 1, 7, False),
    ("平成", 1, 1, 8, True),
    ("平成", 31, 4, 30, True),
    ("平成", 31, 5, 1, True),  # printed before the change
    ("平成", 38, 5, 6, True),
    ("令和", 1, 4, 30, False),
    ("令和", 1, 5, 1, True),
    ("令和", 1, 5, 2, True),
    ("令和", 0, 5, 1, False),
    ("令和", 82, 12, 31, True),
    ("令和", 83, 1, 1, False),
    ("慶安", 30, 7, 15, False),
]


@pytest.mark.parametrize(("name", "year", "month", "date", "said"), BOUNDARIES)
def test_knows_where_eras_end(name: str, year: int, month: int, date: int, said: bool) -> None:
    """A date may be said in its era and, where old papers print it so, beyond its end."""
    assert exists(name, year, month, date) is said


@pytest.mark.parametrize(
    ("name", "year", "month", "said"),
    [
        ("令和", 1, 4, False),
        ("令和", 1, 5, True),
        ("令和", 1, None, True),
        ("昭和", 1, 11, False),
        ("昭和", 1, 12, True),
        ("大正", 1, 7, True),
        ("明治", 45, 8, False),
    ],
)
def test_judges_incomplete_dates(name: str, year: int, month: int | None, said: bool) -> None:
    """An incomplete date exists in an era if some day of it does."""
    assert exists(name, year, month, None) is said


def test_eras_follow_each_other() -> None:
    """The eras are in order, and no day falls between two."""
    for era, following in pairwise(ERAS):
        assert era.start < following.start <= era.last_said


@pytest.mark.parametrize(
    ("parts", "days"),
    [
        ((2024, 2), ("2024-02-01", "2024-02-29")),
        ((2025, 2, 28), ("2025-02-28", "2025-02-28")),
        ((2025,), ("2025-01-01", "2025-12-31")),
    ],
)
def test_bounds_what_is_known(parts: tuple[int, ...], days: tuple[str, str]) -> None:
    """The known parts of a date bound the days it can be."""
    assert possible_days(*parts) == tuple(map(day, days))


@pytest.mark.parametrize("parts", [(2025, 2, 29), (2025, 13), (2025, 0, 1), (2025, 1, 0), (0,)])
def test_knows_impossible_days(parts: tuple[int, ...]) -> None:
    """Parts that fit no day bound nothing."""
    assert possible_days(*parts) is None
