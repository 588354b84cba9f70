"""bot/rules/documents.py: which document, what to carry, when and how it is posted."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import ImpossibleFacts
from bot.rules import Document, Facts, Ground, Mark, Question, answer

from . import expectations as expected
from .building import EDITION, D, around, repeatable


@pytest.mark.parametrize(("has_card", "registered", "carry", "sent"), expected.WHICH_DOCUMENT)
def test_which_document(has_card: bool, registered: bool | None, carry: str, sent: str) -> None:
    """Card and registration decide what is sent and what to carry to the clinic (stated)."""
    facts = Facts(has_card=has_card, registered=registered)
    for question, want in ((Question.DOCUMENT_SENT, sent), (Question.CARRY, carry)):
        result = answer(question, facts, EDITION)
        assert (result.value.value, result.mark) == (want, Mark.STATED)


@pytest.mark.parametrize("ground", expected.CERTIFICATE_IN_SPITE)
@pytest.mark.parametrize(("has_card", "registered"), [(True, True), (True, False), (False, None)])
def test_certificate_in_spite_of_registration(
    ground: str, has_card: bool, registered: bool | None
) -> None:
    """Each of the four grounds brings a certificate, with or without a registered card."""
    facts = Facts(has_card=has_card, registered=registered, ground=Ground(ground))
    assert answer(Question.DOCUMENT_SENT, facts, EDITION).value is Document.CERTIFICATE
    assert answer(Question.CARRY, facts, EDITION).value.value == "certificate"


def test_no_other_grounds() -> None:
    """There are these four grounds and no fifth."""
    assert {ground.value for ground in Ground} == set(expected.CERTIFICATE_IN_SPITE)


@pytest.mark.parametrize("facts", [Facts(), Facts(has_card=True), Facts(registered=True)])
@pytest.mark.parametrize("question", [Question.DOCUMENT_SENT, Question.CARRY])
def test_unknown_card_is_never_guessed(facts: Facts, question: Question) -> None:
    """While the card or a registration that matters is unknown there is no answer."""
    with pytest.raises(ImpossibleFacts):
        answer(question, facts, EDITION)


@repeatable
@given(st.builds(Facts, has_card=st.booleans(), registered=st.booleans()))
def test_the_notice_is_never_what_to_carry(facts: Facts) -> None:
    """The notice alone never gets insured care: one carries the card or the certificate."""
    sent = answer(Question.DOCUMENT_SENT, facts, EDITION).value
    carry = answer(Question.CARRY, facts, EDITION).value.value
    assert carry == ("card" if sent is Document.NOTICE else "certificate")


@pytest.mark.parametrize(("document", "kind"), expected.POST.items())
def test_post(document: str, kind: str) -> None:
    """The notice comes by 普通郵便, the certificate by 特定記録郵便 (stated)."""
    result = answer(Question.POST, Facts(document=Document(document)), EDITION)
    assert (result.value.value, result.mark) == (kind, Mark.STATED)


def test_post_needs_the_document() -> None:
    """Without the document there is no kind of post."""
    with pytest.raises(ImpossibleFacts):
        answer(Question.POST, Facts(), EDITION)


@pytest.mark.parametrize("today", [D("2025-07-01"), D("2025-07-20"), *around("2025-07-31")])
@pytest.mark.parametrize("birthday", [*around("1955-07-02"), *around("1955-08-01"), None])
def test_posting(birthday: date | None, today: date) -> None:
    """Born 1955-07-02 … 08-01: late July 2025; then, and for all others, what was planned."""
    result = answer(Question.POSTING, Facts(birthday=birthday, today=today), EDITION)
    first, last = expected.LATE_BIRTHS
    if today > expected.LATE_UNTIL:
        want = ("ask", Mark.INFERRED)
    elif birthday is not None and first <= birthday <= last:
        want = ("late_july", Mark.STATED)
    else:
        want = ("separate_envelopes", Mark.STATED)
    assert (result.value.value, result.mark) == want


def test_posting_needs_today() -> None:
    """No rule reads a clock: without today there is no answer."""
    with pytest.raises(ImpossibleFacts):
        answer(Question.POSTING, Facts(birthday=D("1955-07-15")), EDITION)
