"""bot/rules/expiry.py against the table of expectations."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, datetime
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import ImpossibleFacts
from bot.rules import (
    ABSENT,
    JAPAN,
    Document,
    Facts,
    Ground,
    Mark,
    Question,
    Result,
    TransferMethod,
    answer,
    later_paper,
)

from . import expectations as expected
from .building import EDITION, D, around, days, person, repeatable

YOUNG, SEVENTY_PLUS = D("1995-05-15"), D("1953-05-15")
DOCUMENTS = ("notice", "certificate")

# Boundary values of the circumstances; None: does not apply.
RESIDENCE = (None, *around("2025-08-01"), D("2025-12-31"), *around("2026-07-30"), D("2026-08-01"))
GRADUATION = (None, *around("2025-08-01"), D("2026-03-20"), *around("2026-07-31"))
BURDEN = (
    None,
    *around("2025-08-01"),
    *around("2025-09-01"),
    D("2026-01-01"),
    *around("2026-07-31"),
)
CIRCUMSTANCES = tuple(product(RESIDENCE, GRADUATION, BURDEN))

# Birthdays at which a rule turns: the day before, the day, the day after.
BIRTHDAY_TURNS = tuple(
    day
    for turn in (
        "1950-08-01",  # 75 at the start
        "1951-07-31",  # 75 by the end
        "1955-07-02",  # posted separately
        "1955-08-01",  # 70 at the start
        "1955-09-01",  # born on the 1st
        "1956-02-29",  # leap day
        "1956-03-01",
        "1956-07-01",  # the last whom rule 2 reaches
        "1956-08-01",  # the last to turn 70 by the end
    )
    for day in around(turn)
)


def expiry(facts: Facts) -> Result:
    return answer(Question.EXPIRY, facts, EDITION)


def differences(cases: list[tuple[Any, ...]]) -> list[str]:
    """Cases in which the module and the table disagree, as sentences."""
    found = []
    for case in cases:
        result = expiry(person(*case))
        got, want = (result.value, result.confirm), expected.expiry(*case)
        if got != want:
            found.append(f"{case}: got {got}, expected {want}")
    return found


# --- Worked cases and boundaries --------------------------------------------------------------


@pytest.mark.parametrize(
    ("document", "birthday", "residence", "graduation", "burden", "last_day"), expected.WORKED
)
def test_worked_cases(
    document: str,
    birthday: date,
    residence: date | None,
    graduation: date | None,
    burden: date | None,
    last_day: date | None,
) -> None:
    """The worked cases of RULES.md come out as written there."""
    result = expiry(person(document, birthday, residence, graduation, burden))
    assert result.value == last_day
    assert not result.confirm


BOUNDARIES = (
    # birthday, residence, graduation, burden, notice, certificate
    ("1950-07-31", None, None, None, "confirm", "confirm"),
    ("1950-08-01", None, None, None, "confirm", "confirm"),
    ("1950-08-02", None, None, None, "2025-08-01", "2025-08-01"),
    ("1951-07-30", None, None, None, "2026-07-29", "2026-07-29"),
    ("1951-07-31", None, None, None, "2026-07-30", "2026-07-30"),
    ("1951-08-01", None, None, None, "2026-07-31", "2026-07-31"),
    ("1955-07-31", None, None, None, "2026-07-31", "2026-07-31"),
    ("1955-08-01", None, None, None, "2026-07-31", "2026-07-31"),
    ("1955-08-02", None, None, None, "2025-08-31", "2025-08-31"),
    ("1955-08-31", None, None, None, "2025-08-31", "2025-08-31"),
    ("1955-09-01", None, None, None, "2025-08-31", "2025-08-31"),
    ("1955-09-02", None, None, None, "2025-09-30", "2025-09-30"),
    ("1955-12-31", None, None, None, "2025-12-31", "2025-12-31"),
    ("1956-01-01", None, None, None, "2025-12-31", "2025-12-31"),
    ("1956-01-02", None, None, None, "2026-01-31", "2026-01-31"),
    ("1956-02-28", None, None, None, "2026-02-28", "2026-02-28"),
    ("1956-02-29", None, None, None, "2026-02-28", "2026-02-28"),
    ("1956-03-01", None, None, None, "2026-02-28", "2026-02-28"),
    ("1956-03-02", None, None, None, "2026-03-31", "2026-03-31"),
    ("1956-06-30", None, None, None, "2026-06-30", "2026-06-30"),
    ("1956-07-01", None, None, None, "2026-06-30", "2026-06-30"),
    ("1956-07-02", None, None, None, None, "2026-07-31"),
    ("1956-07-31", None, None, None, None, "2026-07-31"),
    ("1956-08-01", None, None, None, None, "2026-07-31"),
    ("1956-08-02", None, None, None, None, "2026-07-31"),
    ("1995-05-15", "2025-07-31", None, None, "confirm", "confirm"),
    ("1995-05-15", "2025-08-01", None, None, "2025-08-02", "2025-08-02"),
    ("1995-05-15", "2025-08-02", None, None, "2025-08-03", "2025-08-03"),
    ("1995-05-15", "2026-02-28", None, None, "2026-03-01", "2026-03-01"),
    ("1995-05-15", "2026-07-29", None, None, "2026-07-30", "2026-07-30"),
    ("1995-05-15", "2026-07-30", None, None, "2026-07-31", "2026-07-31"),
    ("1995-05-15", "2026-07-31", None, None, None, "2026-07-31"),
    ("1995-05-15", None, "2025-07-31", None, "confirm", "confirm"),
    ("1995-05-15", None, "2025-08-01", None, "2025-08-01", "2025-08-01"),
    ("1995-05-15", None, "2025-08-02", None, "2025-08-02", "2025-08-02"),
    ("1995-05-15", None, "2026-07-30", None, "2026-07-30", "2026-07-30"),
    ("1995-05-15", None, "2026-07-31", None, "2026-07-31", "2026-07-31"),
    ("1995-05-15", None, "2026-08-01", None, None, "2026-07-31"),
    ("1953-05-15", None, None, "2025-07-31", "confirm", "confirm"),
    ("1953-05-15", None, None, "2025-08-01", "confirm", "confirm"),
    ("1953-05-15", None, None, "2025-08-31", "confirm", "confirm"),
    ("1953-05-15", None, None, "2025-09-01", "2025-08-31", "2025-08-31"),
    ("1953-05-15", None, None, "2025-09-02", "2025-08-31", "2025-08-31"),
    ("1953-05-15", None, None, "2026-03-01", "2026-02-28", "2026-02-28"),
    ("1953-05-15", None, None, "2026-07-30", "2026-06-30", "2026-06-30"),
    ("1953-05-15", None, None, "2026-07-31", "2026-06-30", "2026-06-30"),
    ("1953-05-15", None, None, "2026-08-01", "2026-07-31", "2026-07-31"),
    ("1955-08-01", None, None, "2026-01-01", "2025-12-31", "2025-12-31"),
    ("1995-05-15", None, None, "2026-01-01", None, "2026-07-31"),  # below 70 there is no ratio
    ("1955-11-10", None, None, "2025-10-01", "2025-11-30", "2025-11-30"),
)


@pytest.mark.parametrize(
    ("birthday", "residence", "graduation", "burden", "notice", "certificate"), BOUNDARIES
)
def test_boundaries(
    birthday: str,
    residence: str | None,
    graduation: str | None,
    burden: str | None,
    notice: str | None,
    certificate: str,
) -> None:
    """Every boundary holds on the day before it, on the day and on the day after."""
    given_days = [day and D(day) for day in (birthday, residence, graduation, burden)]
    for document, want in (("notice", notice), ("certificate", certificate)):
        result = expiry(person(document, *given_days))
        got = "confirm" if result.confirm else result.value and result.value.isoformat()
        assert got == want, document
        assert not result.confirm or result.value is None


@pytest.mark.parametrize("document", DOCUMENTS)
@pytest.mark.parametrize("birthday", around("2026-07-31"))
def test_born_after_the_documents_end(document: str, birthday: date) -> None:
    """A birthday after the last day of the edition is refused, the last day itself is taken."""
    facts = person(document, birthday)
    if birthday <= expected.ENDS:
        assert not expiry(facts).confirm
    else:
        with pytest.raises(ImpossibleFacts):
            expiry(facts)


def test_unknown_circumstances_count_as_absent() -> None:
    """A result over unknown circumstances is the one over absent ones."""
    for document, birthday in product(Document, (YOUNG, SEVENTY_PLUS, D("1955-11-03"))):
        unknown = Facts(document=document, birthday=birthday)
        known = person(document.value, birthday)
        assert expiry(unknown) == expiry(known)


# --- The rules that met -----------------------------------------------------------------------


def test_met_names_every_rule_with_its_own_date_and_mark(counted: Any) -> None:
    """A result says which rules met, what each alone would give, and how sure each is."""
    cases = [
        (document, birthday, *circumstances)
        for birthday in (*BIRTHDAY_TURNS, D("1950-11-03"), YOUNG)
        for document, circumstances in zip(DOCUMENTS * 400, CIRCUMSTANCES[::5], strict=False)
    ]
    wrong = []
    for case in cases:
        met = {m.rule: m for m in expiry(person(*case)).met}
        remark, _ = met.pop("age70_unreached", None), met.pop("base", None)
        want = expected.rules_met(*case[1:])
        marks = {r: "inferred" if day is None else expected.MARKS[r] for r, day in want.items()}
        # The remark may be left out where no date can be given anyway.
        remark_wanted = expected.remark_expected(case[1]) and None not in want.values()
        if (
            {rule: m.value for rule, m in met.items()} != want
            or {rule: m.mark.value for rule, m in met.items()} != marks
            or (remark is None) == remark_wanted
        ):
            wrong.append(case)
    counted(len(cases))
    assert wrong[:3] == []


@pytest.mark.parametrize(
    ("circumstances", "decides"),
    [
        ((SEVENTY_PLUS,), "age70plus"),
        ((D("1950-11-03"),), "age75"),
        ((SEVENTY_PLUS, None, None, D("2026-01-01")), "burden"),
        ((D("1955-11-03"),), "age70"),
        ((YOUNG, D("2026-03-31")), "residence"),
        ((YOUNG, None, D("2026-03-20")), "student"),
        ((D("1955-11-03"), D("2026-03-31")), "age70"),
        ((D("1955-11-03"), D("2025-10-31")), "residence"),
        ((D("1951-03-03"), D("2026-01-31"), D("2025-12-20"), D("2026-02-01")), "student"),
        ((D("1951-03-03"), D("2026-01-31"), None, D("2025-11-01")), "burden"),
        ((SEVENTY_PLUS, D("2026-07-30")), "residence"),  # same day as 70歳以上: the particular one
    ],
)
@pytest.mark.parametrize("document", DOCUMENTS)
def test_deciding_rule(document: str, circumstances: Any, decides: str) -> None:
    """The rule with the earliest date decides."""
    result = expiry(person(document, *circumstances))
    assert result.decided_by.rule == decides


@pytest.mark.parametrize("birthday", [*around("1956-07-02"), *around("1956-08-01")])
def test_turns_70_unreached(birthday: date) -> None:
    """Born 1956-07-02 … 08-01: an inferred remark goes with the notice that shows no date."""
    result = expiry(person("notice", birthday))
    remarks = [m for m in result.met if m.rule == "age70_unreached"]
    if D("1956-07-02") <= birthday <= D("1956-08-01"):
        assert result.value is None
        assert [m.mark for m in remarks] == [Mark.INFERRED]
    else:
        assert remarks == []


@pytest.mark.parametrize("document", DOCUMENTS)
@pytest.mark.parametrize(
    "over",
    [
        (D("1950-08-01"),),
        (YOUNG, D("2025-07-31")),
        (YOUNG, None, D("2025-07-31")),
        (SEVENTY_PLUS, None, None, D("2025-07-31")),
        (D("1955-11-03"), D("2025-07-31"), D("2026-03-20")),
    ],
)
def test_over_before_the_start(document: str, over: Any) -> None:
    """What was over before the edition starts gives no date: 要確認, and no source is claimed."""
    result = expiry(person(document, *over))
    assert (result.value, result.confirm) == (None, True)
    assert "要確認" in result.source


# --- Sweeps -----------------------------------------------------------------------------------


def test_every_birthday(counted: Any) -> None:
    """Every birthday from 1920 to 2010 with each document comes out as in the table."""
    cases = [(doc, day) for day in days("1920-01-01", "2010-12-31") for doc in DOCUMENTS]
    counted(len(cases))
    assert differences(cases)[:5] == []


def test_every_birthday_with_circumstances_in_turn(counted: Any) -> None:
    """Any row of birthdays meets every combination of the circumstances' boundary values."""
    step = 101  # shares no factor with the number of combinations, so that all have their turn
    cases = [
        (DOCUMENTS[i % 2], day, *CIRCUMSTANCES[i * step % len(CIRCUMSTANCES)])
        for i, day in enumerate(days("1920-01-01", "2010-12-31"))
    ]
    assert {case[2:] for case in cases} == set(CIRCUMSTANCES)
    counted(len(cases))
    assert differences(cases)[:5] == []


