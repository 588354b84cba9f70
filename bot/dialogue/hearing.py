"""Reads facts out of a resident's words: dates by what is said around them, the rest by mention."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, timedelta

from bot.dialogue.asked_day import days_named
from bot.dialogue.eras import eras_meant
from bot.dialogue.facts import CIRCUMSTANCES, DATED, NONE, YES_NO
from bot.rules import Edition
from bot.text import FoundDate, Problem, mentions, nearest, read_date
from bot.text.cues import labels_of
from bot.text.spans import normalise as fold

OLDEST_AGE = 120
# Somebody who gives a bare date to a question about papers gives the birthday of a grown person.
_BARE_BIRTHDAY_YEARS = 15
_WORDS_AROUND = 20


@dataclass(frozen=True, slots=True)
class Utterance:
    """Words that may hold facts of one person, and what they were understood as."""

    text: str
    today: date
    edition: Edition
    intent: str = "inform"


@dataclass
class Heard:
    """Facts that were given, or why a date that was asked for is not one yet."""

    given: dict[str, str] = field(default_factory=dict)
    problem: str | None = None
    words: str = ""  # the date's own words, for "30.7.15は、次のどれですか"


def hear(
    said: Utterance,
    wanted: Collection[str],
    asked: str | None,
    *,
    begun: str = "",
    known: Collection[str] = (),
) -> Heard:
    """What the words say of the `wanted` facts of one person.

    `asked`: the fact that our last question was about; `begun`: the words of it that were said
    before; `known`: names of facts that are known of the person.
    """
    heard = Heard()
    if asked in CIRCUMSTANCES and _does_not_apply(said):
        heard.given[asked] = NONE
    elif asked in DATED:
        take_date(heard, said, asked, said.text, begun)
    if asked in heard.given and "birthday" in wanted and asked != "birthday":
        given = heard.given[asked]
        if "birthday" not in known and given != NONE and is_birth(given, said.today):
            heard.given = {"birthday": given}
    for name in wanted:
        if name in DATED and name not in heard.given and name != asked:
            _take_labelled(heard, said, name)
    _take_mentions(heard, said, wanted, asked)
    return heard


def _does_not_apply(said: Utterance) -> bool:
    """変わりません, ない: the circumstance that was asked for does not apply after all."""
    return said.intent == "deny" or mentions.none_of_them(said.text)


def is_birth(given: str, today: date) -> bool:
    """昭和28年6月6日 as the day on which the share changes: that is when somebody was born."""
    return date.fromisoformat(given).year <= today.year - _BARE_BIRTHDAY_YEARS


def take_date(heard: Heard, said: Utterance, name: str, text: str, begun: str = "") -> None:
    """The date that answers a question about `name`, put together with parts said before."""
    found = read_date(text, said.today, DATED[name])
    if found.date is None and begun:
        # A year goes before what was said of the day; so does a bare 昭和, which is no date at all.
        has_year = found.year is not None or found.era_year is not None or not found.text
        pieces = (found.text or text, begun)
        whole = "".join(pieces if has_year else reversed(pieces))
        found = max(found, read_date(whole, said.today, DATED[name]), key=_parts)
    day = _precise_enough(name, found, said.today, said.edition)
    if day is not None and (problem := impossible(name, day, said.today, said.edition)):
        heard.problem, heard.words = problem, found.text
    elif day is not None:
        heard.given[name] = day.isoformat()
    elif found.problem is not None:
        no_era = found.problem is Problem.ERA_MISSING and not eras_meant(
            name, found.text, said.today
        )
        heard.problem = "no_era" if no_era else found.problem.value
        heard.words = found.text


def in_month_of(text: str, before: str | None, today: date) -> str:
    """26日だったら, 火曜の26日だと: the month is that of the day spoken of before."""
    days = days_named(text, today)
    if before is None or len(days) != 1 or days[0].month is not None:
        return text
    start = days[0].start
    return f"{text[:start]}{date.fromisoformat(before).month}月{text[start:]}"


def _parts(found: FoundDate) -> int:
    """How many parts of a date are known."""
    year = found.year if found.year is not None else found.era_year
    known = sum(part is not None for part in (year, found.month, found.day))
    return known + 1 if found.date is not None else known


def _precise_enough(name: str, found: FoundDate, today: date, edition: Edition) -> date | None:
    """A day for the rule, where the rule needs less than a whole date."""
    if found.date is not None:
        return found.date
    if name == "applied_on" and found.problem is Problem.YEAR_MISSING:
        days = [nearest(found, today, past) for past in (True, False)]
        return min((d for d in days if d), key=lambda d: abs(d - today), default=None)
    if found.vague:
        return None
    if name == "burden_change" and found.problem is Problem.YEAR_MISSING and found.month:
        return month_of_edition(found.month, today, edition)
    if found.problem is Problem.DAY_MISSING and found.year and found.month:
        first = date(found.year, found.month, 1)
        if name == "burden_change":
            return first  # the rule asks for the month alone
        if name == "ecert_expiry":
            # So does this one; the last day, so that a certificate never seems to end too early.
            return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return None


def month_of_edition(month: int, today: date, edition: Edition) -> date | None:
    """1月から: each month comes once in an edition; after it, nobody knows which year is meant."""
    documents = edition.documents
    if today > documents.ends:
        return None
    year = documents.starts.year if month >= documents.starts.month else documents.ends.year
    return date(year, month, 1)


def impossible(name: str, day: date, today: date, edition: Edition) -> str | None:
    """Why `day` cannot be the fact `name`, as a phrase of the section `problem`."""
    if name != "birthday":
        return None
    if day > today:
        return "future_birthday"
    if day.year < today.year - OLDEST_AGE:
        return "too_old"
    return "after_edition" if day > edition.documents.ends else None


def _take_labelled(heard: Heard, said: Utterance, name: str) -> None:
    """A date that the words around it call by name: 7月15日生まれ, 在留期限は2026年3月15日."""
    found = read_date(said.text, said.today, DATED[name])
    day = _precise_enough(name, found, said.today, said.edition)
    if day is None or impossible(name, day, said.today, said.edition):
        return
    around = found.before[-_WORDS_AROUND:] + found.after[:_WORDS_AROUND]
    labels = labels_of(fold(around).folded)
    bare_birthday = (
        name == "birthday" and not labels and day.year <= said.today.year - _BARE_BIRTHDAY_YEARS
    )
    if DATED[name] in labels or bare_birthday or (name == "applied_on" and found.relative):
        heard.given[name] = day.isoformat()


def _take_mentions(
    heard: Heard, said: Utterance, wanted: Collection[str], asked: str | None
) -> None:
    if "document" in wanted and (paper := mentions.document(said.text)):
        heard.given["document"] = paper
    if "method" in wanted and (way := mentions.method(said.text)):
        heard.given["method"] = way
    if asked in YES_NO:
        gives_none = mentions.declines(said.text) or mentions.does_not_know(said.text)
        answer = None if gives_none else mentions.yes_or_no(said.text)
        if answer is None and said.intent in ("affirm", "deny"):
            answer = said.intent == "affirm"
        if answer is not None:
            heard.given[asked] = "yes" if answer else "no"


def picked_circumstance(said: Utterance) -> str | None:
    """The circumstance that was picked, NONE, or None where nothing can be made of it."""
    if mentions.none_of_them(said.text):  # どれにも当てはまらん、割合が変わる知らせも来とらん
        return NONE
    if (name := mentions.circumstance(said.text)) is not None:
        return NONE if mentions.yes_or_no(said.text) is False else name
    return NONE if said.intent == "deny" else None
