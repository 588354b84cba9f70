"""bot/rules/ecert.py: until when an expired electronic certificate still works."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import ImpossibleFacts
from bot.rules import Facts, Mark, Question, answer

from . import expectations as expected
from .building import EDITION, D, days, repeatable

ONE_DAY = timedelta(days=1)


@pytest.mark.parametrize(("expiry", "last_day"), expected.ECERT)
def test_usable_until(expiry: date, last_day: date) -> None:
    """It works until the last day of the third month after the month of expiry (stated)."""
    result = answer(Question.USABLE_UNTIL, Facts(ecert_expiry=expiry), EDITION)
    assert (result.value, result.mark) == (last_day, Mark.STATED)


@pytest.mark.parametrize(("expiry", "last_day"), expected.ECERT)
def test_states(expiry: date, last_day: date) -> None:
    """Valid through the day of expiry, then a grace through the last day, then over."""
    table = (
        (expiry - ONE_DAY, "valid"),
        (expiry, "valid"),
        (expiry + ONE_DAY, "grace"),
        (last_day - ONE_DAY, "grace"),
        (last_day, "grace"),
        (last_day + ONE_DAY, "over"),
    )
    for today, state in table:
        facts = Facts(ecert_expiry=expiry, today=today)
        assert answer(Question.ECERT_STATE, facts, EDITION).value.value == state, today


def test_every_day_of_expiry(counted: Any) -> None:
    """For every expiry of twelve years: a month end, and three month ends lie between."""
    cases = list(days("2024-01-01", "2035-12-31"))
    month_ends = [d for d in days("2024-01-01", "2036-12-31") if (d + ONE_DAY).day == 1]
    for expiry in cases:
        last_day = answer(Question.USABLE_UNTIL, Facts(ecert_expiry=expiry), EDITION).value
        between = [d for d in month_ends if expiry <= d < last_day]
        assert last_day in month_ends
        assert len(between) == 3, expiry
    counted(len(cases))


@repeatable
@given(st.dates(D("2020-01-01"), D("2040-12-31")), st.dates(D("2020-01-01"), D("2040-12-31")))
def test_state_agrees_with_the_last_day(expiry: date, today: date) -> None:
    """It is over on exactly those days that lie after the last usable day."""
    facts = Facts(ecert_expiry=expiry, today=today)
    last_day = answer(Question.USABLE_UNTIL, facts, EDITION).value
    state = answer(Question.ECERT_STATE, facts, EDITION).value.value
    assert (state == "over") == (today > last_day)
    assert (state == "valid") == (today <= expiry)


@pytest.mark.parametrize("facts", [Facts(), Facts(today=D("2025-08-01"))])
@pytest.mark.parametrize("question", [Question.USABLE_UNTIL, Question.ECERT_STATE])
def test_needs_the_expiry(question: Question, facts: Facts) -> None:
    """Without the expiry of the electronic certificate nothing is computed."""
    with pytest.raises(ImpossibleFacts):
        answer(question, facts, EDITION)


def test_state_needs_today() -> None:
    """No rule reads a clock: without today there is no state."""
    with pytest.raises(ImpossibleFacts):
        answer(Question.ECERT_STATE, Facts(ecert_expiry=D("2025-04-10")), EDITION)