def test_boundary_birthdays_with_all_circumstances(counted: Any) -> None:
    """Every birthday at which a rule turns meets every combination of circumstances."""
    cases = [
        (DOCUMENTS[(i + j) % 2], day, *circumstances)
        for i, day in enumerate(BIRTHDAY_TURNS)
        for j, circumstances in enumerate(CIRCUMSTANCES)
    ]
    counted(len(cases))
    assert differences(cases)[:5] == []


def test_every_day_of_each_circumstance(counted: Any) -> None:
    """Every single day from June 2025 to September 2026 of each circumstance is as in the table."""
    cases = [
        (document, birthday, *(day if i == which else None for i in range(3)))
        for document in DOCUMENTS
        for birthday in (YOUNG, SEVENTY_PLUS, D("1950-11-03"), D("1955-11-03"))
        for which in range(3)
        for day in days("2025-06-01", "2026-09-30")
    ]
    counted(len(cases))
    assert differences(cases)[:5] == []


# --- Properties -------------------------------------------------------------------------------

birthdays = st.one_of(
    st.dates(D("1949-01-01"), D("1957-12-31")),
    st.sampled_from(BIRTHDAY_TURNS),
    st.dates(D("1920-01-01"), D("2026-07-31")),
)
circumstance = st.one_of(
    st.none(),
    st.dates(D("2025-06-01"), D("2026-09-30")),
    st.dates(D("2025-08-01"), D("2026-07-31")),
)
people = st.builds(
    person, st.sampled_from(DOCUMENTS), birthdays, circumstance, circumstance, circumstance
)


