"""Birthdays that are whole once one knows whose they are, or what else was said of them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import replace

from bot.dialogue.reading.draft import Draft
from bot.text import FoundDate, Problem
from bot.text.eras import ERAS, exists, gregorian_year

# They are grown up, whoever says so: a parent, a spouse, the caller and the caller's elders.
_GROWN_UP = re.compile(
    r"(?:grand)?(?:father|mother|parent)(?:_in_law)?(?:_\d)?|husband|wife|spouse|couple_\d|uncle|aunt|self"
)
_CHILD = re.compile("child|son|daughter|grandchild|twin|nephew|niece")
_ERA = re.compile("昭和|しょうわ|平成|へいせい|[SHsh][0-9]")
_GROWN, _OLDEST = 16, 115
_ONE_GENERATION = 25  # years: 私は昭和63年、妹は2年 is no 昭和2年
_SEASON = re.compile(r"(?P<year>\d{4})-(?P<first>\d\d)/(?P=year)-(?P<last>\d\d)")  # 昭和26年の夏
_NAMES = ("year", "month", "day")
_PART = re.compile(r"(?P<year>\d{4}|-)?(?:-(?P<month>\d\d|-))?(?:-(?P<day>\d\d))?")


def with_era(
    draft: Draft, key: str, today: datetime.date, said_before: str, before: FoundDate | None
) -> Draft:
    """父は24年6月1日: the one era in which a grown person can be born, if it is one.

    私は昭和28年…、息子は58年1月20日: of a child the one era that had such a year, among others'.
    ``before``: the birthday told last of somebody of their generation, whose era goes on.
    """
    day = draft.day
    if draft.problem is not Problem.ERA_MISSING or day is None or day.era_year is None:
        return draft
    is_grown = _GROWN_UP.fullmatch(key) is not None
    if not is_grown and not _ERA.search(said_before):
        return draft
    youngest = _GROWN if is_grown else 0
    said = (day.era_year, day.month, day.day)
    years = {e.name: gregorian_year(e.name, day.era_year) for e in ERAS if exists(e.name, *said)}
    ages = [(name, year, today.year - year) for name, year in years.items() if year is not None]
    fits = {name: year for name, year, age in ages if youngest <= age <= _OLDEST}
    if before is not None and before.year is not None and before.era in fits:
        goes_on = fits[before.era]
        if abs(goes_on - before.year) <= _ONE_GENERATION:
            return of_parts(draft, f"{goes_on}", draft.part)
    only = next(iter(fits.values())) if len(fits) == 1 else None
    return of_parts(draft, f"{only}", draft.part) if only is not None else draft


def is_child(key: str) -> bool:
    """Is it somebody of the generation of the children?"""
    return _CHILD.match(key) is not None


def put_together(drafts: Sequence[Draft]) -> Draft | None:
    """昭和26年生まれで、4月です: one birthday of the parts that each leaves out."""
    parts: dict[str, str] = {}
    seasons = [found for d in drafts if (found := _SEASON.fullmatch(d.part))]
    for draft in drafts:
        for name, said in _said(draft.part).items():
            if parts.setdefault(name, said) != said:
                return None
    if any(not s["first"] <= parts.get("month", s["first"]) <= s["last"] for s in seasons):
        return None
    if "year" not in parts or not any(_said(draft.part) != parts for draft in drafts):
        return None
    rest = "-".join(["-", *(parts[name] for name in ("month", "day") if name in parts)])
    return of_parts(drafts[0], parts["year"], rest)


def _said(part: str) -> dict[str, str]:
    match = _PART.fullmatch(part) or _SEASON.fullmatch(part)
    groups = match.groupdict() if match else {}
    return {n: said for n, said in groups.items() if n in _NAMES and said and said != "-"}


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
