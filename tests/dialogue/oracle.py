"""有効期限 by the table of the newsletter (1, 2ページ), written out for the tests alone.

Nothing of `bot.rules` is used here, so that a slip there is no slip here.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

STARTS, ENDS = date(2025, 8, 1), date(2026, 7, 31)
CONFIRM = "要確認"
NONE = "有効期限がありません"


@dataclass(frozen=True, slots=True)
class Case:
    """One person of a talk."""

    called: str  # as the caller says
    label: str  # as the bot says
    birthday: date
    notice: bool = False
    residence: date | None = None
    graduation: date | None = None
    burden: date | None = None


def _years_later(day: date, years: int) -> date:
    year = day.year + years
    if (day.month, day.day) == (2, 29) and not calendar.isleap(year):
        return date(year, 2, 28)
    return day.replace(year=year)


def _month_end(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def expected(case: Case) -> date | str:
    """The last valid day, NONE or CONFIRM."""
    born, dates = case.birthday, []
    if born <= date(1955, 8, 1):
        turns_75 = _years_later(born, 75)
        if turns_75 <= STARTS:
            return CONFIRM
        dates.append(ENDS)
        if turns_75 <= ENDS:
            dates.append(turns_75 - timedelta(days=1))
        if case.burden is not None and case.burden <= ENDS:
            before = case.burden.replace(day=1) - timedelta(days=1)
            if before < STARTS:
                return CONFIRM
            dates.append(before)
    elif born <= date(1956, 7, 1):
        turns_70 = _years_later(born, 70)
        dates.append(_month_end(turns_70 - timedelta(days=1 if turns_70.day == 1 else 0)))
    if case.residence is not None and case.residence <= date(2026, 7, 30):
        dates.append(case.residence + timedelta(days=1))
    if case.graduation is not None and case.graduation <= ENDS:
        dates.append(case.graduation)
    if dates:
        return min(dates)
    return NONE if case.notice else ENDS


def said(day: date) -> str:
    """令和8年(2026年)7月31日."""
    return f"令和{day.year - 2018}年({day.year}年){day.month}月{day.day}日"


def typed(day: date) -> str:
    """昭和31年3月1日 for a birthday of that era, else with the Western year."""
    if date(1926, 12, 25) <= day <= date(1989, 1, 7):
        return f"昭和{day.year - 1925}年{day.month}月{day.day}日"
    return f"{day.year}年{day.month}月{day.day}日"
