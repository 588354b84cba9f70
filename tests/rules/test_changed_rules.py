"""bot/rules/edition.py: another year's rule is another line of the edition, and of nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from bot.rules import Document, Edition, Facts, Question, answer, boundaries, later_paper, missing
from bot.rules.edition import Circumstance, ExpiryException, LastDay, Reach
from bot.rules.expiry import rule_ids

from .building import EDITION, D, person

Change = Callable[[ExpiryException], ExpiryException | None]


def changed(**rules: Change) -> Edition:
    """第179号 with some exceptions changed, or dropped where the change gives None."""
    kept = (rules.get(e.rule, lambda same: same)(e) for e in EDITION.expiry.exceptions)
    exceptions = tuple(exception for exception in kept if exception is not None)
    return replace(EDITION, expiry=replace(EDITION.expiry, exceptions=exceptions))


def expiry(edition: Edition, facts: Facts) -> date | None:
    day = answer(Question.EXPIRY, facts, edition).value
    assert day is None or isinstance(day, date)
    return day


BORN = D("1955-11-20")  # 70 on 2025-11-20


@pytest.mark.parametrize(
    ("last_day", "ends"),
    [
        (LastDay.DAY_BEFORE, "2025-11-19"),
        (LastDay.THAT_DAY, "2025-11-20"),
        (LastDay.DAY_AFTER, "2025-11-21"),
        (LastDay.MONTH_END, "2025-11-30"),
        (LastDay.MONTH_END_OF_EVE, "2025-11-30"),
        (LastDay.MONTH_END_BEFORE, "2025-10-31"),
    ],
)
def test_the_last_day_of_a_rule(last_day: LastDay, ends: str) -> None:
    """Until when the paper of a 70-year-old runs is one word in the edition."""
    edition = changed(age70=lambda rule: replace(rule, last_day=last_day))
    for document in ("notice", "certificate"):
        assert expiry(edition, person(document, BORN)) == D(ends)


@pytest.mark.parametrize(
    ("last_day", "born", "ends"),
    [
        (LastDay.MONTH_END, "1956-03-01", "2026-03-31"),
        (LastDay.MONTH_END_OF_EVE, "1956-03-01", "2026-02-28"),
        (LastDay.MONTH_END_OF_EVE, "1956-03-02", "2026-03-31"),
        (LastDay.MONTH_END_BEFORE, "1956-03-31", "2026-02-28"),
    ],
)
def test_born_on_the_first(last_day: LastDay, born: str, ends: str) -> None:
    """Only the month end of the eve takes the 1st to the month before."""
    edition = changed(age70=lambda rule: replace(rule, last_day=last_day))
    assert expiry(edition, person("notice", D(born))) == D(ends)


@pytest.mark.parametrize(("age", "ends"), [(74, "2026-01-14"), (76, "2026-07-31")])
def test_the_age_of_a_rule(age: int, ends: str) -> None:
    """Another age moves the rule, and what may be asked and said with it."""
    edition = changed(age75=lambda rule: replace(rule, age=age))
    born = D("1952-01-15")  # 74 on 2026-01-15
    assert expiry(edition, person("certificate", born)) == D(ends)


def test_seniors_of_another_age() -> None:
    """With 65 for 70, a notice has a last day from 65 on."""
    rules = replace(EDITION.expiry, senior_age=65)
    edition = replace(EDITION, expiry=rules)
    assert expiry(edition, person("notice", D("1960-08-01"))) == EDITION.documents.ends
    assert expiry(edition, person("notice", D("1960-08-02"))) is None
    assert expiry(EDITION, person("notice", D("1960-08-01"))) is None


def test_a_rule_that_went() -> None:
    """A rule that the newsletter no longer has gives no date, and nobody is asked about it."""
    edition = changed(student=lambda rule: None)
    assert "student" not in rule_ids(edition)
    young = D("2004-04-02")
    assert expiry(edition, person("certificate", young, graduation=D("2026-03-20"))) == (
        EDITION.documents.ends
    )
    known = Facts(document=Document.CERTIFICATE, birthday=young)
    assert "graduation" in missing(Question.EXPIRY, known, EDITION)
    assert "graduation" not in missing(Question.EXPIRY, known, edition)


def test_a_rule_that_came() -> None:
    """A new exception is one more line: it gives its date, and it may decide."""
    at_65 = ExpiryException(
        rule="age65",
        turns_on=Circumstance.BIRTHDAY,
        age=65,
        by=Reach.ENDS,
        last_day=LastDay.MONTH_END,
    )
    rules = replace(EDITION.expiry, exceptions=(*EDITION.expiry.exceptions, at_65))
    edition = replace(EDITION, expiry=rules)
    born = D("1961-02-10")
    result = answer(Question.EXPIRY, person("notice", born), edition)
    assert (result.value, result.decided_by.rule) == (D("2026-02-28"), "age65")
    turns = {b.day for b in boundaries(Question.EXPIRY, person("notice", born), edition)}
    assert turns == {D("1961-01-31"), D("1961-03-01")}


def test_two_years_for_the_younger() -> None:
    """Where those under 70 get a paper for two years, only theirs runs on."""
    documents = replace(EDITION.documents, younger_ends=D("2027-07-31"))
    edition = replace(EDITION, documents=documents)
    assert expiry(edition, person("certificate", D("1990-01-01"))) == D("2027-07-31")
    assert expiry(edition, person("certificate", D("1955-08-01"))) == D("2026-07-31")
    assert expiry(edition, person("certificate", BORN)) == D("2025-11-30")
    assert expiry(edition, person("notice", D("1990-01-01"))) is None
    later = later_paper(person("certificate", BORN), edition)
    assert later is not None
    assert later.value == D("2026-07-31")
    assert "birthday" in missing(Question.EXPIRY, Facts(document=Document.CERTIFICATE), edition)
