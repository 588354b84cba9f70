"""The dated values of one edition: 国保だより of one July with the documents that it announces.

They are read from a city's folder by bot.content.editions. No rule has a date of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time


@dataclass(frozen=True, slots=True)
class Documents:
    """Period of the documents and the days up to which the exceptions reach (all inclusive)."""

    starts: date
    ends: date
    turns_70_by: date
    residence_by: date
    graduates_by: date


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


@dataclass(frozen=True, slots=True)
class Banks:
    """お申し込み可能な金融機関. Which way each takes is not known to us."""

    as_of: date
    listed: tuple[Bank, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """All values of one edition."""

    newsletter: str
    published: date
    checked: date
    documents: Documents
    ecert: Ecert
    transfer: Transfer
    call_centre: CallCentre
    banks: Banks
    late_posting: LatePosting | None = None  # not every year has one
