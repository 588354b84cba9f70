"""What an edition and a city put into the {…} of every text, in the words of one language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from bot.content.bank_names import listed_banks
from bot.content.book import Book
from bot.content.branches import MARKS
from bot.content.city import City
from bot.messages import JAPANESE
from bot.rules.calendar import ONE_DAY
from bot.rules.edition import Edition
from bot.text.writers import DateWriter

_ISSUE = re.compile(r"第(\d+)号(?:\(令和(\d+)年(\d+)月\))?")
_BEFORE_REIWA = 2018

# The names of `edition_values`. A text that asks for another one is refused at the start.
EDITION_NAMES = frozenset(
    {
        *("phone", "weekday_opens", "weekday_closes", "saturday_opens", "saturday_closes"),
        *("saturdays", "issue", "issue_number", "renewal", "last_ended", "starts", "ends"),
        *("turns_70_by", "residence_by", "graduates_by"),
        *("late_births", "late_month", "ecert_months", "closing_day"),
        *("bank_start", "ward_start", "bank_example", "ward_example", "ecert_example"),
        *("banks", "bank_count", "as_of"),
    }
)


def edition_values(
    edition: Edition, dates: DateWriter, language: str = JAPANESE, comma: str = "、"
) -> dict[str, str]:
    """The dated values as words; `late_…` only in an edition that posts some papers later."""
    documents, banks, centre = edition.documents, edition.banks, edition.call_centre
    transfer = edition.transfer
    values = {
        "phone": centre.phone,
        "weekday_opens": dates.time(centre.weekday_opens),
        "weekday_closes": dates.time(centre.weekday_closes),
        "saturday_opens": dates.time(centre.saturday_opens),
        "saturday_closes": dates.time(centre.saturday_closes),
        "saturdays": dates.ordinals(centre.saturdays),
        "issue": written_issue(edition.newsletter, dates),
        "issue_number": written_issue(edition.newsletter.partition("(")[0], dates),
        "renewal": dates.month(edition.published),
        "last_ended": dates.date(documents.starts - ONE_DAY),
        "starts": dates.date(documents.starts),
        "ends": dates.date(documents.ends),
        "turns_70_by": dates.date(documents.turns_70_by),
        "residence_by": dates.date(documents.residence_by),
        "graduates_by": dates.date(documents.graduates_by),
        "ecert_months": str(edition.ecert.months_usable),
        "closing_day": str(transfer.closing_day),
        "bank_start": dates.months_later(transfer.bank_months),
        "ward_start": dates.months_later(transfer.ward_months),
        # Of somebody who applies in April, or whose certificate runs out then.
        "bank_example": dates.month_name(_after_april(transfer.bank_months)),
        "ward_example": dates.month_name(_after_april(transfer.ward_months)),
        "ecert_example": dates.month_name(_after_april(edition.ecert.months_usable)),
        "banks": listed_banks(banks.listed, language, comma),
        "bank_count": str(len(banks.listed)),
        "as_of": dates.date(banks.as_of),
    }
    if late := edition.late_posting:
        values["late_births"] = dates.period(late.born_from, late.born_to)
        values["late_month"] = dates.month(late.planned_to)
    return values


def written_issue(newsletter: str, dates: DateWriter) -> str:
    """第179号(令和7年7月) in the language's words; as it stands where it is written otherwise."""
    found = _ISSUE.fullmatch(newsletter)
    if found is None:
        return newsletter
    number, year, month = found.groups()
    if year is None:
        return dates.issue(int(number))
    return dates.issue(int(number), date(_BEFORE_REIWA + int(year), int(month), 1))


def _after_april(months: int) -> int:
    """The number of a month."""
    return (3 + months) % 12 + 1


def all_values(
    city: City, edition: Edition, book: Book, dates: DateWriter, language: str
) -> Mapping[str, str]:
    """Both; a language may have names of its own for what city.yml names (phrases, `names`)."""
    own = book.phrases.get("names", {})
    comma = book.phrases.get("join", {}).get("comma", "、")
    marks = dict.fromkeys(MARKS, "")  # they choose sentences, and say nothing
    values = edition_values(edition, dates, language, comma)
    return {**marks, **city.placeholders(), **own, **values}
