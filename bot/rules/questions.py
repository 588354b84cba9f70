"""Ask only what changes the answer: which unknown facts could still change a result.

Nothing is listed by hand. For every unknown fact we take the values at which the rules can turn
(the last day of each interval and the day after it) and ask the rules themselves: a
fact matters if, with some values of the other unknown facts, two of its values differ in outcome.
The tests compare this with a sweep over every single day.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cache
from itertools import product
from typing import Any

from bot.errors import ImpossibleFacts
from bot.rules.calendar import ONE_DAY, birthday_of, first_of_month
from bot.rules.call_centre import opening
from bot.rules.documents import carry, document_sent, post, posting
from bot.rules.ecert import ecert_state, usable_until
from bot.rules.edition import Circumstance, Edition, LastDay
from bot.rules.expiry import expiry, reach
from bot.rules.renewal import auto_renewal
from bot.rules.terms import ABSENT, Document, Facts, Result, TransferMethod
from bot.rules.transfer import first_transfer


class Question(enum.Enum):
    """What the module can be asked about one person."""

    DOCUMENT_SENT = "document_sent"
    CARRY = "carry"
    EXPIRY = "expiry"
    USABLE_UNTIL = "usable_until"
    ECERT_STATE = "ecert_state"
    AUTO_RENEWAL = "auto_renewal"
    POSTING = "posting"
    POST = "post"
    FIRST_TRANSFER = "first_transfer"
    OPENING = "opening"


@dataclass(frozen=True, slots=True)
class Spec:
    """The rule that answers a question, and the facts one may ask for, in the order to ask.

    Why a certificate was issued (`ground`) is in no list: nobody is ever asked about DV.
    """

    rule: Callable[[Facts, Edition], Result]
    askable: tuple[str, ...]


SPECS: dict[Question, Spec] = {
    Question.DOCUMENT_SENT: Spec(document_sent, ("has_card", "registered")),
    Question.CARRY: Spec(carry, ("has_card", "registered")),
    Question.EXPIRY: Spec(
        expiry, ("birthday", "document", "residence_until", "graduation", "burden_change")
    ),
    Question.USABLE_UNTIL: Spec(usable_until, ("ecert_expiry",)),
    Question.ECERT_STATE: Spec(ecert_state, ("ecert_expiry",)),
    Question.AUTO_RENEWAL: Spec(
        auto_renewal,
        ("document", "birthday", "residence_until", "graduation", "graduation_moved"),
    ),
    Question.POSTING: Spec(posting, ("birthday",)),
    Question.POST: Spec(post, ("document",)),
    Question.FIRST_TRANSFER: Spec(first_transfer, ("method", "applied_on")),
    Question.OPENING: Spec(opening, ()),
}


def answer(question: Question, facts: Facts, edition: Edition) -> Result:
    """The result of `question`. Raises ImpossibleFacts where a fact that it needs is unknown."""
    return SPECS[question].rule(facts, edition)


def missing(
    question: Question, facts: Facts, edition: Edition, first: Sequence[str] = ()
) -> tuple[str, ...]:
    """Names of the unknown facts that could still change the result, in the order to ask.

    `first` names facts that the caller brought up; they are asked before the usual order.
    Empty: the result is final, whatever the rest may be.
    """
    askable = SPECS[question].askable
    unknown = [name for name in askable if getattr(facts, name) is None]
    points = [turning_points(name, edition, facts) for name in unknown]

    @cache  # each fact is judged by the same outcomes, only compared in another direction
    def outcome(*values: Any) -> object:
        supposed = replace(facts, **dict[str, Any](zip(unknown, values, strict=True)))
        return _outcome(question, supposed, edition)

    mattering = [name for n, name in enumerate(unknown) if _matters(outcome, points, n)]
    return tuple(sorted(mattering, key=lambda n: (n not in first, askable.index(n))))


def _matters(
    outcome: Callable[..., object], points: Sequence[Sequence[object]], number: int
) -> bool:
    """Do two values of one fact differ in outcome, with some values of the other unknowns?

    `points`: of each unknown fact the values to try; the fact is the one at `number`.
    """
    own = points[number]
    for others in product(*points[:number], *points[number + 1 :]):
        before, after = others[:number], others[number:]
        found = (outcome(*before, value, *after) for value in own)
        if _differ(one for one in found if one):
            return True
    return False


def _differ(outcomes: Iterator[object]) -> bool:
    """Is any unlike the first? Looks no further than that one: each costs a run of the rules."""
    first = next(outcomes, None)
    return any(outcome != first for outcome in outcomes)


def _outcome(question: Question, facts: Facts, edition: Edition) -> tuple[object, bool] | None:
    """What a person would notice of the result; None for facts that cannot be true together."""
    try:
        result = answer(question, facts, edition)
    except ImpossibleFacts:
        return None
    return result.value, result.confirm


def turning_points(name: str, edition: Edition, facts: Facts) -> tuple[Any, ...]:
    """Values of one fact such that every outcome class of the rules is met at least once.

    `facts` matter for what is counted from today.
    """
    d = edition.documents
    match name:
        case "document":
            return tuple(Document)
        case "method":
            return tuple(TransferMethod)
        case "has_card" | "registered" | "graduation_moved":
            return (True, False)
        case "birthday":
            return tuple(sorted(set(_birthdays(edition, facts.today)), reverse=True))
        case "residence_until" | "graduation" | "burden_change":
            return (ABSENT, *_circumstances(Circumstance(name), edition))
        case "ecert_expiry":
            today = facts.today or d.starts
            return _turns(first_of_month(today, -edition.ecert.months_usable) - ONE_DAY, today)
        case "applied_on":
            closing = d.starts.replace(day=edition.transfer.closing_day)
            return (*_turns(closing), first_of_month(closing, 1))
    raise ValueError(f"{name} is not a fact that can be asked; known: {FACT_NAMES}")


FACT_NAMES = tuple(f.name for f in fields(Facts))


def _turns(*last_days: date) -> tuple[date, ...]:
    """Each last day of an interval, with the first day after it."""
    return tuple(sorted({d + step * ONE_DAY for d in last_days for step in (0, 1)}))


def _birthdays(edition: Edition, today: date | None) -> Iterator[date]:
    d, late = edition.documents, edition.late_posting
    by_birthday = [e for e in edition.expiry.exceptions if e.age is not None]
    ages = {edition.expiry.senior_age, *(e.age for e in by_birthday if e.age is not None)}
    ages |= {e.from_age for e in edition.expiry.exceptions if e.from_age is not None}
    reached = {reach(e, edition) for e in by_birthday}
    by_today = (today,) if today is not None else ()
    for age in ages:
        for day in _turns(d.starts, *reached, d.last, d.last + ONE_DAY, *by_today):
            yield birthday_of(age, day)
    if late is not None:
        yield from _turns(late.born_from - ONE_DAY, late.born_to)


def _circumstances(turns_on: Circumstance, edition: Edition) -> Iterator[date]:
    """The last day on which a circumstance is over before the start, and the last one reached."""
    starts = edition.documents.starts
    for exception in edition.expiry.exceptions:
        if exception.turns_on is turns_on:
            in_months = exception.last_day is LastDay.MONTH_END_BEFORE
            over = first_of_month(starts, 1) if in_months else starts
            yield from _turns(over - ONE_DAY, reach(exception, edition))
