"""bot/rules/questions.py: ask only what changes the answer, proved by walking over the days."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from datetime import datetime
from enum import Enum
from operator import itemgetter
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import ImpossibleFacts
from bot.rules import (
    ABSENT,
    JAPAN,
    Document,
    Facts,
    Ground,
    Question,
    TransferMethod,
    answer,
    missing,
)

from .building import EDITION, D, days, person, repeatable

# What may be asked for each question, in the order to ask. `ground` is in no line.
ASKABLE = {
    Question.DOCUMENT_SENT: ("has_card", "registered"),
    Question.CARRY: ("has_card", "registered"),
    Question.EXPIRY: ("birthday", "document", "residence_until", "graduation", "burden_change"),
    Question.USABLE_UNTIL: ("ecert_expiry",),
    Question.ECERT_STATE: ("ecert_expiry",),
    Question.AUTO_RENEWAL: (
        "document",
        "birthday",
        "residence_until",
        "graduation",
        "graduation_moved",
    ),
    Question.POSTING: ("birthday",),
    Question.POST: ("document",),
    Question.FIRST_TRANSFER: ("method", "applied_on"),
    Question.OPENING: (),
}

# Every value that a fact may take: every single day.
CIRCUMSTANCE = (ABSENT, *days("2025-06-01", "2026-09-30"))
EVERY_VALUE: dict[str, tuple[Any, ...]] = {
    "document": tuple(Document),
    "birthday": tuple(days("1949-01-01", "1957-12-31")),
    "residence_until": CIRCUMSTANCE,
    "graduation": CIRCUMSTANCE,
    "graduation_moved": (True, False),
    "burden_change": CIRCUMSTANCE,
    "ecert_expiry": tuple(days("2024-01-01", "2028-12-31")),
    "has_card": (True, False),
    "registered": (True, False),
    "method": tuple(TransferMethod),
    "applied_on": tuple(days("2025-06-01", "2026-09-30")),
}

# A few values of each fact, the mildest first: what the other unknown facts may be meanwhile.
SOME_DAYS = ("2026-08-01", "2026-07-31", "2026-07-30", "2025-09-01", "2025-08-01", "2025-07-31")
SOME_BIRTHS = ("1957-01-01", "1953-05-15", "1955-08-02", "1950-08-02", "1950-08-01", "1955-07-15")
SOME_VALUES: dict[str, tuple[Any, ...]] = EVERY_VALUE | {
    "birthday": tuple(map(D, SOME_BIRTHS)),
    "residence_until": (ABSENT, *map(D, SOME_DAYS)),
    "graduation": (ABSENT, *map(D, SOME_DAYS)),
    "burden_change": (ABSENT, *map(D, SOME_DAYS)),
    "ecert_expiry": EVERY_VALUE["ecert_expiry"][::25],
    "applied_on": EVERY_VALUE["applied_on"][:70],
}

TODAYS = ("2025-07-01", "2025-07-31", "2025-08-01", "2026-01-15", "2026-11-23")
MOMENT = datetime(2025, 11, 5, 10, tzinfo=JAPAN)


def unknown_facts(question: Question, facts: Facts) -> list[str]:
    return [name for name in ASKABLE[question] if getattr(facts, name) is None]


def outcome(question: Question, facts: Facts) -> Any:
    """What a person would notice of the answer; None where the facts contradict each other."""
    try:
        result = answer(question, facts, EDITION)
    except ImpossibleFacts:
        return None
    return result.value, result.confirm


def differ(question: Question, context: Facts, name: str, values: Any) -> bool:
    """Do two values of one fact lead to different outcomes in this context?"""
    seen = None
    for value in values:
        found = outcome(question, replace(context, **{name: value}))
        if found is not None and seen is not None and found != seen:
            return True
        seen = found or seen
    return False


def can_change(question: Question, facts: Facts, name: str, seed: int) -> bool:
    """Is there any world in which this unknown fact changes the outcome?

    First at some values in many worlds; if nothing was found, over every single day in a few.
    """
    others = [n for n in unknown_facts(question, facts) if n != name]
    random = Random(seed)

    def world(choose: Callable[[Sequence[Any]], Any], values: dict[str, Sequence[Any]]) -> Facts:
        return replace(facts, **{n: choose(values[n]) for n in others})

    mildest = world(itemgetter(0), SOME_VALUES)
    worlds = [mildest, *(world(random.choice, SOME_VALUES) for _ in range(40))] if others else []
    if any(differ(question, w, name, SOME_VALUES[name]) for w in worlds):
        return True
    days_tried = [mildest, world(random.choice, EVERY_VALUE)] if others else [facts]
    return any(differ(question, w, name, EVERY_VALUE[name]) for w in days_tried)


# Taken when given, never asked.
GIVEN: dict[Question, dict[str, st.SearchStrategy[Any]]] = {
    Question.DOCUMENT_SENT: {"ground": st.none() | st.sampled_from(Ground)},
    Question.CARRY: {"ground": st.none() | st.sampled_from(Ground)},
    **{
        question: {"today": st.sampled_from([D(day) for day in TODAYS])}
        for question in (
            *(Question.EXPIRY, Question.AUTO_RENEWAL),  # what has come about since the edition
            *(Question.ECERT_STATE, Question.POSTING),
        )
    },
    Question.OPENING: {"at": st.just(MOMENT)},
}


def partly_known(question: Question) -> st.SearchStrategy[Facts]:
    """Facts that a question has to do with, each of them known or not."""
    asked = {
        name: st.none() | st.sampled_from(SOME_VALUES[name]) | st.sampled_from(EVERY_VALUE[name])
        for name in ASKABLE[question]
    }
    return st.builds(Facts, **asked, **GIVEN.get(question, {}))


each_question = pytest.mark.parametrize("question", Question, ids=lambda q: q.value)


# --- Brute force ------------------------------------------------------------------------------


@each_question
@settings(repeatable, max_examples=20)
@given(st.data(), st.integers(0, 2**32))
def test_missing_is_exactly_what_can_change(
    question: Question, data: st.DataObject, seed: int
) -> None:
    """A fact is missing if and only if, in some world, two of its values differ in outcome."""
    facts = data.draw(partly_known(question), "facts")
    found = missing(question, facts, EDITION)
    brute = [
        name for name in unknown_facts(question, facts) if can_change(question, facts, name, seed)
    ]
    assert list(found) == brute


ONE_UNKNOWN = (
    # document, birthday, residence, graduation, burden
    ("notice", "1995-05-15", None, None, None),
    ("certificate", "1995-05-15", None, None, None),
    ("notice", "1953-05-15", None, None, None),
    ("certificate", "1953-05-15", None, None, "2026-01-01"),
    ("certificate", "1950-08-02", None, None, None),
    ("notice", "1950-08-01", None, None, None),
    ("notice", "1955-08-02", "2025-08-01", None, None),
    ("notice", "1995-05-15", "2025-07-31", None, None),
    ("certificate", "1995-05-15", "2026-07-30", "2025-08-01", None),
    ("certificate", "1953-05-15", None, "2025-07-31", None),
)


@pytest.mark.parametrize("question", [Question.EXPIRY, Question.AUTO_RENEWAL])
@pytest.mark.parametrize("known", ONE_UNKNOWN)
def test_one_unknown_fact_over_every_day(known: Any, question: Question) -> None:
    """With one fact unknown, every single day of it is tried: missing if any two differ."""
    document, *dates = known
    facts = person(document, *(day and D(day) for day in dates), moved=False)
    for name in ASKABLE[question]:
        context = replace(facts, **{name: None})
        can = differ(question, context, name, EVERY_VALUE[name])
        assert missing(question, context, EDITION) == ((name,) if can else ())


@pytest.mark.parametrize("today", TODAYS)
def test_ecert_state_depends_on_the_expiry_today(today: str) -> None:
    """Whatever day it is, an unknown expiry decides whether the card works, so it is asked."""
    facts = Facts(today=D(today))
    assert differ(Question.ECERT_STATE, facts, "ecert_expiry", EVERY_VALUE["ecert_expiry"])
    assert missing(Question.ECERT_STATE, facts, EDITION) == ("ecert_expiry",)


# --- Nothing missing --------------------------------------------------------------------------


@each_question
@settings(repeatable, max_examples=12)
@given(st.data())
def test_asking_until_nothing_is_missing_ends_in_a_final_answer(
    question: Question, data: st.DataObject
) -> None:
    """A form that asks for the first missing fact ends; then the rest cannot change the answer."""
    facts = data.draw(partly_known(question), "facts")
    while names := missing(question, facts, EDITION):
        value = data.draw(st.sampled_from(EVERY_VALUE[names[0]]), names[0])
        facts = replace(facts, **{names[0]: value})
    final = answer(question, facts, EDITION)
    for name in unknown_facts(question, facts):
        facts = replace(facts, **{name: data.draw(st.sampled_from(EVERY_VALUE[name]), name)})
    later = answer(question, facts, EDITION)
    assert (final.value, final.confirm) == (later.value, later.confirm)


@pytest.mark.parametrize(
    ("question", "facts", "value"),
    [
        # One may know enough without knowing everything.
        (Question.DOCUMENT_SENT, Facts(registered=False), "certificate"),
        (Question.CARRY, Facts(registered=False), "certificate"),
        (Question.DOCUMENT_SENT, Facts(ground=Ground.HARD_TO_USE), "certificate"),
        (Question.EXPIRY, replace(person("notice", D("1950-11-03")), document=None), "2025-11-02"),
        (Question.EXPIRY, replace(person("notice", D("1955-11-03")), document=None), "2025-11-30"),
        (
            Question.AUTO_RENEWAL,
            replace(person("notice", D("2005-05-15"), D("2026-03-31")), document=None),
            "renew_stay_first",
        ),
        (
            Question.AUTO_RENEWAL,
            replace(
                person("notice", D("2005-05-15"), None, D("2027-03-20"), moved=True), document=None
            ),
            "extend_student_first",
        ),
    ],
)
def test_known_enough(question: Question, facts: Facts, value: str) -> None:
    """Where the unknown facts make no difference nothing is asked, and there is an answer."""
    assert missing(question, facts, EDITION) == ()
    found = answer(question, facts, EDITION).value
    assert value == (found.value if isinstance(found, Enum) else found.isoformat())


# --- Cases that a person can follow -----------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "facts", "asks"),
    [
        (Question.DOCUMENT_SENT, Facts(), ("has_card", "registered")),
        (Question.DOCUMENT_SENT, Facts(has_card=True), ("registered",)),
        (Question.DOCUMENT_SENT, Facts(has_card=False), ()),
        (Question.CARRY, Facts(registered=True), ("has_card",)),
        (Question.CARRY, Facts(has_card=True, registered=True), ()),
        (Question.POST, Facts(), ("document",)),
        (Question.USABLE_UNTIL, Facts(), ("ecert_expiry",)),
        (Question.FIRST_TRANSFER, Facts(), ("method", "applied_on")),
        (Question.FIRST_TRANSFER, Facts(method=TransferMethod.WARD), ("applied_on",)),
        (Question.FIRST_TRANSFER, Facts(applied_on=D("2025-08-26")), ("method",)),
        (Question.POSTING, Facts(today=D("2025-07-31")), ("birthday",)),
        (Question.POSTING, Facts(today=D("2025-08-01")), ()),
        (Question.OPENING, Facts(at=MOMENT), ()),
        (Question.EXPIRY, Facts(), ASKABLE[Question.EXPIRY]),
        (
            Question.EXPIRY,
            Facts(document=Document.NOTICE, birthday=D("1995-05-15")),
            ("residence_until", "graduation"),  # below 70 there is no ratio
        ),
        (
            Question.EXPIRY,
            Facts(document=Document.NOTICE, birthday=D("1953-05-15")),
            ("residence_until", "graduation", "burden_change"),
        ),
        (Question.EXPIRY, Facts(document=Document.NOTICE, birthday=D("1950-08-01")), ()),
        (
            Question.EXPIRY,
            Facts(document=Document.NOTICE, residence_until=D("2025-07-31")),
            (),  # over before the start: to be confirmed in any case
        ),
        (
            Question.EXPIRY,
            person("notice", None),
            ("birthday",),
        ),
        (
            Question.AUTO_RENEWAL,
            Facts(
                document=Document.CERTIFICATE,
                birthday=D("2005-05-15"),
                residence_until=ABSENT,
                graduation=D("2026-03-20"),
            ),
            ("graduation_moved",),
        ),
        (
            Question.AUTO_RENEWAL,
            Facts(
                document=Document.CERTIFICATE,
                birthday=D("2005-05-15"),
                residence_until=ABSENT,
                graduation=ABSENT,
            ),
            (),  # no マル学, so nothing can have moved
        ),
    ],
)
def test_missing(question: Question, facts: Facts, asks: tuple[str, ...]) -> None:
    """Only what can change the answer is asked."""
    assert missing(question, facts, EDITION) == asks


# --- Order ------------------------------------------------------------------------------------


@each_question
@settings(repeatable, max_examples=10)
@given(st.data())
def test_order(question: Question, data: st.DataObject) -> None:
    """What the caller brought up is asked first, the rest in the usual order, never a ground."""
    facts = data.draw(partly_known(question), "facts")
    usual = missing(question, facts, EDITION)
    assert list(usual) == [name for name in ASKABLE[question] if name in usual]
    names = [f.name for f in fields(Facts)]
    first = data.draw(st.lists(st.sampled_from(names), unique=True, max_size=2), "first")
    found = missing(question, facts, EDITION, first)
    brought_up = [name for name in usual if name in first]
    rest = [name for name in usual if name not in first]
    assert "ground" not in found
    assert set(found[: len(brought_up)]) == set(brought_up)
    assert list(found[len(brought_up) :]) == rest


@pytest.mark.parametrize(
    ("first", "asks"),
    [
        ((), ("birthday", "document", "residence_until", "graduation", "burden_change")),
        (("graduation",), ("graduation", "birthday", "document", "residence_until")),
        (("burden_change", "ground"), ("burden_change", "birthday", "document")),
    ],
)
def test_order_of_expiry(first: tuple[str, ...], asks: tuple[str, ...]) -> None:
    """Who asks about graduation is asked for the graduation first, and nobody for a ground."""
    found = missing(Question.EXPIRY, Facts(), EDITION, first)
    assert found[: len(asks)] == asks
    assert sorted(found) == sorted(ASKABLE[Question.EXPIRY])


def test_every_question_has_its_line() -> None:
    """The table above knows every question that the module answers."""
    assert set(ASKABLE) == set(Question)


# --- Facts that are never asked ---------------------------------------------------------------

ANYTHING = {
    **{name: st.sampled_from(values) for name, values in EVERY_VALUE.items()},
    "ground": st.sampled_from(Ground),
    "today": st.sampled_from([D(day) for day in TODAYS]),
    "at": st.just(MOMENT),
}


@each_question
@settings(repeatable, max_examples=12)
@given(st.data(), st.fixed_dictionaries(ANYTHING))
def test_answers_depend_on_nothing_else(
    question: Question, data: st.DataObject, others: dict[str, Any]
) -> None:
    """Facts that a question has no business with change nothing about its answer."""
    assert set(ANYTHING) == {f.name for f in fields(Facts)}
    facts = data.draw(partly_known(question), "facts")
    used = {*ASKABLE[question], *GIVEN.get(question, {})}
    unrelated = {name: value for name, value in others.items() if name not in used}
    assert outcome(question, replace(facts, **unrelated)) == outcome(question, facts)
