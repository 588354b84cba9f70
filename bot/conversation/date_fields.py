"""How a fact is entered, and a date from three fields: one reader, one set of sentences."""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import Literal

from bot.content import say
from bot.dialogue.facts import DATED
from bot.dialogue.hearing import impossible
from bot.text import read_date

_MONTH_ENOUGH = frozenset({"burden_change", "ecert_expiry"})
_MONTHS = frozenset({"burden_change"})

Input = Literal["date", "month", "text"]


def input_of(fact: str | None) -> Input | None:
    """How a person enters `fact`; None for what is answered by a choice."""
    if fact == "bank":
        return "text"
    if fact not in DATED:
        return None
    return "month" if fact in _MONTHS else "date"


def read_fields(
    fact: str, fields: tuple[str, str, str, str], today: date
) -> tuple[str | None, str | None]:
    """The date in words, or the sentence that says what is wrong. `fields`: era, year, month, day.

    The words are the resident's own fields put together, so that the talk shows what they chose.
    """
    era, year, month, day = (unicodedata.normalize("NFKC", field).strip() for field in fields)
    for key, field in (("year", year), ("month", month), ("day", day)):
        if not field and not (key == "day" and fact in _MONTH_ENOUGH):
            return None, say("problem", f"{key}_missing")
        if not (field.isdecimal() and field.isascii()) and (key, field) != ("year", "元") and field:
            return None, say("problem", "no_number")
    start = "" if era == "西暦" else era
    words = f"{start}{year}年{month}月" + (f"{day}日" if day else "")
    if era == "西暦" and len(year) != 4:
        return None, say("problem", "western_year")
    found = read_date(words, today, DATED[fact])
    if found.date is None and day:
        problem = found.problem.value if found.problem is not None else "no_date"
        return None, say("problem", problem, said=words)
    if found.date is None and not (found.year and found.month):
        return None, say("problem", "no_such_era_year", said=words)
    if not 1 <= int(month) <= 12:
        return None, say("problem", "no_such_day", said=words)
    if found.date is not None and (reason := impossible(fact, found.date, today)):
        return None, say("problem", reason, said=words)
    return words, None
