"""How near a dated fact is to a turn: "born two days later it would be …".

A turn is a change in kind, not in number: another rule decides, 要確認 comes or goes, or the value
jumps. A date that merely moves along with the fact day by day is the same answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bot.errors import ImpossibleFacts
from bot.rules.calendar import ONE_DAY
from bot.rules.edition import Edition
from bot.rules.questions import SPECS, Question, answer
from bot.rules.terms import Facts, Result

MOST_DAYS = 31


@dataclass(frozen=True, slots=True)
class Boundary:
    """With `fact` on `day`, all else as it is, the result would be `result`: another in kind."""

    fact: str
    day: date
    result: Result


def boundaries(
    question: Question, facts: Facts, edition: Edition, days: int = MOST_DAYS
) -> tuple[Boundary, ...]:
    """The nearest turns before and after each known day, at most `days` away, earlier ones first.

    Empty where the facts have no answer. Days that cannot be true (a birthday after today or
    after the edition) are passed over.
    """
    try:
        here = answer(question, facts, edition)
    except ImpossibleFacts:
        return ()
    found = (
        _nearest(question, facts, edition, name, here, step * days)
        for name in SPECS[question].askable
        if isinstance(getattr(facts, name), date)
        for step in (-1, 1)
    )
    return tuple(turn for turn in found if turn is not None)


def _nearest(
    question: Question, facts: Facts, edition: Edition, name: str, here: Result, reach: int
) -> Boundary | None:
    """The first turn on the way from the known day of `name` to the day `reach` days from it."""
    before = here
    for day in _days(getattr(facts, name), reach):
        if name == "birthday" and facts.today is not None and day > facts.today:
            return None
        moved: dict[str, Any] = {name: day}
        try:
            there = answer(question, replace(facts, **moved), edition)
        except ImpossibleFacts:
            continue
        if _turns(before, there):
            return Boundary(name, day, there)
        before = there
    return None


def _days(start: date, reach: int) -> Iterator[date]:
    """The days after `start` up to `reach` days from it; before it where `reach` is negative."""
    step = ONE_DAY if reach > 0 else -ONE_DAY
    last = date.max if reach > 0 else date.min
    for _ in range(abs(reach)):
        if start == last:
            return
        start += step
        yield start


def _turns(before: Result, there: Result) -> bool:
    """Do the results of two neighbouring days differ in kind?"""
    if (before.decided_by.rule, before.confirm) != (there.decided_by.rule, there.confirm):
        return True
    if isinstance(before.value, date) and isinstance(there.value, date):
        return abs(there.value - before.value) > ONE_DAY
    return before.value != there.value
