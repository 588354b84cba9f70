"""The eras that a year without one can be of: 30.7.15, 8年の3月, 30年."""

from __future__ import annotations

from datetime import date

from bot.dialogue.facts import DATED
from bot.text import FoundDate, Problem, read_date

_ERAS = ("昭和", "平成", "令和", "大正", "西暦19")
# A date that is not a birthday lies within these years of today; a living person within those.
_YEARS_NEAR, _YEARS_ALIVE = 11, 112


def eras_meant(name: str, words: str, today: date) -> tuple[str, ...]:
    """What may stand before `words`, a date without its era, as an answer about fact `name`."""
    return tuple(
        era
        for era in _ERAS
        if (day := _first_day(read_date(f"{era}{words}", today, DATED[name]))) is not None
        and _can_be_meant(name, day, today)
    )


def _first_day(found: FoundDate) -> date | None:
    """The day itself; of a month or a year alone, which may still be told more of, the first."""
    if found.date is not None:
        return found.date
    if found.year is None or found.problem not in (Problem.MONTH_MISSING, Problem.DAY_MISSING):
        return None
    return date(found.year, found.month or 1, 1)


def _can_be_meant(name: str, day: date, today: date) -> bool:
    if name == "birthday":
        return day <= today and today.year - day.year <= _YEARS_ALIVE
    return abs(day.year - today.year) <= _YEARS_NEAR
