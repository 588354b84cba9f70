"""How a fact is entered, and a date from three fields: one reader, one set of sentences."""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import Literal

from bot.content import current_words, say
from bot.dialogue.banks import BANK
from bot.dialogue.facts import BY_NAME, DATED, ErasOffered
from bot.dialogue.hearing import impossible
from bot.text import FoundDate, read_date
from bot.text.languages import tag_of

WESTERN = "西暦"
_NEPALI = str.maketrans("०१२३४५६७८९", "0123456789")
_ERAS = {
    ErasOffered.BIRTH: ("昭和", "平成", "令和", "大正", "明治", WESTERN),
    ErasOffered.NOW: ("令和", WESTERN, "平成"),
}
Input = Literal["date", "month", "text"]


def input_of(fact: str | None) -> Input | None:
    """How a person enters `fact`; None for what is answered by a choice."""
    if fact == BANK:
        return "text"
    row = BY_NAME.get(fact or "")
    if row is None or not row.is_day:
        return None
    return "month" if row.by_month else "date"


def eras_of(fact: str) -> list[str]:
    """The eras that a field for `fact` offers, the likeliest first; none for what is no day."""
    row = BY_NAME.get(fact)
    if row is None or not row.is_day:
        return []
    # Who reads another language, or easy words, is likelier to know the western year.
    foreign = current_words().original is not None
    return sorted(_ERAS[row.eras], key=lambda era: foreign and era != WESTERN)


def read_fields(
    fact: str, fields: tuple[str, str, str, str], today: date
) -> tuple[str | None, str | None]:
    """The date in words, or the sentence that says what is wrong. `fields`: era, year, month, day.

    The words are the resident's own fields put together, so that the talk shows what they chose;
    in another language than the first a sentence of it, with the date as it writes one.
    """
    plain = (unicodedata.normalize("NFKC", field).translate(_NEPALI).strip() for field in fields)
    era, year, month, day = plain
    for key, field in (("year", year), ("month", month), ("day", day)):
        if not field and not (key == "day" and BY_NAME[fact].month):
            return None, say("problem", f"{key}_missing")
        if not (field.isdecimal() and field.isascii()) and (key, field) != ("year", "元") and field:
            return None, say("problem", "no_number")
    start = "" if era == WESTERN else era
    words = f"{start}{year}年{month}月" + (f"{day}日" if day else "")
    if era == WESTERN and len(year) != 4:
        return None, say("problem", "western_year")
    found = read_date(words, today, DATED[fact])
    if found.date is None and day:
        problem = found.problem.value if found.problem is not None else "no_date"
        return None, say("problem", problem, said=words)
    if found.date is None and not (found.year and found.month):
        return None, say("problem", "no_such_era_year", said=words)
    if not 1 <= int(month) <= 12:
        return None, say("problem", "no_such_day", said=words)
    if found.date is not None and (
        reason := impossible(fact, found.date, today, current_words().edition)
    ):
        return None, say("problem", reason, said=words)
    return _written(fact, words, found), None


def _written(fact: str, words: str, found: FoundDate) -> str:
    """What the talk shows as said; easy Japanese is Japanese.

    A sentence, as a date alone may be of two languages: 5 de agosto de 1985.
    """
    spoken = current_words()
    if spoken.original is None or tag_of(spoken.language) == tag_of(spoken.original.language):
        return words
    if found.date is not None:
        return spoken.say("picked", fact, date=spoken.date(found.date))
    assert found.year  # both were checked above
    assert found.month
    month = spoken.month(date(found.year, found.month, 1))
    return spoken.say("picked", fact, date=month)
