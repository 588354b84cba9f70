"""The calculator of the desk: facts as typed in, the next question and the result out.

Nothing is kept between two calculations. Which question comes next, what may be told and in which
sentences is decided by the form engine that talks with residents: the same answer at every door.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime

from pydantic import BaseModel

from bot.console.desk.caller_questions import (
    CallerQuestion,
    deciding_question,
    question_about,
    question_about_circumstances,
    question_again,
)
from bot.console.desk.outcomes import (
    ToldOutcome,
    outcome_of,
    outcome_of_bank,
    outcome_of_choice,
)
from bot.console.desk.people import name_asked
from bot.console.desk.typed_facts import BANK, TypedFact, label_of, read_typed
from bot.content import current_content, find_answer
from bot.content.words import Words
from bot.dialogue.banks import BANKS, bank_sentences
from bot.dialogue.facts import CIRCUMSTANCE, CIRCUMSTANCES, DATED, NONE, RARE
from bot.dialogue.naming import basis, who
from bot.dialogue.results import told_sentences
from bot.dialogue.steps import Ask, Found, next_step
from bot.dialogue.talk import Person
from bot.dialogue.topics import TOPICS, Topic, find_topic
from bot.dialogue.topics.banks import find_bank

# The ids that can be worked out, in the order to choose from.
MATTERS = (*(topic.id for topic in TOPICS), BANKS)


def is_matter(name: str, words: Words) -> bool:
    """Is there something to ask before `name` is told: facts to work out, or a choice?"""
    return name in MATTERS or words.deciding_fact(name) is not None


def matters_of(words: Words) -> list[str]:
    """All of them; what is only chosen comes last."""
    branching = (name for name in words.book.answers if words.deciding_fact(name) is not None)
    return [*dict.fromkeys((*MATTERS, *branching))]


class FactRead(BaseModel):
    """One fact that was given: what was understood, or what is wrong with it."""

    fact: str
    label: str
    said: str | None
    problem: str | None


class Calculation(BaseModel):
    """Where a calculation stands. Neither question nor result: the general answer is right.

    `foreign`  the result's sentences in the caller's language, and the facts that it rests on
    """

    matter: str
    title: str
    facts: list[FactRead]
    question: CallerQuestion | None
    result: ToldOutcome | None
    foreign: list[str] = []


def calculate(
    matter: str,
    given: Mapping[str, str],
    skipped: Collection[str],
    now: datetime,
    person: Person | None = None,
    foreign: Words | None = None,
) -> Calculation:
    """Works out `matter` (KeyError for one that `is_matter` does not know) for one `person`.

    `given` are texts as typed, by the names of facts; facts without a part in the matter are left
    out. `skipped` are facts that the caller cannot or does not want to tell. `foreign` are the
    words of a caller who reads another language.
    """
    words = current_content().words(now.date())
    if matter == BANKS:
        return _calculate_bank(given, skipped, now, words, foreign)
    topic = find_topic(matter)
    if topic is None:
        return _calculate_branch(matter, given, skipped, now, words)
    typed = _read(given, topic.entries, now)
    known = _known(topic, typed)
    person = replace(person or Person(), facts=known, named=_applying(typed, known))
    asked_of = name_asked(words, person)
    step = next_step(topic, known, _not_asked(topic, skipped, known), words.edition, now)
    if isinstance(step, Ask):
        found = step.so_far
        question: CallerQuestion | None = _next_question(topic, step, typed, known, asked_of)
    else:
        found = step.found
        again = step.anew is not None and step.anew not in skipped
        question = question_about(step.anew, asked_of) if again and step.anew else None
    result = _outcome(topic, found, person, words) if found is not None else None
    calculation = _calculation(matter, typed, question, result)
    if found is not None and foreign is not None:
        calculation.foreign = _in(foreign, topic, found, person)
    return calculation


def _in(words: Words, topic: Topic, found: Found, person: Person) -> list[str]:
    told = told_sentences(words, topic, found, who(words, person), person.named)
    return [*told, *filter(None, [basis(words, person, _rests_on(topic))])]


def _rests_on(topic: Topic) -> list[str]:
    return [name for name in topic.askable if name in DATED]


def _applying(typed: Mapping[str, TypedFact], known: Mapping[str, str]) -> list[str]:
    """The circumstance that applies though nobody knows its day."""
    picked = _picked(typed)
    return [picked] if picked in CIRCUMSTANCES and picked not in known else []


def _outcome(topic: Topic, found: Found, person: Person, words: Words) -> ToldOutcome:
    told = outcome_of(topic, found, words, who(words, person), person.named)
    if read_back := basis(words, person, _rests_on(topic)):  # so a slip of the ear is heard
        told.script += words.spoken(read_back)
    return told


def _read(given: Mapping[str, str], facts: Collection[str], now: datetime) -> dict[str, TypedFact]:
    return {
        name: read_typed(name, text, now)
        for name, text in given.items()
        if name in facts and text.strip()
    }


def _known(topic: Topic, typed: Mapping[str, TypedFact]) -> dict[str, str]:
    """The facts that could be read; by 当てはまらない no other circumstance applies."""
    known = {n: t.value for n, t in typed.items() if t.value is not None and n != CIRCUMSTANCE}
    if _picked(typed) == NONE:
        known.update({n: NONE for n in CIRCUMSTANCES if n in topic.askable and n not in typed})
    return known


def _picked(typed: Mapping[str, TypedFact]) -> str | None:
    return typed[CIRCUMSTANCE].value if CIRCUMSTANCE in typed else None


def _not_asked(topic: Topic, skipped: Collection[str], known: Mapping[str, str]) -> list[str]:
    """Facts that are not asked for.

    Who cannot tell the very fact that the matter is about is asked for nothing else either.
    """
    names = [name for s in skipped for name in (RARE if s == CIRCUMSTANCE else (s,))]
    if any(name in topic.named and name not in known for name in names):
        names += topic.entries
    return [name for name in dict.fromkeys(names) if name not in known]


def _next_question(
    topic: Topic,
    step: Ask,
    typed: Mapping[str, TypedFact],
    known: Mapping[str, str],
    person: str,
) -> CallerQuestion:
    for name in step.names:
        if name in typed:  # and yet open: it could not be read
            return question_again(typed[name], person)
    if (picked := _picked(typed)) in step.names and picked is not None:
        return question_about(picked, person)
    if step.names[0] in CIRCUMSTANCES and step.names[0] not in topic.named:
        rare = [name for name in step.names if name in CIRCUMSTANCES]
        more = any(name in known for name in CIRCUMSTANCES)
        return question_about_circumstances(rare, person, more=more)
    return question_about(step.names[0], person)


def _calculate_bank(
    given: Mapping[str, str],
    skipped: Collection[str],
    now: datetime,
    words: Words,
    foreign: Words | None,
) -> Calculation:
    typed = _read(given, (BANK,), now)
    said = (typed[BANK].value if BANK in typed else None) or ""
    found = find_bank(said, words.edition)
    if found is None:
        question = None if BANK in skipped else question_about(BANK, "")
        return _calculation(BANKS, typed, question, None)
    name, listed = found
    sentences = bank_sentences(words, name, listed=listed)
    source = words.source(words.answer(BANKS).source)
    outcome = outcome_of_bank(sentences, source, listed=listed)
    calculation = _calculation(BANKS, typed, None, outcome)
    if foreign is not None:
        calculation.foreign = bank_sentences(foreign, name, listed=listed)
    return calculation


def _calculate_branch(
    matter: str,
    given: Mapping[str, str],
    skipped: Collection[str],
    now: datetime,
    words: Words,
) -> Calculation:
    """The part of a script that is for what the caller has said."""
    fact = words.deciding_fact(matter)
    if fact is None:
        raise KeyError(matter)
    typed = _read(given, (fact,), now)
    chosen = typed.get(fact)
    if chosen is None or chosen.value is None:
        asks = None if fact in skipped else deciding_question(fact, words.deciding_question(matter))
        return _calculation(matter, typed, asks, None)
    source = words.source(words.answer(matter).source)
    told = outcome_of_choice(words.script(matter, chosen.value), chosen.said or "", source)
    return _calculation(matter, typed, None, told)


def _calculation(
    matter: str,
    typed: Mapping[str, TypedFact],
    question: CallerQuestion | None,
    result: ToldOutcome | None,
) -> Calculation:
    facts = [
        FactRead(fact=t.fact, label=label_of(t.fact), said=t.said, problem=t.problem)
        for t in typed.values()
    ]
    title = find_answer(matter).title
    return Calculation(matter=matter, title=title, facts=facts, question=question, result=result)