@repeatable
@given(people)
def test_earliest_of_several_rules_wins(facts: Facts) -> None:
    """The value is the earliest date of the rules that met, unless one gives no date."""
    result = expiry(facts)
    rules = [m for m in result.met if m.rule not in ("base", "age70_unreached")]
    if any(m.value is None for m in rules):
        assert result.value is None
    elif rules:
        assert result.value == min(m.value for m in rules)


@repeatable
@given(people)
def test_deciding_rule_is_among_met(facts: Facts) -> None:
    """The rule that decided is one of those that met, and gives the result's own value."""
    result = expiry(facts)
    assert result.decided_by in result.met
    assert result.decided_by.value == result.value
    assert len({m.rule for m in result.met}) == len(result.met)


@repeatable
@given(people, st.sampled_from(["residence_until", "graduation", "burden_change"]))
def test_a_circumstance_never_makes_it_later(facts: Facts, name: str) -> None:
    """Without one of the circumstances the date is the same or later, and no less clear."""
    with_it, without = expiry(facts), expiry(replace(facts, **{name: ABSENT}))
    if without.confirm:
        assert with_it.confirm
    if isinstance(with_it.value, date) and without.value is not None:
        assert with_it.value <= without.value
    if isinstance(without.value, date):
        assert with_it.value is not None or with_it.confirm


