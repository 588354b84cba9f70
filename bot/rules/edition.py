"""The dated values of one edition: 国保だより of one July with the documents that it announces.

They are read from a city's folder by bot.content.editions. No rule has a date of its own.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date, time

from bot.rules.sources import Sources


@dataclass(frozen=True, slots=True)
class Documents:
    """Period of the documents and the days up to which the exceptions reach (all inclusive).

    `ends`  原則 of everybody, or of those of `senior_age` where `younger_ends` names another day
    """

    starts: date
    ends: date
    turns_70_by: date
    residence_by: date
    graduates_by: date
    younger_ends: date | None = None

    @property
    def last(self) -> date:
        """The last day that any of these documents may bear."""
        return max(self.ends, self.younger_ends or self.ends)


class Circumstance(enum.Enum):
    """The fact on whose day an exception turns; the values are names of Facts."""

    BIRTHDAY = "birthday"  # 誕生日
    RESIDENCE_UNTIL = "residence_until"  # 在留期限
    GRADUATION = "graduation"  # マル学の卒業予定日
    BURDEN_CHANGE = "burden_change"  # 窓口負担割合が変わる日


class Reach(enum.Enum):
    """The day up to which an exception reaches, as Documents names it."""

    ENDS = "ends"
    TURNS_70_BY = "turns_70_by"
    RESIDENCE_BY = "residence_by"
    GRADUATES_BY = "graduates_by"


class LastDay(enum.Enum):
    """How the last day of a document follows from the day that the exception turns on."""

    DAY_BEFORE = "day_before"  # その日の前日
    THAT_DAY = "that_day"  # その日
    DAY_AFTER = "day_after"  # その日の翌日
    MONTH_END = "month_end"  # その日が属する月の末日
    MONTH_END_OF_EVE = "month_end_of_eve"  # 同上。1日なら前の月の末日
    MONTH_END_BEFORE = "month_end_before"  # その日が属する月の前の月の末日


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpiryException:
    """One exception of 有効期限: whom it meets, and what last day it gives.

    `rule`      its id, in results and in the phrases
    `age`       the age that is reached on the birthday (years); where it turns on one
    `from_age`  only for those who are that old when the documents start (years)
    """

    rule: str
    turns_on: Circumstance
    by: Reach
    last_day: LastDay
    age: int | None = None
    from_age: int | None = None


@dataclass(frozen=True, slots=True)
class ExpiryRules:
    """原則と例外: from which age a paper has a last day at any rate, and every exception."""

    senior_age: int  # 70歳以上の方
    exceptions: tuple[ExpiryException, ...]


@dataclass(frozen=True, slots=True)
class LatePosting:
    """Births whose documents were posted separately, and when (7月下旬頃, planned)."""

    born_from: date
    born_to: date
    planned_from: date
    planned_to: date


@dataclass(frozen=True, slots=True)
class Ecert:
    """Months after the month of expiry during which an expired 電子証明書 still works."""

    months_usable: int


@dataclass(frozen=True, slots=True)
class Transfer:
    """口座振替: day of the month by which to apply, months until the first transfer."""

    closing_day: int
    bank_months: int
    web_months: int
    ward_months: int


@dataclass(frozen=True, slots=True)
class CallCentre:
    """川崎市保険コールセンター: hours are half-open, closed from the closing minute on."""

    phone: str
    weekday_opens: time
    weekday_closes: time
    saturday_opens: time
    saturday_closes: time
    saturdays: tuple[int, ...]
    year_end_from: str
    year_end_to: str


@dataclass(frozen=True, slots=True)
class Bank:
    """One 金融機関, and what people call it besides."""

    name: str
    also: tuple[str, ...] = ()
    abroad: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Banks:
    """お申し込み可能な金融機関. Which way each takes is not known to us."""

    as_of: date
    listed: tuple[Bank, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """All values of one edition.

    `services_issue`  the newsletter that hours, transfer and banks are taken from, where a newer
        one is out already; never in a file, bot.content.editions.edition_for sets it
    """

    newsletter: str
    published: date
    checked: date
    documents: Documents
    expiry: ExpiryRules
    sources: Sources
    ecert: Ecert
    transfer: Transfer
    call_centre: CallCentre
    banks: Banks
    late_posting: LatePosting | None = None  # not every year has one
    services_issue: str = ""

    def issue_of(self, place: str) -> str:
        """The newsletter that holds what `place` names."""
        s = self.sources
        of_services = place in (s.ecert, s.transfer, s.banks, s.call_centre)
        return self.services_issue if self.services_issue and of_services else self.newsletter
