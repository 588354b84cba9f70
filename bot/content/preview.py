"""Every answer as it is told on a day, as lines of text, so that two days can be compared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from enum import Enum

from bot.content.words import Words
from bot.errors import ImpossibleFacts
from bot.rules import ABSENT, Document, Facts, Question, answer
from bot.rules.calendar import ONE_DAY, birthday_of, first_of_month
from bot.rules.edition import Edition


def preview(words: Words, people: tuple[Facts, ...]) -> list[str]:
    """All ids, on the screen and read aloud, then the results of sample people."""
    return [*_answers(words), "■ 見本の方の期限", *results(words, people)]


def _answers(words: Words) -> Iterator[str]:
    for answer_id in sorted(words.book.answers):
        yield f"■ {answer_id} {words.title(answer_id)}"
        yield from words.parts(answer_id).text.splitlines()
        yield "[電話]"
        yield from words.script(answer_id)
        yield ""


def sample_people(edition: Edition) -> tuple[Facts, ...]:
    """Somebody on each side of every rule of `edition`; the same people for every day."""
    d, rules = edition.documents, edition.expiry
    young = Facts(
        birthday=birthday_of(rules.senior_age // 2, d.starts),
        residence_until=ABSENT,
        graduation=ABSENT,
        burden_change=ABSENT,
    )
    senior = birthday_of(rules.senior_age + 2, d.starts)
    births = [birthday_of(rules.senior_age, d.starts + n * ONE_DAY) for n in (0, 1)]
    births += [birthday_of(rules.senior_age, d.turns_70_by + n * ONE_DAY) for n in (0, 1)]
    for exception in rules.exceptions:
        if exception.age is not None:
            births += [birthday_of(exception.age, d.starts + n * ONE_DAY) for n in (0, 100)]
    people = [young, *(replace(young, birthday=day) for day in dict.fromkeys(births))]
    for n in (0, 1):
        people.append(replace(young, residence_until=d.residence_by + n * ONE_DAY))
        people.append(replace(young, graduation=d.graduates_by + n * ONE_DAY))
    people.append(replace(young, birthday=senior, burden_change=first_of_month(d.starts, 5)))
    return tuple(people)


def results(words: Words, people: tuple[Facts, ...]) -> Iterator[str]:
    """Until when the documents of each of these people hold."""
    for person in people:
        yield f"{_who(words, person)}:"
        for document in Document:
            facts = replace(person, document=document, today=words.day)
            told = [_told(words, words.edition, facts)]
            if words.announced is not None:
                told.append(f"新しい紙は{_told(words, words.announced.edition, facts)}")
            yield f"  {words.say('document', document.value)}: {'、'.join(told)}"


def _who(words: Words, person: Facts) -> str:
    assert person.birthday is not None
    about = [f"{words.date(person.birthday)}生まれ"]
    for name in ("residence_until", "graduation", "burden_change"):
        day = getattr(person, name)
        if isinstance(day, date):
            about.append(f"{words.say('fact', name)} {words.date(day)}")
    return "、".join(about)


def _told(words: Words, edition: Edition, facts: Facts) -> str:
    try:
        end = answer(Question.EXPIRY, facts, edition)
        renewal = answer(Question.AUTO_RENEWAL, facts, edition).value
    except ImpossibleFacts:
        return words.say("outcome", "unsettled")
    if isinstance(end.value, date):
        until = words.date(end.value)
        until = words.say("desk", "passed", value=until) if end.value < words.day else until
    else:
        until = words.say("outcome", "unsettled" if end.confirm else "no_expiry")
        if not end.confirm and any(met.rule == "age70_unreached" for met in end.met):
            until = words.say("desk", "to_confirm", value=until)
    assert isinstance(renewal, Enum)
    why, after = words.say("met", end.decided_by.rule), words.say("outcome", renewal.value)
    return f"{until}({why})→{after}"
