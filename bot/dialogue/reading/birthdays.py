"""Birthdays that are whole once one knows whose they are, or what else was said of them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import replace

from bot.dialogue.reading.draft import Draft
from bot.text import Problem
from bot.text.eras import ERAS, exists, gregorian_year

# They are grown up, whoever says so: a parent, a spouse, the caller and the caller's elders.
_GROWN_UP = re.compile(
    r"(?:grand)?(?:father|mother|parent)(?:_in_law)?(?:_\d)?|husband|wife|spouse|couple_\d|uncle|aunt|self"
)
_GROWN, _OLDEST = 16, 115
_PART = re.compile(r"(?P<year>\d{4}|-)?(?:-(?P<month>\d\d|-))?(?:-(?P<day>\d\d))?")


def with_era(draft: Draft, key: str, today: datetime.date) -> Draft:
    """父は24年6月1日: the one era in which a grown person can be born, if it is one."""
    day = draft.day
    if draft.problem is not Problem.ERA_MISSING or day is None or day.era_year is None:
        return draft
    if not _GROWN_UP.fullmatch(key):
        return draft
    said = (day.era_year, day.month, day.day)
    years = [gregorian_year(e.name, day.era_year) for e in ERAS if exists(e.name, *said)]
    ages = [(year, today.year - year) for year in years if year is not None]
    fits = [year for year, age in ages if _GROWN <= age <= _OLDEST]
    return of_parts(draft, f"{fits[0]}", draft.part) if len(fits) == 1 else draft


def put_together(drafts: Sequence[Draft]) -> Draft | None:
    """昭和26年生まれで、4月です: one birthday of the parts that each leaves out."""
    parts: dict[str, str] = {}
    for draft in drafts:
        for name, said in _said(draft.part).items():
            if parts.setdefault(name, said) != said:
                return None
    if "year" not in parts or not any(_said(draft.part) != parts for draft in drafts):
        return None
    rest = "-".join(["-", *(parts[name] for name in ("month", "day") if name in parts)])
    return of_parts(drafts[0], parts["year"], rest)


def _said(part: str) -> dict[str, str]:
    match = _PART.fullmatch(part)
    groups = match.groupdict() if match else {}
    return {name: said for name, said in groups.items() if said and said != "-"}


def of_parts(draft: Draft, year: str, rest: str) -> Draft:
    """A year and what is said of the day in it: "--04-15"."""
    said = _said(rest)
    if "month" not in said:
        return replace(draft, part=year, problem=Problem.MONTH_MISSING)
    if "day" not in said:
        return replace(draft, part=f"{year}-{said['month']}", problem=Problem.DAY_MISSING)
    try:
        day = datetime.date(int(year), int(said["month"]), int(said["day"]))
    except ValueError:
        return draft
    return replace(draft, value=day.isoformat(), part="", problem=None)
