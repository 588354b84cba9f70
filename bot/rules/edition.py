"""Dated values, one file an edition in `editions/`, each with its source. Nothing is hard-coded.

An edition is 国保だより of one July with the documents that it announces. Asking for a day that no
edition covers raises OutsideEdition: last year's rule is never stretched over this year.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from functools import cache
from itertools import pairwise
from pathlib import Path

from bot import strict_yaml
from bot.errors import DataError, OutsideEdition
from bot.rules.calendar import ONE_DAY

EDITIONS = Path(__file__).with_name("editions")


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


def read_edition(path: Path) -> Edition:
    """One file as an Edition. Raises DataError where its values contradict each other."""
    edition = strict_yaml.build(Edition, strict_yaml.load(path), path.name)
    d, late, centre = edition.documents, edition.late_posting, edition.call_centre
    ordered = {
        "documents: starts is not before ends": d.starts < d.ends,
        "documents: published after its documents start": edition.published <= d.starts,
        "documents: an exception reaches beyond the period": all(
            d.starts <= day <= d.ends for day in (d.turns_70_by, d.residence_by, d.graduates_by)
        ),
        "late_posting: born_from is after born_to": late is None or late.born_from <= late.born_to,
        "late_posting: planned_from is after planned_to": late is None
        or late.planned_from <= late.planned_to,
        "ecert: months_usable is not 1..12": 1 <= edition.ecert.months_usable <= 12,
        "transfer: closing_day is not 1..28": 1 <= edition.transfer.closing_day <= 28,
        "transfer: months are not 1..12": all(
            1 <= months <= 12
            for months in (
                edition.transfer.bank_months,
                edition.transfer.web_months,
                edition.transfer.ward_months,
            )
        ),
        "call_centre: opens after it closes": centre.weekday_opens < centre.weekday_closes
        and centre.saturday_opens < centre.saturday_closes,
        "call_centre: saturdays are not 1..5": all(1 <= n <= 5 for n in centre.saturdays),
        "call_centre: year_end is not MM-DD": _is_month_day(centre.year_end_from)
        and _is_month_day(centre.year_end_to),
    }
    for complaint, holds in ordered.items():
        if not holds:
            raise DataError(f"{path.name}: {complaint}")
    return edition


def _is_month_day(text: str) -> bool:
    try:
        date.fromisoformat(f"2024-{text}")
    except ValueError:
        return False
    return True


def read_editions(folder: Path) -> tuple[Edition, ...]:
    """All editions in order. Raises DataError for none at all, an overlap or a gap."""
    read = [(read_edition(path), path.name) for path in folder.glob("*.yml")]
    if not read:
        raise DataError(f"{folder.name}: no edition found")
    read.sort(key=lambda pair: pair[0].documents.starts)
    for (before, _), (after, name) in pairwise(read):
        if after.documents.starts != before.documents.ends + ONE_DAY:
            raise DataError(
                f"{name}: documents.starts is {after.documents.starts}, but the edition before it "
                f"ends {before.documents.ends}: a gap or an overlap"
            )
    return tuple(edition for edition, _ in read)


@cache
def editions() -> tuple[Edition, ...]:
    """The editions of this installation, read once."""
    return read_editions(EDITIONS)


def latest_edition() -> Edition:
    """The newest edition that we know."""
    return editions()[-1]


def edition_of(day: date) -> Edition:
    """The edition whose documents cover `day`. Raises OutsideEdition."""
    for edition in editions():
        if edition.documents.starts <= day <= edition.documents.ends:
            return edition
    raise OutsideEdition(f"no known 国保だより covers documents on {day.isoformat()}")


def edition_in_force(day: date) -> Edition:
    """The newest edition published on or before `day`, for what has no end date (hours, transfer).

    Raises OutsideEdition for days before the first.
    """
    published = [e for e in editions() if e.published <= day]
    if not published:
        raise OutsideEdition(f"no 国保だより that we know was out on {day.isoformat()}")
    return published[-1]
