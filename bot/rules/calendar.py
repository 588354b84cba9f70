"""Month and birthday arithmetic. Nothing here knows a rule."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)


def month_end(day: date) -> date:
    """The last day of the month that `day` is in (属する月の末日)."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def first_of_month(day: date, months_later: int = 0) -> date:
    """The first day of the month `months_later` after that of `day`."""
    index = day.year * 12 + day.month - 1 + months_later
    return date(index // 12, index % 12 + 1, 1)


def birthday_at(birthday: date, age: int) -> date:
    """The day on which somebody reaches `age`. 29 February is 28 February in a common year
    (inferred: the newsletter does not say it)."""
    year = birthday.year + age
    if (birthday.month, birthday.day) == (2, 29) and not calendar.isleap(year):
        return date(year, 2, 28)
    return birthday.replace(year=year)


def birthday_of(age: int, day: date) -> date:
    """A birthday of somebody who reached `age` on `day`, or on the eve of a 29 February."""
    year = day.year - age
    if (day.month, day.day) == (2, 29) and not calendar.isleap(year):
        return date(year, 2, 28)
    return day.replace(year=year)
