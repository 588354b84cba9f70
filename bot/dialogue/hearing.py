"""Reads facts out of a resident's words: dates by what is said around them, the rest by mention."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, timedelta

from bot.content import latest_edition
from bot.dialogue.eras import eras_meant
from bot.dialogue.facts import CIRCUMSTANCES, DATED, NONE
from bot.dialogue.turn import Turn
from bot.text import FoundDate, Problem, mentions, nearest, read_date
from bot.text.cues import labels_of
from bot.text.spans import normalise as fold

OLDEST_AGE = 120
# Somebody who gives a bare date to a question about papers gives the birthday of a grown person.
_BARE_BIRTHDAY_YEARS = 15
_WORDS_AROUND = 20


@dataclass
class Heard:
    """Facts that were given, or why a date that was asked for is not one yet."""

    given: dict[str, str] = field(default_factory=dict)
    problem: str | None = None
    words: str = ""  # the date's own words, for "30.7.15は、次のどれですか"


def hear(turn: Turn, wanted: Collection[str], asked: str | None) -> Heard:
    """What `turn` says of the `wanted` facts; `asked` is the one our last question was about."""
    heard = Heard()
    if turn.pressed is not None:
        name, value = turn.pressed
        if name == "era":
            _take_date(heard, turn, asked or "", f"{value}{turn.talk.partial or ''}")
        elif name in wanted or name == asked:
            heard.given[name] = turn.today.isoformat() if value == "today" else value
        return heard
    if asked in CIRCUMSTANCES and _does_not_apply(turn):
        heard.given[asked] = NONE
    elif asked in DATED:
        _take_date(heard, turn, asked, turn.text)
    if asked in heard.given and "birthday" in wanted and _is_birthday_instead(heard, turn, asked):
        heard.given = {"birthday": heard.given[asked]}
    for name in wanted:
        if name in DATED and name not in heard.given and name != asked:
            _take_labelled(heard, turn, name)
    _take_mentions(heard, turn, wanted, asked)
    return heard


def _does_not_apply(turn: Turn) -> bool:
    """変わりません, ない: the circumstance that was asked for does not apply after all."""
    return turn.intent == "deny" or mentions.none_of_them(turn.text)


def _is_birthday_instead(heard: Heard, turn: Turn, asked: str) -> bool:
    """昭和28年6月6日 as the day on which the share changes: that is when somebody was born."""
    given = heard.given[asked]
    if asked == "birthday" or given == NONE or "birthday" in turn.talk.facts:
        return False
    return date.fromisoformat(given).year <= turn.today.year - _BARE_BIRTHDAY_YEARS


def _take_date(heard: Heard, turn: Turn, name: str, text: str) -> None:
    """The date that answers a question about `name`, put together with parts said before."""
    found = read_date(text, turn.today, DATED[name])
    if found.date is None and turn.talk.partial and text == turn.text:
        # A year goes before what was said of the day; so does a bare 昭和, which is no date at all.
        has_year = found.year is not None or found.era_year is not None or not found.text
        pieces = (found.text or text, turn.talk.partial)
        whole = "".join(pieces if has_year else reversed(pieces))
        found = max(found, read_date(whole, turn.today, DATED[name]), key=_parts)
    day = _precise_enough(name, found, turn.today)
    if day is not None and (problem := impossible(name, day, turn.today)):
        heard.problem, heard.words = problem, found.text
    elif day is not None:
        heard.given[name] = day.isoformat()
    elif found.problem is not None:
        no_era = found.problem is Problem.ERA_MISSING and not eras_meant(
            name, found.text, turn.today
        )
        heard.problem = "no_era" if no_era else found.problem.value
        heard.words = found.text


def _parts(found: FoundDate) -> int:
    """How many parts of a date are known."""
    year = found.year if found.year is not None else found.era_year
    known = sum(part is not None for part in (year, found.month, found.day))
    return known + 1 if found.date is not None else known


def _precise_enough(name: str, found: FoundDate, today: date) -> date | None:
    """A day for the rule, where the rule needs less than a whole date."""
    if found.date is not None:
        return found.date
    if name == "applied_on" and found.problem is Problem.YEAR_MISSING:
        days = [nearest(found, today, past) for past in (True, False)]
        return min((d for d in days if d), key=lambda d: abs(d - today), default=None)
    if found.vague:
        return None
    if name == "burden_change" and found.problem is Problem.YEAR_MISSING and found.month:
        return _month_of_edition(found.month, today)
    if found.problem is Problem.DAY_MISSING and found.year and found.month:
        first = date(found.year, found.month, 1)
        if name == "burden_change":
            return first  # the rule asks for the month alone
        if name == "ecert_expiry":
            # So does this one; the last day, so that a certificate never seems to end too early.
            return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return None


def _month_of_edition(month: int, today: date) -> date | None:
    """1月から: each month comes once in an edition; after it, nobody knows which year is meant."""
    documents = latest_edition().documents
    if today > documents.ends:
        return None
    year = documents.starts.year if month >= documents.starts.month else documents.ends.year
    return date(year, month, 1)


def impossible(name: str, day: date, today: date) -> str | None:
    """Why `day` cannot be the fact `name`, as a phrase of the section `problem`."""
    if name != "birthday":
        return None
    if day > today:
        return "future_birthday"
    if day.year < today.year - OLDEST_AGE:
        return "too_old"
    return "after_edition" if day > latest_edition().documents.ends else None


def _take_labelled(heard: Heard, turn: Turn, name: str) -> None:
    """A date that the words around it call by name: 7月15日生まれ, 在留期限は2026年3月15日."""
    found = read_date(turn.text, turn.today, DATED[name])
    day = _precise_enough(name, found, turn.today)
    if day is None or impossible(name, day, turn.today):
        return
    around = found.before[-_WORDS_AROUND:] + found.after[:_WORDS_AROUND]
    labels = labels_of(fold(around).folded)
    bare_birthday = (
        name == "birthday" and not labels and day.year <= turn.today.year - _BARE_BIRTHDAY_YEARS
    )
    if DATED[name] in labels or bare_birthday or (name == "applied_on" and found.relative):
        heard.given[name] = day.isoformat()


def _take_mentions(heard: Heard, turn: Turn, wanted: Collection[str], asked: str | None) -> None:
    if "document" in wanted and (paper := mentions.document(turn.text)):
        heard.given["document"] = paper
    if "method" in wanted and (way := mentions.method(turn.text)):
        heard.given["method"] = way
    if asked in ("has_card", "registered", "graduation_moved"):
        gives_none = mentions.declines(turn.text) or mentions.does_not_know(turn.text)
        answer = None if gives_none else mentions.yes_or_no(turn.text)
        if answer is None and turn.intent in ("affirm", "deny"):
            answer = turn.intent == "affirm"
        if answer is not None:
            heard.given[asked] = "yes" if answer else "no"
