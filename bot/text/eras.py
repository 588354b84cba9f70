"""The Japanese eras since 明治, exact to the day.

Every day from 1868-01-25 has one right era for output. For input a little more is accepted than
the calendar says, because it stands on papers printed before an era ended: 平成38年5月6日,
平成31年5月1日, 昭和64年3月1日. Nothing else runs over: 昭和65年 and 令和元年4月30日 do not exist.
"""

from __future__ import annotations

import calendar
import datetime
from dataclasses import dataclass

LAST_DAY = datetime.date(2100, 12, 31)  # later days are typing errors, not dates


@dataclass(frozen=True, slots=True)
class Era:
    """One era: its first day, and the last day that may be *said* in it."""

    name: str
    kana: str
    start: datetime.date
    last_said: datetime.date


ERAS = (
    Era("明治", "めいじ", datetime.date(1868, 1, 25), datetime.date(1912, 7, 30)),
    # 1912-07-30 and 1926-12-25 belong to both eras: the new one began on the day the old one ended.
    Era("大正", "たいしょう", datetime.date(1912, 7, 30), datetime.date(1926, 12, 25)),
    Era("昭和", "しょうわ", datetime.date(1926, 12, 25), datetime.date(1989, 12, 31)),
    Era("平成", "へいせい", datetime.date(1989, 1, 8), LAST_DAY),
    Era("令和", "れいわ", datetime.date(2019, 5, 1), LAST_DAY),
)
FIRST_DAY = ERAS[0].start
_BY_NAME = {era.name: era for era in ERAS}


def era_of(day: datetime.date) -> tuple[Era, int]:
    """Return the era of ``day`` and the year in it (元年 is 1); ValueError before 1868-01-25."""
    for era in reversed(ERAS):
        if day >= era.start:
            return era, day.year - era.start.year + 1
    raise ValueError(f"no era before {FIRST_DAY}: {day}")


def possible_days(
    year: int, month: int | None = None, day: int | None = None
) -> tuple[datetime.date, datetime.date] | None:
    """Return the first and last day that fit the known parts; None if there is no such day."""
    try:
        first = datetime.date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return None
    if month is None:
        return first, datetime.date(year, 12, 31)
    last = first.day if day is not None else calendar.monthrange(year, month)[1]
    return first, datetime.date(year, month, last)


def gregorian_year(name: str, era_year: int) -> int | None:
    """Return the Gregorian year of year ``era_year`` of the era; None for an era we do not know."""
    era = _BY_NAME.get(name)
    return None if era is None else era.start.year + era_year - 1


def exists(name: str, era_year: int, month: int | None, day: int | None) -> bool:
    """Tell whether some day of the (perhaps incomplete) date may be said in this era."""
    era = _BY_NAME.get(name)
    if era is None or not 0 < era_year < 300:
        return False
    # A day such as 2月30日 is another mistake than a wrong era: judge the month then.
    year = era.start.year + era_year - 1
    days = possible_days(year, month, day) or possible_days(year, month) or possible_days(year)
    return days is not None and days[0] <= era.last_said and days[1] >= era.start
