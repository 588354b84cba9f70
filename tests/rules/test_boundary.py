"""bot/rules/boundary.py: how near a known day is to another answer, proved by a sweep."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import ImpossibleFacts
from bot.rules import (
    ABSENT,
    Boundary,
    Document,
    Facts,
    Question,
    Result,
    TransferMethod,
    answer,
    boundaries,
)

from .building import EDITION, D, days, person, repeatable

TODAY = D("2025-10-01")
ADULT = D("1985-03-01")


def turns(question: Question, facts: Facts, fact: str, within: int = 31) -> dict[str, Any]:
    """The boundaries of one fact: each day with the value there."""
    found = boundaries(question, facts, EDITION, within)
    return {b.day.isoformat(): b.result.value for b in found if b.fact == fact}


# Born on, then each day at which the answer turns, with the value there.
BIRTHS = (
    ("1955-08-01", {"1955-08-02": "2025-08-31"}),
    ("1955-08-02", {"1955-08-01": "2026-07-31", "1955-09-02": "2025-09-30"}),
    ("1956-03-01", {"1956-02-01": "2026-01-31", "1956-03-02": "2026-03-31"}),
    ("1956-03-02", {"1956-03-01": "2026-02-28", "1956-04-02": "2026-04-30"}),
    ("1956-07-01", {"1956-06-01": "2026-05-31", "1956-07-02": "2026-07-31"}),
    ("1956-07-02", {"1956-07-01": "2026-06-30"}),
    ("1950-08-02", {"1950-08-01": None}),
    ("1951-07-31", {"1951-08-01": "2026-07-31"}),
    ("1951-01-15", {}),  # the day before the birthday merely moves along
    ("1985-03-01", {}),
)


@pytest.mark.parametrize(("born", "expected"), BIRTHS)
def test_births(born: str, expected: dict[str, str | None]) -> None:
    """A birthday turns where a rule begins or ends, and with the month of the 70th birthday."""
    found = turns(Question.EXPIRY, person("certificate", D(born)), "birthday")
    assert found == {day: value and D(value) for day, value in expected.items()}


@pytest.mark.parametrize(
    ("fact", "known", "expected"),
    [
        ("residence_until", "2026-07-30", {"2026-07-31": "2026-07-31"}),  # the same day, no rule
        ("residence_until", "2026-07-31", {"2026-07-30": "2026-07-31"}),
        ("residence_until", "2026-03-31", {}),
        ("residence_until", "2025-08-01", {"2025-07-31": None}),
        ("graduation", "2026-07-31", {"2026-08-01": "2026-07-31"}),
        ("graduation", "2026-03-20", {}),
    ],
)
def test_circumstances(fact: str, known: str, expected: dict[str, str | None]) -> None:
    """在留期限 and 卒業予定日 turn where they begin and cease to matter."""
    facts = replace(person("certificate", ADULT), **{fact: D(known)})
    assert turns(Question.EXPIRY, facts, fact) == {d: v and D(v) for d, v in expected.items()}


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ("2026-01-01", {"2025-12-31": "2025-11-30", "2026-02-01": "2026-01-31"}),
        ("2025-09-01", {"2025-08-31": None, "2025-10-01": "2025-09-30"}),
        ("2026-07-01", {"2026-06-30": "2026-05-31", "2026-08-01": "2026-07-31"}),
    ],
)
def test_burden(known: str, expected: dict[str, str | None]) -> None:
    """窓口負担割合 turns with each month."""
    facts = person("certificate", D("1953-05-15"), burden=D(known))
    found = turns(Question.EXPIRY, facts, "burden_change")
    assert found == {day: value and D(value) for day, value in expected.items()}


def test_ecert() -> None:
    """電子証明書 turns at the ends of months."""
    facts = Facts(ecert_expiry=D("2025-11-30"), today=TODAY)
    assert turns(Question.USABLE_UNTIL, facts, "ecert_expiry") == {
        "2025-10-31": D("2026-01-31"),
        "2025-12-01": D("2026-03-31"),
    }


@pytest.mark.parametrize(
    ("method", "applied", "expected"),
    [
        ("bank", "2025-07-25", {"2025-06-30": "2025-09-01", "2025-07-26": "2025-10-01"}),
        ("web", "2025-07-26", {"2025-07-25": "2025-09-01", "2025-08-01": "2025-10-01"}),
        ("ward", "2025-07-31", {"2025-06-30": "2025-07-01", "2025-08-01": "2025-09-01"}),
    ],
)
def test_transfer(method: str, applied: str, expected: dict[str, str]) -> None:
    """口座振替 turns after the 25th and at the end of a month; the ward office only there."""
    facts = Facts(method=TransferMethod(method), applied_on=D(applied))
    found = turns(Question.FIRST_TRANSFER, facts, "applied_on")
    assert found == {day: D(value) for day, value in expected.items()}


def test_late_posting() -> None:
    """Born 7月1日 or 2日: posted with all others, or separately."""
    facts = Facts(birthday=D("1955-07-01"), today=D("2025-07-10"))
    assert list(turns(Question.POSTING, facts, "birthday")) == ["1955-07-02"]


def test_days_that_cannot_be_true_are_passed_over() -> None:
    """Nobody is born after today, nor after the edition."""
    new_born = person("notice", EDITION.documents.ends)
    assert boundaries(Question.EXPIRY, new_born, EDITION) == ()
    young = Facts(birthday=D("1955-07-01"), today=D("1955-07-01"))
    assert boundaries(Question.POSTING, young, EDITION) == ()
    for edge in (date.min, date.max):
        facts = person("notice", ADULT, residence=edge)
        assert boundaries(Question.EXPIRY, facts, EDITION) == ()


def test_facts_without_an_answer_have_no_boundary() -> None:
    """Where it is not known which paper it is, and that matters, there is nothing to be near to."""
    assert boundaries(Question.EXPIRY, Facts(birthday=ADULT), EDITION) == ()
    assert boundaries(Question.EXPIRY, person("notice", None), EDITION) == ()


def test_only_as_far_as_asked() -> None:
    """A turn two days away is not within one day."""
    facts = person("certificate", D("1955-07-31"))
    assert turns(Question.EXPIRY, facts, "birthday", within=1) == {}
    assert list(turns(Question.EXPIRY, facts, "birthday", within=2)) == ["1955-08-02"]


# --- Brute force ------------------------------------------------------------------------------

NEAR = st.sampled_from(
    [ABSENT, *days("2025-07-01", "2025-09-05"), *days("2026-06-25", "2026-08-31")]
)
WHEN = NEAR | st.sampled_from([None, *days("2025-06-01", "2026-09-30")])
ANYBODY: dict[Question, st.SearchStrategy[Facts]] = {
    Question.EXPIRY: st.builds(
        Facts,
        document=st.none() | st.sampled_from(Document),
        birthday=st.none() | st.sampled_from([*days("1950-06-01", "1957-01-31")]),
        residence_until=WHEN,
        graduation=WHEN,
        burden_change=WHEN,
    ),
    Question.AUTO_RENEWAL: st.builds(
        Facts,
        document=st.sampled_from(Document),
        birthday=st.sampled_from([*days("1950-06-01", "1957-01-31")]),
        residence_until=WHEN,
        graduation=WHEN,
        graduation_moved=st.none() | st.booleans(),
    ),
    Question.FIRST_TRANSFER: st.builds(
        Facts,
        method=st.sampled_from(TransferMethod),
        applied_on=st.sampled_from([*days("2025-06-01", "2026-09-30")]),
    ),
    Question.ECERT_STATE: st.builds(
        Facts,
        ecert_expiry=st.sampled_from([*days("2025-01-01", "2026-01-31")]),
        today=st.just(TODAY),
    ),
}


def alike(known: date, here: Result, day: date, there: Result) -> bool:
    """The same rule as certain, with the same value or one that is as far from the fact."""
    if (here.decided_by.rule, here.confirm) != (there.decided_by.rule, there.confirm):
        return False
    if isinstance(here.value, date) and isinstance(there.value, date):
        return there.value in (here.value, here.value + (day - known))
    return here.value == there.value


def swept(question: Question, facts: Facts) -> list[tuple[str, date]]:
    """The nearest days with another answer, found by looking at all."""
    found = []
    try:
        here = answer(question, facts, EDITION)
    except ImpossibleFacts:
        return []
    for name in ("birthday", "residence_until", "graduation", "burden_change", "ecert_expiry"):
        found += _swept_one(question, facts, name, here)
    return found + _swept_one(question, facts, "applied_on", here)


def _swept_one(question: Question, facts: Facts, name: str, here: Result) -> list[tuple[str, date]]:
    known = getattr(facts, name)
    if not isinstance(known, date):
        return []
    other: dict[int, date] = {}
    for n in sorted(range(-31, 32), key=abs):
        day = known + timedelta(days=n)
        moved: dict[str, Any] = {name: day}
        try:
            there = answer(question, replace(facts, **moved), EDITION)
        except ImpossibleFacts:
            continue
        if not alike(known, here, day, there):
            other.setdefault(1 if n > 0 else -1, day)
    return [(name, other[side]) for side in (-1, 1) if side in other]


@pytest.mark.parametrize("question", ANYBODY, ids=lambda q: q.value)
@repeatable
@given(st.data())
def test_a_sweep_finds_the_same(question: Question, data: st.DataObject) -> None:
    """Looking at every day around finds the same nearest turns, and each has its own result."""
    facts = data.draw(ANYBODY[question], "facts")
    found = boundaries(question, facts, EDITION)
    assert sorted((b.fact, b.day) for b in found) == sorted(swept(question, facts))
    for boundary in found:
        moved: dict[str, Any] = {boundary.fact: boundary.day}
        assert boundary == Boundary(
            boundary.fact, boundary.day, answer(question, replace(facts, **moved), EDITION)
        )
