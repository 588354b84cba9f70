"""bot/rules/transfer.py: the month of the first account transfer."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.errors import ImpossibleFacts
from bot.rules import Facts, Question, TransferMethod, answer

from . import expectations as expected
from .building import EDITION, D, days


def first_transfer(method: str, applied_on: date) -> Any:
    facts = Facts(method=TransferMethod(method), applied_on=applied_on)
    return answer(Question.FIRST_TRANSFER, facts, EDITION)


@pytest.mark.parametrize(("method", "applied_on", "month", "mark"), expected.TRANSFER)
def test_first_transfer(method: str, applied_on: date, month: date, mark: str) -> None:
    """Bank and Web: by the 25th, the month after next; ward office: by month end, next month."""
    result = first_transfer(method, applied_on)
    assert (result.value, result.mark.value) == (month, mark)
    assert result.confirm == (mark == "inferred")


def test_every_day(counted: Any) -> None:
    """On every day of three years the first transfer is that many months away, on the 1st."""
    cases = [(m.value, day) for m in TransferMethod for day in days("2025-07-01", "2028-06-30")]
    for method, day in cases:
        result = first_transfer(method, day)
        late = method != "ward" and day.day >= 26
        months = (result.value.year - day.year) * 12 + result.value.month - day.month
        assert months == (1 if method == "ward" else 2) + late, (method, day)
        assert (result.value.day, result.confirm) == (1, late)
    counted(len(cases))


@pytest.mark.parametrize(
    "facts",
    [Facts(), Facts(method=TransferMethod.WARD), Facts(applied_on=D("2025-08-01"))],
)
def test_needs_method_and_day(facts: Facts) -> None:
    """Without the method or the day of application nothing is computed."""
    with pytest.raises(ImpossibleFacts):
        answer(Question.FIRST_TRANSFER, facts, EDITION)
