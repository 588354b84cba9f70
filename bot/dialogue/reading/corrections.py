"""Facts said anew: 母は31年ではなく29年の2月11日でした."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.dialogue.reading import kin
from bot.dialogue.reading.birthdays import of_parts
from bot.dialogue.reading.draft import Draft
from bot.dialogue.reading.situation import DATED, KnownPerson
from bot.text import FoundDate, complete, find_dates, mentions
from bot.text.eras import era_of, gregorian_year

_TAKEN_BACK = re.compile(
    r"(?P<old>(?:昭和|平成|令和|大正|西暦)?[0-9一二三四五六七八九十元]{1,4}(?:年|月|日)(?:[0-9一二三四五六七八九十年月日の]*))"
    r"(?:じゃ|では|で)な(?:くて?|い|かった)、?\s?(?:、|て)?$"
)
_SUPPOSED = re.compile(r"(?:の|に)?(?:生まれ|うまれ)(?:なら|だと|だとすると|の(?:場合|とき))")
_FROM_THEN_ON = re.compile(r"\s?から[」』]?(?:でし|だっ|です|だ|の)")


@dataclass(frozen=True, slots=True)
class SaidAnew:
    """Whose fact a day corrects (None where several fit), and the words taken back."""

    key: str | None
    old: str


def said_anew(
    text: str, today: datetime.date, draft: Draft, people: Sequence[KnownPerson]
) -> tuple[Draft, SaidAnew | None]:
    """A day made whole by the earlier one of ``people`` that it takes back; else None behind it."""
    day = draft.day
    is_anew = day is not None and (day.corrected_from or _SUPPOSED.match(text, day.end))
    if day is None or not (is_anew or mentions.may_correct(text)):
        return draft, None
    old = day.corrected_from or _taken_back(text, day)
    fits = [
        (person.key, name, earlier)
        for person in people
        for name, earlier in _days(person)
        if draft.name in ("", name) and _may_be_old(old, earlier, today)
    ]
    if len(fits) > 1 and _FROM_THEN_ON.match(text, day.end):  # 「9月1日から」でした
        fits = [fit for fit in fits if fit[1] == "burden_change"]
    if len(fits) != 1:
        return draft, SaidAnew(None, old) if old else None
    key, name, earlier = fits[0]
    whole = complete(day, earlier)
    if whole is None or (whole == earlier and not old):
        return draft, SaidAnew(None, old) if old else None
    anew = replace(draft, name=name, value=whole.isoformat(), problem=None, part="")
    return anew, SaidAnew(key, old)


def taken_back(
    text: str, today: datetime.date, draft: Draft, people: Sequence[KnownPerson]
) -> tuple[Draft, SaidAnew | None]:
    """5月1日じゃなくて3月1日, of a stay, while a birthday is asked for: no answer to that."""
    if draft.name or draft.day is None:
        return draft, None
    whole, anew = said_anew(text, today, draft, people)
    is_known = anew is not None and anew.key is not None and anew.old
    return (whole, anew) if is_known else (draft, None)


def year_anew(text: str, draft: Draft, person: KnownPerson) -> Draft:
    """いや、26年が正しい, of a birthday of which 昭和27年 was told: a year of the same era."""
    day, half = draft.day, person.half.get("birthday", "")
    known = re.match(r"\d{4}(?![/|])", half)
    if draft.name or day is None or day.era or not day.era_year or not known:
        return draft
    if not mentions.corrects(text):
        return draft
    era, _ = era_of(datetime.date(int(known[0]), 12, 31))
    year = gregorian_year(era.name, day.era_year)
    named = replace(draft, name="birthday")
    return draft if year is None else of_parts(named, str(year), draft.part or f"-{half[4:]}")


def age_anew(folded: str, known: Sequence[KnownPerson]) -> Iterator[Draft]:
    """78はじいちゃんだった: the age that was told of somebody is another's."""
    for age in {person.facts.get("age", "") for person in known} - {""}:
        for match in re.finditer(
            rf"(?<![0-9.]){age}(?=(?:は|が)、?\s?(?:{kin.PEOPLE.pattern}))", folded
        ):
            yield Draft(*match.span(), "age", age)


def _taken_back(text: str, day: FoundDate) -> str:
    match = _TAKEN_BACK.search(text, 0, day.start)
    return match["old"] if match else ""


def _days(person: KnownPerson) -> list[tuple[str, datetime.date]]:
    days = []
    for name in DATED:
        try:
            days.append((name, datetime.date.fromisoformat(person.facts.get(name, ""))))
        except ValueError:
            continue
    return days


def _may_be_old(old: str, earlier: datetime.date, today: datetime.date) -> bool:
    """Whether the words taken back (31年) may be about that day."""
    if not old:
        return True
    found = find_dates(old + "です", today)
    if not found:
        return False
    day = found[0]
    era, era_year = era_of(earlier)
    same_year = day.era_year == era_year if day.era_year else day.year in (None, earlier.year)
    return (
        same_year
        and day.era in (None, era.name)
        and day.month in (None, earlier.month)
        and day.day in (None, earlier.day)
    )
