"""bot/rules/applications.py: three applications, three lists."""

from __future__ import annotations

from itertools import product

import pytest

from bot.rules import Applicant, Application, Mark, Paper, requirements

from . import expectations as expected
from .building import EDITION

EVERY = tuple(product(Application, Applicant, (False, True)))


@pytest.mark.parametrize(("application", "applicant", "papers", "by_post"), expected.APPLICATIONS)
def test_exact_list(
    application: str, applicant: str, papers: set[str], by_post: bool | None
) -> None:
    """Each application asks each applicant for exactly the printed list, each paper once."""
    result = requirements(Application(application), Applicant(applicant), EDITION)
    assert sorted(paper.value for paper in result.value.papers) == sorted(papers)
    assert result.value.by_post is by_post
    assert result.mark is Mark.STATED


def test_the_table_is_complete() -> None:
    """The table of expectations has a line for every application and applicant."""
    lines = {(application, applicant) for application, applicant, _, _ in expected.APPLICATIONS}
    assert lines == {(a.value, p.value) for a, p in product(Application, Applicant)}


@pytest.mark.parametrize("applicant", Applicant)
@pytest.mark.parametrize("application", Application)
def test_over_90_days_in_hospital(application: Application, applicant: Applicant) -> None:
    """Receipts that show the days are for the 限度額 application alone."""
    usual = requirements(application, applicant, EDITION).value
    long_stay = requirements(application, applicant, EDITION, over_90_days=True).value
    extra = set(long_stay.papers) - set(usual.papers)
    wants = application is Application.LIMIT_CERTIFICATE
    assert extra == ({Paper.HOSPITAL_RECEIPTS} if wants else set())
    assert len(long_stay.papers) == len(usual.papers) + wants
    assert long_stay.by_post is usual.by_post


ONLY_LIMIT = {
    Paper.PHOTO_IDENTITY,
    Paper.PROXY_IDENTITY,
    Paper.DOCUMENT_OR_PORTAL,
    Paper.MY_NUMBERS,
    Paper.HOSPITAL_RECEIPTS,
}
NEVER_LIMIT = {Paper.IDENTITY, Paper.REPRESENTATION, Paper.NUMBER_IF_AT_HAND}


@pytest.mark.parametrize(("application", "applicant", "over_90_days"), EVERY)
def test_lists_are_never_mixed(
    application: Application, applicant: Applicant, over_90_days: bool
) -> None:
    """The 限度額 list shares nothing with the other two but the 委任状."""
    papers = set(
        requirements(application, applicant, EDITION, over_90_days=over_90_days).value.papers
    )
    foreign = NEVER_LIMIT if application is Application.LIMIT_CERTIFICATE else ONLY_LIMIT
    assert not papers & foreign


def test_proxy_letter_of_the_same_household() -> None:
    """委任状 from the same household: needed to cancel, not needed for the certificate."""
    same = Applicant.SAME_HOUSEHOLD
    cancel = requirements(Application.CANCEL_REGISTRATION, same, EDITION).value.papers
    certificate = requirements(Application.CERTIFICATE, same, EDITION).value.papers
    assert Paper.PROXY_LETTER in cancel
    assert Paper.PROXY_LETTER not in certificate


def test_sources_differ() -> None:
    """Each application names its own place in the newsletter."""
    sources = {requirements(a, Applicant.SELF, EDITION).source for a in Application}
    assert len(sources) == len(Application)
