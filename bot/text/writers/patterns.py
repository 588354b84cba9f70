"""Dates of a language that needs no more than its words and the order in which they stand."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.text.eras import era_of

# Eras as most languages in Latin letters write them.
LATIN_ERAS = {
    "明治": "Meiji", "大正": "Taisho", "昭和": "Showa", "平成": "Heisei", "令和": "Reiwa",
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class PatternDates:
    """A `DateWriter` made of patterns.

    `months`, `weekdays` their names, from January and from Monday
    `eras`     names of the Japanese eras, by their Japanese names
    `day`      a day without its year: {d}, {m} or {month}
    `in_full`  a day with its year: {day}, {y}, and the era as {era} and {n}
    `in_month` a month with its year, `in_year` a year, `in_issue` a month without its era
    `span`     two days that share their year: {first}, {last}; `spans` two days in full
    `weeks`    first to fifth of a month, `both` and `among` how two of them and many are joined
    `later`    one and two months later; {n} in `much_later`
    `at`       {day}, {weekday} and {time}
    `clock`    {h} and {mm}; `hour` a full hour; with `halves` {h} is of twelve and {half} is one
    `numbered` an issue of the newsletter: {number}; `issued` {numbered} and {month}
    `digits`   ten of them, where they are not 0 to 9
    """

    months: Sequence[str]
    weekdays: Sequence[str]
    day: str
    in_full: str
    in_month: str
    in_year: str
    in_issue: str
    span: str
    spans: str
    weeks: Sequence[str]
    both: str
    later: tuple[str, str]
    much_later: str
    at: str
    numbered: str
    among: str = ", "
    issued: str = "{numbered} ({month})"
    eras: Mapping[str, str]
    clock: str = "{h}:{mm}"
    hour: str = "{h}:{mm}"
    halves: tuple[str, str] | None = None
    digits: str = ""
    first_day: str = ""  # how the first of a month is written, where it is no bare number
    first_year: str = "1"

    def date(self, day: datetime.date) -> str:
        """A day in full, the era in brackets."""
        return self._dated(self._day(day), day)

    def month(self, day: datetime.date) -> str:
        """The month with its year, the era in brackets."""
        return self._own(self.in_month, **self._parts(day))

    def year(self, day: datetime.date) -> str:
        """The year, the era in brackets."""
        return self._own(self.in_year, **self._parts(day))

    def month_name(self, number: int) -> str:
        """A month of any year."""
        return self.months[number - 1]

    def era(self, name: str) -> str:
        """Its name in this language."""
        return self.eras[name]

    def period(self, first: datetime.date, last: datetime.date) -> str:
        """Both days, the year once where it is the same."""
        if first.year == last.year and era_of(first) == era_of(last):
            span = self.span.format(first=self._day(first), last=self._day(last))
            return self._dated(span, last)
        return self.spans.format(first=self.date(first), last=self.date(last))

    def ordinals(self, numbers: Sequence[int]) -> str:
        """Which of the weeks of a month."""
        *before, last = [self.weeks[number - 1] for number in numbers]
        return f"{self.among.join(before)}{self.both}{last}" if before else last

    def months_later(self, months: int) -> str:
        """So many months after this one."""
        if months <= len(self.later):
            return self.later[months - 1]
        return self._own(self.much_later, n=str(months))

    def moment(self, at: datetime.datetime) -> str:
        """A moment of the next days, without its year."""
        weekday = self.weekdays[at.weekday()]
        return self.at.format(day=self._day(at.date()), weekday=weekday, time=self.time(at))

    def time(self, at: datetime.datetime | datetime.time) -> str:
        """Hours and minutes as a clock or a timetable has them."""
        half = self.halves[at.hour >= 12] if self.halves else ""
        hour = (at.hour + 11) % 12 + 1 if self.halves else at.hour
        pattern = self.clock if at.minute else self.hour
        return self._own(pattern, h=str(hour), m=str(at.minute), mm=f"{at.minute:02}", half=half)

    def issue(self, number: int, month: datetime.date | None = None) -> str:
        """The number of the newsletter, and the month in which it came out."""
        numbered = self._own(self.numbered, number=str(number))
        if month is None:
            return numbered
        written = self._own(self.in_issue, **self._parts(month))
        return self.issued.format(numbered=numbered, month=written)

    def _day(self, day: datetime.date) -> str:
        return self._own(self.day, **self._parts(day))

    def _dated(self, day: str, year_of: datetime.date) -> str:
        return self._own(self.in_full, **{**self._parts(year_of), "day": day})

    def _parts(self, day: datetime.date) -> dict[str, str]:
        era, year = era_of(day)
        return {
            "d": self.first_day if self.first_day and day.day == 1 else str(day.day),
            "m": str(day.month),
            "month": self.months[day.month - 1],
            "y": str(day.year),
            "era": self.eras[era.name],
            "n": self.first_year if year == 1 else str(year),
        }

    def _own(self, pattern: str, **values: str) -> str:
        text = pattern.format(**values)
        return text.translate(_table(self.digits)) if self.digits else text


def _table(digits: str) -> dict[int, str]:
    return {ord("0") + number: digit for number, digit in enumerate(digits)}