@repeatable
@given(people)
def test_never_a_date_outside_the_edition(facts: Facts) -> None:
    """No date before 2025-08-01 nor after 2026-07-31 is ever given as an expiry."""
    value = expiry(facts).value
    assert value is None or D("2025-08-01") <= value <= D("2026-07-31")


@repeatable
@given(people)
def test_both_documents_agree_once_an_exception_decides(facts: Facts) -> None:
    """Notice and certificate differ in nothing but the base."""
    notice = expiry(replace(facts, document=Document.NOTICE))
    certificate = expiry(replace(facts, document=Document.CERTIFICATE))
    assert (notice.decided_by.rule == "base") == (certificate.decided_by.rule == "base")
    if notice.decided_by.rule == "base":
        assert (notice.value, certificate.value) == (None, D("2026-07-31"))
    else:
        assert notice.value == certificate.value
        assert notice.confirm == certificate.confirm
        assert notice.decided_by.rule == certificate.decided_by.rule


@repeatable
@given(people)
def test_inferred_is_to_be_confirmed(facts: Facts) -> None:
    """A result is marked inferred exactly when it is to be confirmed, and then gives no date."""
    result = expiry(facts)
    assert result.confirm == (result.mark is Mark.INFERRED)
    assert not result.confirm or result.value is None


