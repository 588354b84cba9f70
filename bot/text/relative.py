"""Arithmetic of words that need today: 昨日, 先月, 3日前, 1か月後. Today is always a parameter."""

from __future__ import annotations

import datetime

from bot.text.eras import possible_days
from bot.text.said import Said


def day_from(today: datetime.date, days: int) -> Said | None:
    """Return the day ``days`` after today (before, if negative); None out of the calendar."""
    try:
        day = today + datetime.timedelta(days=days)
    except OverflowError:
        return None
    return Said(year=day.year, month=day.month, day=day.day, relative=True)


def month_from(today: datetime.date, months: int) -> Said:
    """Return the month (without a day) ``months`` after the one of today."""
    years, month = divmod(today.month - 1 + months, 12)
    return Said(year=today.year + years, month=month + 1, relative=True)


def same_day_from(today: datetime.date, months: int) -> Said | None:
    """Return today's day ``months`` later; the month's last day where it has no such day."""
    said = month_from(today, months)
    days = possible_days(said.year or 0, said.month)
    return None if days is None else said._replace(day=min(today.day, days[1].day))


def year_from(today: datetime.date, years: int) -> Said:
    """Return the year ``years`` after the one of today."""
    return Said(year=today.year + years, relative=True)


def fiscal_year_from(today: datetime.date, years: int) -> Said:
    """Return the fiscal year (年度, April to March) ``years`` after the one of today."""
    first = today.year if today.month >= 4 else today.year - 1
    return Said(year=first + years, relative=True, fiscal=True)
