"""How a language writes dates and times: one writer a language, chosen by its code."""

from __future__ import annotations

import datetime
from collections.abc import MutableMapping, Sequence
from typing import Protocol

from bot.text.writers.en import ENGLISH
from bot.text.writers.es import SPANISH
from bot.text.writers.ja import JapaneseDates
from bot.text.writers.ko import KOREAN
from bot.text.writers.ne import NEPALI
from bot.text.writers.pt import PORTUGUESE
from bot.text.writers.tl import FILIPINO
from bot.text.writers.vi import VIETNAMESE
from bot.text.writers.zh import CHINESE


class DateWriter(Protocol):
    """The forms in which a date or a time is told to a resident."""

    def date(self, day: datetime.date) -> str:
        """A day in full: 令和8年(2026年)7月31日. ValueError for a day it has no words for."""

    def month(self, day: datetime.date) -> str:
        """The month that `day` is in, with its year: 令和8年(2026年)7月."""

    def year(self, day: datetime.date) -> str:
        """The year that `day` is in: 令和8年(2026年)."""

    def month_name(self, number: int) -> str:
        """A month of any year: 7月."""

    def era(self, name: str) -> str:
        """An era by its Japanese name: 昭和, Showa."""

    def period(self, first: datetime.date, last: datetime.date) -> str:
        """Both days, the year once where it is the same: 昭和30年(1955年)7月2日から8月1日."""

    def ordinals(self, numbers: Sequence[int]) -> str:
        """Which of the weeks of a month: 第2・第4."""

    def months_later(self, months: int) -> str:
        """So many months after this one: 翌月, 翌々月."""

    def moment(self, at: datetime.datetime) -> str:
        """A moment of the next days, without its year: 11月24日(火曜日)の8時30分."""

    def time(self, at: datetime.datetime | datetime.time) -> str:
        """A time of day: 17時15分."""

    def issue(self, number: int, month: datetime.date | None = None) -> str:
        """An issue of the newsletter, with the month that it came out in: 第179号(令和7年7月)."""


# A language is added here and by its folder of texts; Content refuses a folder without a writer.
WRITERS: MutableMapping[str, DateWriter] = {
    "ja": JapaneseDates(),
    "ja-easy": JapaneseDates(),
    "en": ENGLISH,
    "zh": CHINESE,
    "ko": KOREAN,
    "vi": VIETNAMESE,
    "tl": FILIPINO,
    "pt": PORTUGUESE,
    "es": SPANISH,
    "ne": NEPALI,
}

__all__ = ["WRITERS", "DateWriter", "JapaneseDates"]