@repeatable
@given(people)
def test_unknown_document(facts: Facts) -> None:
    """An unknown document gives the date that both have in common, or no answer."""
    notice = expiry(replace(facts, document=Document.NOTICE))
    certificate = expiry(replace(facts, document=Document.CERTIFICATE))
    unknown = replace(facts, document=None)
    if (notice.value, notice.confirm) != (certificate.value, certificate.confirm):
        with pytest.raises(ImpossibleFacts):
            expiry(unknown)
        return
    either = expiry(unknown)
    assert (either.value, either.confirm) == (notice.value, notice.confirm)
    assert either.decided_by.rule == notice.decided_by.rule
    assert either.decided_by in either.met


OTHER_FACTS = {
    "graduation_moved": st.booleans(),
    "ecert_expiry": st.dates(),
    "has_card": st.booleans(),
    "registered": st.booleans(),
    "ground": st.sampled_from(Ground),
    "method": st.sampled_from(TransferMethod),
    "applied_on": st.dates(),
    "today": st.dates(max_value=EDITION.documents.last),
    "at": st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)).map(
        lambda t: t.replace(tzinfo=JAPAN)
    ),
}


@repeatable
@given(people, st.fixed_dictionaries({}, optional=OTHER_FACTS))
def test_unrelated_facts_change_nothing(facts: Facts, others: Any) -> None:
    """Neither a day until the end, nor why a certificate was issued, nor any other fact matters."""
    used = {"document", "birthday", "residence_until", "graduation", "burden_change"}
    assert {f.name for f in fields(Facts)} == used | set(OTHER_FACTS)
    assert expiry(replace(facts, **others)) == expiry(facts)


@pytest.mark.parametrize(
    ("document", "birthday", "today", "confirm"),
    [
        ("notice", "1956-07-20", "2026-07-31", False),
        ("notice", "1956-07-20", "2026-08-01", True),
        ("notice", "1956-11-30", "2026-11-29", False),
        ("notice", "1956-11-30", "2026-11-30", True),
        ("certificate", "1956-07-20", "2026-11-30", False),
    ],
)
def test_a_notice_of_who_is_70_since(
    document: str, birthday: str, today: str, *, confirm: bool
) -> None:
    """From 70 on a notice bears a day: after the edition nobody of 70 is told that it has none."""
    facts = replace(person(document, D(birthday)), today=D(today))
    assert expiry(facts).confirm is confirm


# --- The later paper --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("birthday", "residence", "graduation", "later"),
    [
        ("1955-08-02", None, None, "2026-07-31"),
        ("1956-02-29", None, None, "2026-07-31"),
        ("1956-07-01", None, None, "2026-07-31"),
        ("1955-11-03", "2026-03-31", None, "2026-04-01"),
        ("1955-11-03", "2026-07-30", None, "2026-07-31"),
        ("1955-11-03", "2026-07-31", None, "2026-07-31"),
        ("1955-11-03", None, "2026-03-20", "2026-03-20"),
        ("1955-11-03", "2026-03-31", "2026-03-20", "2026-03-20"),
    ],
)
@pytest.mark.parametrize("document", DOCUMENTS)
def test_later_paper(
    document: str, birthday: str, residence: Any, graduation: Any, later: str
) -> None:
    """Who turned 70 holds a later paper that runs as that of 70歳以上の方 does (inferred)."""
    facts = person(document, D(birthday), residence and D(residence), graduation and D(graduation))
    result = later_paper(facts, EDITION)
    assert result is not None
    assert (result.value, result.mark) == (D(later), Mark.INFERRED)
    assert result.confirm


@pytest.mark.parametrize(
    ("birthday", "residence"),
    [
        ("1955-08-01", None),  # 70 at the start
        ("1956-07-02", None),  # not reached
        ("1995-05-15", None),
        ("1950-11-03", None),
        ("1955-11-03", "2025-09-30"),  # the stay ends first
        ("1955-11-03", "2025-07-31"),  # over before the start: no date at all
    ],
)
@pytest.mark.parametrize("document", DOCUMENTS)
def test_no_later_paper(document: str, birthday: str, residence: Any) -> None:
    """Nobody else has a later paper in the edition."""
    facts = person(document, D(birthday), residence and D(residence))
    assert later_paper(facts, EDITION) is None


@repeatable
@given(people)
def test_later_paper_runs_longer(facts: Facts) -> None:
    """The later paper ends after the first one, and within the edition."""
    first, later = expiry(facts), later_paper(facts, EDITION)
    assert (later is not None) == (first.decided_by.rule == "age70")
    if later is not None:
        assert first.value <= later.value <= D("2026-07-31")  # type: ignore[operator]
