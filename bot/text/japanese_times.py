"""Times of day as people say them. Dates are in japanese_dates."""

from __future__ import annotations

from datetime import datetime

_WEEKDAYS = "月火水木金土日"


def format_time(moment: datetime) -> str:
    """17時15分; a full hour without its minutes: 9時."""
    return f"{moment.hour}時{moment.minute}分" if moment.minute else f"{moment.hour}時"


def format_moment(moment: datetime) -> str:
    """11月24日(火曜日)の8時30分: a moment of the next days, so without its year."""
    day = f"{moment.month}月{moment.day}日({_WEEKDAYS[moment.weekday()]}曜日)"
    return f"{day}の{format_time(moment)}"
