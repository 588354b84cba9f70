"""What an edition and a city put into the {…} of every text, in the words of one language."""

from __future__ import annotations

from collections.abc import Mapping

from bot.content.book import Book
from bot.content.city import City
from bot.rules.edition import Edition
from bot.text.writers import DateWriter

# The names of `edition_values`. A text that asks for another one is refused at the start.
EDITION_NAMES = frozenset(
    {
        *("phone", "issue", "ends", "turns_70_by", "residence_by", "graduates_by"),
        *("banks", "bank_count", "as_of"),
    }
)


def edition_values(edition: Edition, dates: DateWriter) -> dict[str, str]:
    """The dated values as words."""
    documents, banks = edition.documents, edition.banks
    return {
        "phone": edition.call_centre.phone,
        "issue": edition.newsletter,
        "ends": dates.date(documents.ends),
        "turns_70_by": dates.date(documents.turns_70_by),
        "residence_by": dates.date(documents.residence_by),
        "graduates_by": dates.date(documents.graduates_by),
        "banks": "、".join(bank.name for bank in banks.listed),
        "bank_count": str(len(banks.listed)),
        "as_of": dates.date(banks.as_of),
    }


def all_values(city: City, edition: Edition, book: Book, dates: DateWriter) -> Mapping[str, str]:
    """Both; a language may have names of its own for what city.yml names (phrases, `names`)."""
    own = book.phrases.get("names", {})
    return {**city.placeholders(), **own, **edition_values(edition, dates)}
