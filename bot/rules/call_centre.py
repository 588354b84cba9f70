"""川崎市保険コールセンター: open now, and when next."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from bot.errors import ImpossibleFacts
from bot.rules.calendar import ONE_DAY
from bot.rules.edition import CallCentre, Edition
from bot.rules.terms import Facts, Mark, Result, single

JAPAN = ZoneInfo("Asia/Tokyo")

# Weekday-free stretches are at most a week long; a fortnight without opening is a broken table.
_SEARCH_DAYS = 14


class DayKind(enum.Enum):
    """What a calendar day is for the call centre."""

    WEEKDAY = "weekday"  # 平日
    OPEN_SATURDAY = "open_saturday"  # 第2・第4土曜日
    SATURDAY = "saturday"  # ほかの土曜日
    SUNDAY = "sunday"  # 日曜日
    HOLIDAY = "holiday"  # 祝日
    YEAR_END = "year_end"  # 年末年始


@dataclass(frozen=True, slots=True)
class Opening:
    """Open at the moment asked for? Until when, or from when next (Japan time), and why."""

    is_open: bool
    closes: datetime | None
    next_opening: datetime | None
    day: DayKind


@cache
def _holidays(year: int) -> frozenset[date]:
    from holidays import country_holidays  # late: the library takes longer to import than we do

    found = frozenset(country_holidays("JP", years=year))
    if not found:
        raise ImpossibleFacts(f"the holidays of {year} are not known")
    return found


def day_kind(day: date, centre: CallCentre) -> DayKind:
    """What `day` is. Holidays close a second Saturday too (read); 年末年始 dates are inferred."""
    month_day = f"{day:%m-%d}"
    if month_day >= centre.year_end_from or month_day <= centre.year_end_to:
        return DayKind.YEAR_END
    if day in _holidays(day.year):
        return DayKind.HOLIDAY
    if day.weekday() == 6:
        return DayKind.SUNDAY
    if day.weekday() == 5:
        return DayKind.OPEN_SATURDAY if _is_open_saturday(day, centre) else DayKind.SATURDAY
    return DayKind.WEEKDAY


def hours_on(day: date, centre: CallCentre) -> tuple[time, time] | None:
    """Opening and closing time on `day`, None where it is closed all day."""
    match day_kind(day, centre):
        case DayKind.WEEKDAY:
            return centre.weekday_opens, centre.weekday_closes
        case DayKind.OPEN_SATURDAY:
            return centre.saturday_opens, centre.saturday_closes
        case _:
            return None


def opening(facts: Facts, edition: Edition) -> Result:
    """Is the call centre open at `facts.at` (4ページ)? Value: Opening. Needs a zoned moment."""
    if facts.at is None or facts.at.tzinfo is None:
        raise ImpossibleFacts("opening needs a moment with its time zone")
    centre, now = edition.call_centre, facts.at.astimezone(JAPAN)
    kind = day_kind(now.date(), centre)
    hours = hours_on(now.date(), centre)
    if hours is not None and hours[0] <= now.time() < hours[1]:
        closes = datetime.combine(now.date(), hours[1], JAPAN)
        value = Opening(True, closes, None, kind)
    else:
        value = Opening(False, None, _next_opening(now, centre), kind)
    return single(value, kind.value, _mark(now.date(), value, centre), edition.sources.call_centre)


def _mark(today: date, value: Opening, centre: CallCentre) -> Mark:
    """年末年始 has no dates in the newsletter; a holiday on an open Saturday is read as closed."""
    last = value.next_opening.date() if value.next_opening else today
    days = [today + timedelta(days=n) for n in range((last - today).days + 1)]
    if any(day_kind(day, centre) is DayKind.YEAR_END for day in days):
        return Mark.INFERRED
    if value.day is DayKind.HOLIDAY and _is_open_saturday(today, centre):
        return Mark.READ
    return Mark.STATED


def _is_open_saturday(day: date, centre: CallCentre) -> bool:
    return day.weekday() == 5 and (day.day - 1) // 7 + 1 in centre.saturdays


def _next_opening(now: datetime, centre: CallCentre) -> datetime:
    for ahead in range(_SEARCH_DAYS):
        day = now.date() + timedelta(days=ahead) if ahead else now.date()
        hours = hours_on(day, centre)
        if hours is not None and (opens := datetime.combine(day, hours[0], JAPAN)) > now:
            return opens
    raise ImpossibleFacts(f"no opening within {_SEARCH_DAYS * ONE_DAY} after {now.isoformat()}")
