"""Japanese dates and times. The one place where one becomes Japanese text.

Every day from 1868-01-25 has the one right era; earlier days raise ValueError.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from bot.text.eras import era_of

_WEEKDAYS = ("月曜日", "火曜日", "水曜日", "木曜日", "金曜日", "土曜日", "日曜日")
_SPOKEN_WEEKDAYS = (
    "げつようび", "かようび", "すいようび", "もくようび", "きんようび", "どようび", "にちようび",
)  # fmt: skip
_SPOKEN_MONTHS = (
    "いちがつ", "にがつ", "さんがつ", "しがつ", "ごがつ", "ろくがつ", "しちがつ", "はちがつ",
    "くがつ", "じゅうがつ", "じゅういちがつ", "じゅうにがつ",
)  # fmt: skip
_DIGITS = ("", "いち", "に", "さん", "よん", "ご", "ろく", "なな", "はち", "きゅう")
# Days that are not read as a number and にち; seventeen and the like are.
_SPOKEN_DAYS = {
    1: "ついたち", 2: "ふつか", 3: "みっか", 4: "よっか", 5: "いつか", 6: "むいか", 7: "なのか",
    8: "ようか", 9: "ここのか", 10: "とおか",
    14: "じゅうよっか", 20: "はつか", 24: "にじゅうよっか",
}  # fmt: skip
# Before にち seven and nine have their older readings.
_DIGITS_OF_DAYS = (*_DIGITS[:7], "しち", "はち", "く")


class JapaneseDates:
    """A `DateWriter` with eras, the Gregorian year in brackets right behind them."""

    def date(self, day: datetime.date) -> str:
        """令和8年(2026年)7月31日."""
        return f"{self.month(day)}{day.day}日"

    def month(self, day: datetime.date) -> str:
        """令和8年(2026年)7月."""
        return f"{self.year(day)}{day.month}月"

    def year(self, day: datetime.date) -> str:
        """令和8年(2026年)."""
        era, year = era_of(day)
        return f"{era.name}{'元' if year == 1 else year}年({day.year}年)"

    def month_name(self, number: int) -> str:
        """7月."""
        return f"{number}月"

    def era(self, name: str) -> str:
        """昭和."""
        return name

    def period(self, first: datetime.date, last: datetime.date) -> str:
        """昭和30年(1955年)7月2日から8月1日."""
        return f"{self.date(first)}から{self.date(last).removeprefix(self.year(first))}"

    def ordinals(self, numbers: Sequence[int]) -> str:
        """第2・第4."""
        return "・".join(f"第{number}" for number in numbers)

    def months_later(self, months: int) -> str:
        """翌月, 翌々月, 3か月後."""
        return {1: "翌月", 2: "翌々月"}.get(months, f"{months}か月後")

    def moment(self, at: datetime.datetime) -> str:
        """11月24日(火曜日)の8時30分."""
        return f"{at.month}月{at.day}日({_WEEKDAYS[at.weekday()]})の{self.time(at)}"

    def time(self, at: datetime.datetime | datetime.time) -> str:
        """17時15分; a full hour without its minutes: 9時."""
        return f"{at.hour}時{at.minute}分" if at.minute else f"{at.hour}時"

    def issue(self, number: int, month: datetime.date | None = None) -> str:
        """第179号(令和7年7月)."""
        if month is None:
            return f"第{number}号"
        era, year = era_of(month)
        return f"第{number}号({era.name}{'元' if year == 1 else year}年{month.month}月)"


_JAPANESE = JapaneseDates()
format_date, format_month = _JAPANESE.date, _JAPANESE.month
format_moment, format_time, format_period = _JAPANESE.moment, _JAPANESE.time, _JAPANESE.period


def format_date_long(day: datetime.date) -> str:
    """Return "令和8年(2026年)7月31日(金曜日)"."""
    return f"{format_date(day)}({_WEEKDAYS[day.weekday()]})"


def speak_date(day: datetime.date) -> str:
    """Return the date in kana for reading aloud: "れいわはちねん、しちがつ、…、きんようび"."""
    era, year = era_of(day)
    return "、".join(
        (
            f"{era.kana}{_spoken_year(year)}",
            _SPOKEN_MONTHS[day.month - 1],
            _spoken_day(day.day),
            _SPOKEN_WEEKDAYS[day.weekday()],
        )
    )


def _spoken_year(year: int) -> str:
    if year == 1:
        return "がんねん"
    tens, ones = divmod(year, 10)
    # Four years are よねん, never よんねん.
    return f"{_spoken_tens(tens)}{'よ' if ones == 4 else _DIGITS[ones]}ねん"


def _spoken_day(day: int) -> str:
    if day in _SPOKEN_DAYS:
        return _SPOKEN_DAYS[day]
    tens, ones = divmod(day, 10)
    return f"{_spoken_tens(tens)}{_DIGITS_OF_DAYS[ones]}にち"


def _spoken_tens(tens: int) -> str:
    if tens == 0:
        return ""
    return "じゅう" if tens == 1 else f"{_DIGITS[tens]}じゅう"
