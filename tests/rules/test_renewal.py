"""bot/rules/renewal.py: does the next document come by itself?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import ImpossibleFacts
from bot.rules import Document, Facts, Question, answer

from . import expectations as expected
from .building import EDITION, D, person, repeatable
from .test_expiry import BIRTHDAY_TURNS, DOCUMENTS, GRADUATION, RESIDENCE, people

YOUNG = D("1995-05-15")


def renewal(facts: Facts) -> tuple[str, bool]:
    result = answer(Question.AUTO_RENEWAL, facts, EDITION)
    return result.value.value, result.confirm


@pytest.mark.parametrize(
    ("document", "birthday", "residence", "graduation", "moved", "want"),
    [
        ("notice", "1995-05-15", None, None, False, "keep"),
        ("certificate", "1995-05-15", None, None, False, "by_itself"),
        ("notice", "1953-05-15", None, None, False, "by_itself"),
        ("notice", "1955-11-03", None, None, False, "by_itself"),
        ("certificate", "1955-11-03", None, None, False, "by_itself"),
        ("notice", "1956-07-15", None, None, False, "keep"),
        ("certificate", "1956-07-15", None, None, False, "by_itself"),
        ("notice", "1950-11-03", None, None, False, "other_insurance"),
        ("certificate", "1950-11-03", None, None, False, "other_insurance"),
        ("notice", "1950-08-01", None, None, False, "confirm"),
        ("notice", "1995-05-15", "2025-07-31", None, False, "confirm"),
        ("notice", "1995-05-15", "2025-08-01", None, False, "renew_stay_first"),
        ("notice", "1995-05-15", "2026-07-30", None, False, "renew_stay_first"),
        ("certificate", "1995-05-15", "2026-03-31", None, False, "renew_stay_first"),
        ("notice", "1995-05-15", "2027-03-31", None, False, "keep"),
        ("notice", "1995-05-15", "2026-07-31", None, False, "keep"),
        ("certificate", "1995-05-15", "2026-07-31", None, False, "renew_stay_first"),
        ("certificate", "1995-05-15", "2026-08-01", None, False, "by_itself"),
        ("notice", "1953-05-15", "2026-07-31", None, False, "renew_stay_first"),
        ("notice", "2005-05-15", None, "2026-03-20", False, "by_itself"),
        ("notice", "2005-05-15", None, "2026-03-20", True, "extend_student_first"),
        ("certificate", "2005-05-15", None, "2026-03-20", True, "extend_student_first"),
        ("notice", "2005-05-15", None, "2025-07-31", False, "confirm"),
        ("notice", "2005-05-15", None, "2025-07-31", True, "extend_student_first"),
        ("notice", "2005-05-15", None, None, True, "keep"),  # no マル学, so nothing moved
    ],
)
def test_renewal(
    document: str,
    birthday: str,
    residence: str | None,
    graduation: str | None,
    moved: bool,
    want: str,
) -> None:
    """By itself while in 川崎市国保; not after 75, nor before stay or マル学 is settled."""
    facts = person(
        document,
        D(birthday),
        residence and D(residence),
        graduation and D(graduation),
        moved=moved,
    )
    assert renewal(facts)[0] == want


@pytest.mark.parametrize(
    ("document", "birthday", "residence", "today", "want"),
    [
        ("certificate", "1995-05-15", "2026-10-31", "2026-10-31", "by_itself"),
        ("certificate", "1995-05-15", "2026-10-31", "2026-11-01", "renew_stay_first"),
        ("notice", "1995-05-15", "2026-10-31", "2026-11-01", "confirm"),
        ("certificate", "1951-11-30", None, "2026-11-29", "by_itself"),
        ("certificate", "1951-11-30", None, "2026-11-30", "other_insurance"),
        ("notice", "1956-09-10", None, "2026-09-09", "keep"),
        ("notice", "1956-09-10", None, "2026-09-10", "confirm"),
    ],
)
def test_renewal_by_today(
    document: str, birthday: str, residence: str | None, today: str, want: str
) -> None:
    """What has happened since the edition counts: the stay ran out, 75, or 70 with a notice."""
    facts = person(document, D(birthday), residence and D(residence), None, moved=False)
    assert renewal(replace(facts, today=D(today)))[0] == want


def test_moved_to_an_unknown_day() -> None:
    """A マル学 whose graduation moved has to apply first, also where the day is not known."""
    facts = replace(person("certificate", D("2005-05-15"), moved=True), graduation=None)
    assert renewal(facts) == ("extend_student_first", False)


PEOPLE = tuple(product(DOCUMENTS, (*BIRTHDAY_TURNS, YOUNG), RESIDENCE, GRADUATION, (True, False)))


def differences(cases: list[tuple[Any, ...]]) -> list[str]:
    found = []
    for document, birthday, residence, graduation, moved in cases:
        facts = person(document, birthday, residence, graduation, moved=moved)
        got = renewal(facts)
        want = expected.renewal(document, birthday, residence, graduation, moved)
        if got not in want:
            found.append(
                f"{document}, born {birthday}, stay until {residence}, graduates {graduation}, "
                f"moved {moved}: got {got}, expected {want}"
            )
    return found


def stay_and_75(case: tuple[Any, ...]) -> bool:
    """Both the stay and the 75th birthday would end the paper."""
    _, birthday, residence, _, _ = case
    return {"age75", "residence"} <= set(expected.rules_met(birthday, residence))


def test_every_combination(counted: Any) -> None:
    """At the boundary values of all facts the answer is one that the table allows."""
    cases = [case for case in PEOPLE if not stay_and_75(case)]
    counted(len(cases))
    assert differences(cases)[:3] == []


def test_stay_and_75th_birthday() -> None:
    """The stay or the 75th birthday, whichever comes first, says what has to be done."""
    assert differences([case for case in PEOPLE if stay_and_75(case)])[:3] == []


@pytest.mark.parametrize(
    ("residence", "want"),
    [
        ("2025-10-31", "renew_stay_first"),  # the paper ends on 1 November, before the birthday
        ("2025-11-01", "other_insurance"),  # both on 2 November
        ("2025-11-02", "other_insurance"),
        ("2026-03-31", "other_insurance"),
    ],
)
def test_born_1950_11_03_with_a_stay(residence: str, want: str) -> None:
    """A paper that the stay ends waits for the stay; after the 75th birthday none comes."""
    assert renewal(person("notice", D("1950-11-03"), D(residence)))[0] == want


def test_no_promise_where_something_is_open(counted: Any) -> None:
    """Nobody turning 75, losing the stay, or with a moved graduation is promised a paper."""
    for document, birthday, residence, graduation, moved in PEOPLE:
        met = expected.rules_met(birthday, residence, graduation)
        is_open = {"age75", "residence"} & set(met) or (moved and graduation)
        facts = person(document, birthday, residence, graduation, moved=moved)
        promised = renewal(facts)[0] in ("by_itself", "keep")
        assert not (promised and is_open), facts
    counted(len(PEOPLE))


@repeatable
@given(people, st.none() | st.booleans(), st.dates(D("2025-06-01"), D("2026-09-30")))
def test_burden_plays_no_part(facts: Facts, moved: bool | None, burden: date) -> None:
    """A change of 窓口負担割合 changes nothing about what follows."""
    facts = replace(facts, graduation_moved=moved)
    assert renewal(replace(facts, burden_change=burden)) == renewal(facts)


@repeatable
@given(people, st.booleans())
def test_the_rules_of_the_date_are_named(facts: Facts, moved: bool) -> None:
    """The answer decides among what it met, and names the rules that end the paper."""
    facts = replace(facts, graduation_moved=moved)
    result = answer(Question.AUTO_RENEWAL, facts, EDITION)
    assert result.decided_by in result.met
    ends = answer(Question.EXPIRY, facts, EDITION)
    assert {m.rule for m in ends.met} - {"burden", "base"} <= {m.rule for m in result.met}


def test_needs_the_document() -> None:
    """Where notice and certificate differ, an unknown document gives no answer."""
    with pytest.raises(ImpossibleFacts):
        answer(Question.AUTO_RENEWAL, Facts(birthday=YOUNG), EDITION)
    for document in Document:
        assert answer(Question.AUTO_RENEWAL, Facts(document=document, birthday=YOUNG), EDITION)
