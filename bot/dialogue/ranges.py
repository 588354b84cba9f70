"""What a fact that is only half known decides: 3月としか分からない, 78歳, 昭和31年3月生まれ."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.content.words import Words
from bot.dialogue.facts import DATED, NONE, typed
from bot.dialogue.reading.hearsay import OR_NONE
from bot.dialogue.talk import Person
from bot.dialogue.topics.topic import Topic
from bot.errors import ImpossibleFacts
from bot.rules import Edition, Result, answer
from bot.rules.calendar import ONE_DAY, birthday_at

AGE = "age"
_PART = re.compile(r"(?P<year>\d{4}|-)-?(?:(?P<month>\d\d))?(?:-(?P<day>\d\d))?")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_ORDINARY = frozenset({"base", "age70plus", "age70_unreached"})


@dataclass(frozen=True, slots=True)
class Spread:
    """All results that a half-known fact `name` leaves open.

    `value`: one that it may have; `or_none`: it may as well not apply at all.
    """

    name: str
    value: str
    results: tuple[Result, ...]
    or_none: bool = False

    @property
    def is_settled(self) -> bool:
        """Do all possible days come to the same?"""
        return len({(r.value, r.confirm) for r in self.results}) == 1


def possible_days(name: str, part: str, edition: Edition) -> list[date]:
    """The days that `part` (ISO cut short: 1956, 1956-03, --03; or two of them with a / between)
    leaves open; [] for too many."""
    heard, part = part.endswith(OR_NONE), part.removesuffix(OR_NONE)
    if heard and _DAY.fullmatch(part):
        return [date.fromisoformat(part)]
    if "/" in part:
        first, last = part.split("/")
        return _between(name, first, last, edition)
    found = _PART.fullmatch(part)
    if found is None or found["day"]:
        return []
    year, month = found["year"], int(found["month"] or 0)
    if year == "-":
        once = month and name != "birthday" and not _may_be_over(name, month, edition)
        return _month(_year_of(month, edition), month) if once else []
    months = [month] if month else range(1, 13)
    return [day for each in months for day in _month(int(year), each)]


def _between(name: str, first: str, last: str, edition: Edition) -> list[date]:
    if first.startswith("--"):
        months = range(int(first[2:]), int(last[2:]) + 1)
        return [day for month in months for day in possible_days(name, f"--{month:02}", edition)]
    begins, ends = _days(first)[0], _days(last)[-1]
    return [begins + timedelta(days=n) for n in range((ends - begins).days + 1)]


def _days(part: str) -> list[date]:
    """The days of 1956, 1956-03 or 1956-03-01."""
    numbers = [int(number) for number in part.split("-")]
    if len(numbers) == 3:
        return [date(*numbers)]
    months = numbers[1:] or range(1, 13)
    return [day for month in months for day in _month(numbers[0], month)]


def _may_be_over(name: str, month: int, edition: Edition) -> bool:
    """電子証明書は6月まで: its month may have been just before the edition, and still count."""
    starts = edition.documents.starts
    return name == "ecert_expiry" and 0 < starts.month - month <= edition.ecert.months_usable


def _year_of(month: int, edition: Edition) -> int:
    """Each month comes once in an edition."""
    documents = edition.documents
    return (documents.starts if month >= documents.starts.month else documents.ends).year


def _month(year: int, month: int) -> list[date]:
    last = calendar.monthrange(year, month)[1]
    return [date(year, month, day) for day in range(1, last + 1)]


def birthdays_of(age: int, today: date) -> list[date]:
    """The birthdays of somebody who is `age` years old today."""
    oldest = birthday_at(today, -(age + 1)) + ONE_DAY
    youngest = birthday_at(today, -age)
    return [oldest + timedelta(days=n) for n in range((youngest - oldest).days + 1)]


def spreads(topic: Topic, person: Person, edition: Edition, now: datetime) -> list[Spread]:
    """The results that each half-known fact leaves open, up to the first that leaves more than one.

    A fact whose days all come to the same is as good as known for those behind it.
    """
    known, found = dict(person.facts), []
    for name, days in _half_known(topic, person, edition, now):
        or_none = person.half.get(name, "").endswith(OR_NONE)
        values = [day.isoformat() for day in days] + [NONE] * or_none
        results = tuple(_results(topic, known, name, values, edition, now))
        if not results:
            continue
        found.append(Spread(name, values[len(values) // 2], results, or_none))
        if not found[-1].is_settled:
            break
        known[name] = found[-1].value
    return found


def _half_known(
    topic: Topic, person: Person, edition: Edition, now: datetime
) -> Iterator[tuple[str, list[date]]]:
    for name in topic.askable:
        if name not in DATED or name in person.facts:
            continue
        if part := person.half.get(name):
            days = possible_days(name, part, edition)
        elif name == "birthday" and (age := person.facts.get(AGE, "")).isdecimal():
            days = birthdays_of(int(age), now.date())
        else:
            continue
        if days:
            yield name, days


def _results(
    topic: Topic,
    known: Mapping[str, str],
    name: str,
    values: list[str],
    edition: Edition,
    now: datetime,
) -> Iterator[Result]:
    for value in values:
        facts = typed({**topic.supposed, **known, name: value}, now)
        try:
            yield answer(topic.question, facts, edition)
        except ImpossibleFacts:
            continue


def range_sentences(
    words: Words, topic: Topic, found: Spread, who: str, document: str
) -> list[str]:
    """From which to which day it can be, and by which rule; nothing where there are no days."""
    days = sorted({r.value for r in found.results if isinstance(r.value, date)})
    if not days:
        return []
    rules = dict.fromkeys(
        r.decided_by.rule
        for r in found.results
        if r.decided_by.rule not in _ORDINARY and not r.confirm
    )
    said = {"who": who, "document": document}
    if len(days) == 1:
        sentences = [words.say("range", "one", date=words.date(days[0]), **said)]
    else:
        first, last = words.date(days[0]), words.date(days[-1])
        said |= {"first": first, "second": last}
        if len(days) > 2 and any(r.confirm for r in found.results):
            sentences = [words.say("range", "between_or_confirm", **said)]
        elif len(days) > 2:
            sentences = [words.say("range", "between", **said)]
        elif found.or_none:
            sentences = [words.say("range", "either", **said)]
        else:
            sentences = [words.say("range", "one_of", **said)]
    sentences += [words.say("rule", rule) for rule in list(rules)[:2]]
    if any(r.confirm for r in found.results):
        sentences.append(words.say("range", "confirm"))
    if any(r.value is None and not r.confirm for r in found.results):
        sentences.append(words.say("range", "none"))
    return sentences
