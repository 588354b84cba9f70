"""A result as an operator needs it: to say, to see at a glance, and why."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Literal

from pydantic import BaseModel

from bot.content import current_words, say
from bot.content.words import Words
from bot.dialogue.conclusions import conclusion, in_short
from bot.dialogue.results import source_of, told_sentences
from bot.dialogue.steps import Found
from bot.dialogue.topics import Topic
from bot.rules import Boundary, Facts, Mark, Met, Question, Result, boundaries
from bot.text import format_month

# Rules whose date is the same for everybody. Every other date comes from one that the caller told.
_GENERAL = ("base", "age70plus")


class MetRule(BaseModel):
    """One rule that met, what it alone would give, how sure that is, and where it stands."""

    rule: str
    label: str
    value: str
    mark: Literal["stated", "read", "inferred"]
    source: str
    decided: bool


class NearBoundary(BaseModel):
    """The nearest day of a fact with another result; `days` from the fact, negative: before it."""

    fact: str
    day: date
    days: int
    sentence: str


class ToldOutcome(BaseModel):
    """A result.

    `sentences`  what residents are told; `script` the same to be read aloud
    `value`  in a word or two, for the screen
    `own_date`  the value is a date that gives one of the caller's away: not for the note of a call
    """

    sentences: list[str]
    script: list[str]
    value: str
    own_date: bool = False
    confirm: bool
    source: str | None
    met: list[MetRule] = []
    boundaries: list[NearBoundary] = []


def outcome_of(
    topic: Topic, found: Found, words: Words, who: str = "", named: Collection[str] = ()
) -> ToldOutcome:
    """What the rules made of somebody's facts.

    `who`: お母さまの; `named` as in `told_sentences`.
    """
    result, question = found.result, topic.question
    sentences = told_sentences(words, topic, found, who, named)
    return ToldOutcome(
        sentences=sentences,
        script=words.spoken("\n".join(sentences)),
        value=conclusion(words, question, result, found.facts.today),
        own_date=isinstance(result.value, date) and result.decided_by.rule not in _GENERAL,
        confirm=result.confirm,
        source=source_of(words, topic, found) or None,
        met=[_met(met, question, result) for met in result.met],
        boundaries=[
            _near(boundary, question, found)
            for boundary in boundaries(question, found.facts, words.edition)
        ],
    )


def outcome_of_bank(sentences: list[str], source: str, *, listed: bool) -> ToldOutcome:
    """Whether a bank is on the list; no rule has a say in it."""
    return ToldOutcome(
        sentences=sentences,
        script=current_words().spoken("\n".join(sentences)),
        value=say("outcome", "listed" if listed else "unlisted"),
        confirm=False,
        source=source or None,
    )


def outcome_of_choice(script: list[str], chosen: str, source: str) -> ToldOutcome:
    """The part of a script that is for what was `chosen`; no rule has a say in it."""
    return ToldOutcome(
        sentences=script, script=script, value=chosen, confirm=False, source=source or None
    )


def _met(met: Met, question: Question, result: Result) -> MetRule:
    return MetRule(
        rule=met.rule,
        label=say("met", met.rule),
        value=in_short(current_words(), question, met.value, confirm=met.mark is Mark.INFERRED),
        mark=met.mark.value,
        source=met.source,
        decided=met == result.decided_by,
    )


def _near(boundary: Boundary, question: Question, told: Found) -> NearBoundary:
    known = _day(told.facts, boundary.fact)
    days = (boundary.day - known).days
    case = say(
        "earlier" if days < 0 else "later",
        boundary.fact,
        days=str(abs(days)),
        month=format_month(boundary.day),
    )
    there = boundary.result
    value = conclusion(current_words(), question, there, told.facts.today)
    same = value == conclusion(current_words(), question, told.result, told.facts.today)
    sentence = say(
        "desk",
        "boundary_same" if same else "boundary",
        case=case,
        value=value,
        rule=say("met", there.decided_by.rule),
    )
    return NearBoundary(fact=boundary.fact, day=boundary.day, days=days, sentence=sentence)


def _day(facts: Facts, name: str) -> date:
    day = getattr(facts, name)
    assert isinstance(day, date)
    return day
