"""Making one date of two sayings: a self-correction, a later correction, a year understood."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from bot.text.eras import era_of
from bot.text.found import FoundDate, as_said, resolve
from bot.text.said import Said


def overridden(earlier: Said, later: Said) -> Said:
    """Return the earlier saying with the parts replaced that the later one names.

    A later year without an era (いや、31年) is counted as the earlier one was: in its era, or in
    its century if it was Gregorian.
    """
    year = later if later.has_year else earlier
    era, era_year, gregorian = year.era, year.era_year, year.year
    if later.has_year and later.era is None and later.era_year is not None:
        if earlier.era is not None:
            era = earlier.era
        elif earlier.year is not None:
            era_year, gregorian = None, earlier.year // 100 * 100 + later.era_year
    elif later.era is not None and later.era_year is None:
        era_year = earlier.era_year
    day = later if later.has_day or later.vague else earlier
    return Said(
        era=era, era_year=era_year, year=gregorian,
        month=earlier.month if later.month is None else later.month,
        day=day.day, month_end=day.month_end, vague=day.vague,
        relative=later.relative, unclear=later.unclear,
    )  # fmt: skip


def complete(found: FoundDate, earlier: datetime.date) -> datetime.date | None:
    """Return the earlier date with the parts replaced that ``found`` names.

    1955-07-15 and 「いや、31年でした」 give 1956-07-15 (a bare year is one of the earlier date's
    era). None if such a day does not exist or nothing was said.
    """
    if found.date is not None:
        return found.date
    said = as_said(found)
    if not said.levels:
        return None
    era, era_year = era_of(earlier)
    before = Said(era=era.name, era_year=era_year, month=earlier.month, day=earlier.day)
    whole = resolve(overridden(before, said))
    return whole.date if whole else None


def nearest(found: FoundDate, today: datetime.date, past: bool) -> datetime.date | None:
    """Return the day for a date said without its year (or with the day alone).

    ``past``: the latest such day not after today; otherwise the first one not before today. None
    if more is unknown, or if the parts do not make a day.
    """
    if found.date is not None:
        return found.date
    said = as_said(found)
    if said.has_year or not said.has_day or said.vague or said.unclear:
        return None
    for year, month in _months(today, past):
        if said.month not in (None, month):
            continue
        whole = resolve(said._replace(year=year, month=month))
        day = whole.date if whole else None
        if day is not None and (day <= today if past else day >= today):
            return day
    return None


def _months(today: datetime.date, past: bool) -> Iterator[tuple[int, int]]:
    """Yield the months from that of today on; eight years reach the next 29 February."""
    step = -1 if past else 1
    for count in range(8 * 12 + 1):
        years, month = divmod(today.month - 1 + step * count, 12)
        yield today.year + years, month + 1
