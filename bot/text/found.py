"""A date as found in somebody's words, and why it is not one if it is not.

``resolve`` is the only place where said parts become a calendar day.
"""

from __future__ import annotations

import datetime
import enum
from dataclasses import dataclass

from bot.text.eras import FIRST_DAY, LAST_DAY, exists, gregorian_year, possible_days
from bot.text.said import Said


class Problem(enum.Enum):
    """Why there is no date. Where several parts are missing, the largest one names the problem."""

    NO_DATE = "no_date"  # nothing about a date, or nothing about the date that was asked for
    YEAR_MISSING = "year_missing"  # 7月15日
    ERA_MISSING = "era_missing"  # 55年7月15日, 30.7.15
    MONTH_MISSING = "month_missing"  # 昭和30年
    DAY_MISSING = "day_missing"  # 昭和30年7月, 先月, 3月20日頃
    NO_SUCH_DAY = "no_such_day"  # 2月30日
    NO_SUCH_ERA_YEAR = "no_such_era_year"  # 昭和65年, 令和元年4月30日, 慶安30年
    AGE_ONLY = "age_only"  # 70歳です
    UNCLEAR = "unclear"  # 7月15日か16日, 昭和30年(1956年): two answers at once


@dataclass(frozen=True, slots=True)
class FoundDate:
    """One date-like stretch of a text; ``problem`` is None exactly if ``date`` is not."""

    start: int  # the span in the original text
    end: int
    text: str  # original[start:end]
    date: datetime.date | None
    year: int | None  # Gregorian parts as far as known; a wrong 月 or 日 stays as said
    month: int | None
    day: int | None
    era: str | None  # as said: 昭和
    era_year: int | None  # as said; without an era (31年です) only this is set
    problem: Problem | None
    before: str = ""  # the words up to the neighbouring date or the sentence's end
    after: str = ""
    relative: bool = False  # counted from today: 今日, 来年の3月末
    corrected_from: str | None = None  # the earlier words that were taken back
    vague: bool = False  # 頃, 上旬: even a merge must not give it a day
    month_end: bool = False  # 末: in February the day depends on the year


def resolve(
    said: Said, text: str = "", span: tuple[int, int] = (0, 0), before: str = "", after: str = ""
) -> FoundDate | None:
    """Check what was said against eras and calendar; the other parameters are taken over.

    None if the date lies outside 1868-01-25 … 2100-12-31.
    """
    year, wrong_era = _year(said)
    month = said.month
    if year is not None and said.fiscal and month is not None and month <= 3:
        year += 1
    if year is not None and not FIRST_DAY.year <= year <= LAST_DAY.year:
        return None
    day = None if said.vague else _day(said, year)
    date, problem = None, _problem(said, wrong_era, year, month, day)
    if problem is None and year is not None and month is not None and day is not None:
        date = datetime.date(year, month, day)
        if date < FIRST_DAY:
            return None
    return FoundDate(
        *span, text=text[span[0] : span[1]], date=date, year=year, month=month, day=day,
        era=said.era, era_year=said.era_year, problem=problem,
        before=before, after=after, relative=said.relative,
        vague=said.vague, month_end=said.month_end and not said.vague,
    )  # fmt: skip


def _year(said: Said) -> tuple[int | None, bool]:
    """Return the Gregorian year, and whether the era has no such year or day."""
    if said.era is None or said.era_year is None:
        return said.year, False
    if not exists(said.era, said.era_year, said.month, None if said.vague else said.day):
        return None, True
    return gregorian_year(said.era, said.era_year), False


def _day(said: Said, year: int | None) -> int | None:
    """Return the day as said; for a month's end the last day, if it can be known."""
    if not said.month_end or said.month is None:
        return said.day
    if said.month == 2 and year is None:
        return None
    days = possible_days(year if year is not None else 2000, said.month)
    return None if days is None else days[1].day


def _problem(
    said: Said, wrong_era: bool, year: int | None, month: int | None, day: int | None
) -> Problem | None:
    if said.unclear:
        return Problem.UNCLEAR
    if wrong_era:
        return Problem.NO_SUCH_ERA_YEAR
    # Without a year take a leap year: 2月30日 never exists, 2月29日 may.
    if month is not None and possible_days(year or 2000, month, day) is None:
        return Problem.NO_SUCH_DAY
    if not said.levels:
        return Problem.DAY_MISSING
    if year is None:
        return Problem.YEAR_MISSING if said.era_year is None else Problem.ERA_MISSING
    if month is None:
        return Problem.MONTH_MISSING
    return Problem.DAY_MISSING if day is None else None


def as_said(found: FoundDate) -> Said:
    """Return the parts of a found date, to be merged with others and resolved again."""
    return Said(
        era=found.era, era_year=found.era_year, year=None if found.era else found.year,
        month=found.month, day=None if found.month_end else found.day,
        month_end=found.month_end, relative=found.relative, vague=found.vague,
        unclear=found.problem is Problem.UNCLEAR,
    )  # fmt: skip
