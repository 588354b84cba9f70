"""bot/text/found.py: what was said, checked against the calendar."""

from __future__ import annotations

import dataclasses

import pytest

from bot.text.found import FoundDate, Problem, as_said, resolve
from bot.text.said import Said

from . import day


def test_a_date_or_a_problem() -> None:
    """A found date has a date exactly if it has no problem."""
    whole = resolve(Said(era="昭和", era_year=30, month=7, day=15))
    part = resolve(Said(era="昭和", era_year=30))
    assert whole is not None
    assert part is not None
    assert (whole.date, whole.problem, whole.year) == (day("1955-07-15"), None, 1955)
    assert (part.date, part.problem) == (None, Problem.MONTH_MISSING)


@pytest.mark.parametrize("year", [1, 1867, 2101, 9999, 10**9])
def test_is_no_date_outside_the_eras(year: int) -> None:
    """Years before 1868 and after 2100 are no dates at all."""
    assert resolve(Said(year=year, month=1, day=1)) is None
    assert resolve(Said(year=year)) is None


def test_fiscal_years_end_in_the_next_year() -> None:
    """The March of 令和7年度 is in 2026, its April in 2025."""
    march = resolve(Said(era="令和", era_year=7, month=3, month_end=True, fiscal=True))
    april = resolve(Said(era="令和", era_year=7, month=4, day=1, fiscal=True))
    assert march is not None
    assert april is not None
    assert (march.date, april.date) == (day("2026-03-31"), day("2025-04-01"))


def test_parts_survive_a_second_reading() -> None:
    """Taking a found date apart and resolving it again changes nothing."""
    for said in (
        Said(era="昭和", era_year=30, month=7, day=15),
        Said(year=2024, month=2, month_end=True),
        Said(month=2, month_end=True),
        Said(era_year=31),
        Said(year=2025, month=7, vague=True, relative=True),
    ):
        found = resolve(said)
        assert found is not None
        assert resolve(as_said(found)) == found


def test_ids_are_lower_case_words() -> None:
    """Problems have ids that texts can be filed under."""
    assert all(problem.value == problem.name.lower() for problem in Problem)


def test_is_frozen() -> None:
    """A found date cannot be changed."""
    assert dataclasses.is_dataclass(FoundDate)
    found = resolve(Said(year=1955))
    with pytest.raises(dataclasses.FrozenInstanceError):
        found.year = 1956  # type: ignore[misc, union-attr]
