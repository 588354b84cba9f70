"""docs/adr/0019-edition-by-day.md: with two editions, the day decides which paper is told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.content import Content
from bot.content.preview import preview, sample_people
from bot.errors import OutsideEdition
from tests.content.folders import KAWASAKI
from tests.content.years import NEXT_NUMBER, with_next_year

ONE_DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Content:
    """The city with next year's edition."""
    return Content(with_next_year(tmp_path_factory.mktemp("years")))


def days(content: Content) -> Iterator[tuple[date, int, bool]]:
    """A day, the edition that is told on it (from the end), whether both papers lie there."""
    before, after = (edition for edition in content.editions[-2:])
    yield before.documents.starts, -2, False
    yield before.documents.starts + 60 * ONE_DAY, -2, False
    yield after.published - ONE_DAY, -2, False
    yield after.published, -2, True
    yield after.published + 9 * ONE_DAY, -2, True
    yield before.documents.ends, -2, True
    yield after.documents.starts, -1, False
    yield after.documents.ends, -1, False


def test_an_answer_speaks_of_the_paper_in_hand(content: Content) -> None:
    """The edition in force gives the date; the next one is named only while both lie there."""
    for day, which, both in days(content):
        words = content.words(day)
        own, others = content.editions[which], content.editions[-1]
        parts = words.parts("certificate_expiry")
        assert words.date(own.documents.ends) in parts.lead, day
        assert not words.is_over
        names_next = any(
            words.date(others.documents.ends) in detail and NEXT_NUMBER in detail
            for detail in parts.details
        )
        assert names_next is both, day
        assert own.newsletter in parts.source


def test_the_script_says_which_paper_is_which(content: Content) -> None:
    """An operator reads it aloud too."""
    after = content.editions[-1]
    for day, _, both in days(content):
        script = "".join(content.words(day).script("certificate_expiry"))
        assert ("前からの紙の期限は、その紙に書かれた日です" in script) is both
        assert ("前からの紙の期限は、その紙に書かれた日です" in script) is (
            content.words(day).announced is not None
        )
    assert content.words(after.documents.starts).announced is None


def test_an_answer_without_a_paper_day_stays(content: Content) -> None:
    """What is the same for both papers is not told twice."""
    after = content.editions[-1]
    with_both = content.words(after.published).parts("what_to_bring")
    before = content.words(after.published - ONE_DAY).parts("what_to_bring")
    assert with_both.details == before.details


def test_after_the_last_edition(content: Content) -> None:
    """After the last known day the last edition is told, in the past."""
    last = content.editions[-1]
    words = content.words(last.documents.ends + ONE_DAY)
    assert words.is_over
    assert words.edition == last
    lead = words.parts("certificate_expiry").lead
    assert words.date(last.documents.ends) in lead
    assert "過ぎています" in lead


def test_a_paper_with_a_printed_day(content: Content) -> None:
    """A printed day chooses the edition of that paper, whatever the day; in the past if over."""
    before, after = content.editions[-2:]
    asked = after.documents.starts + 60 * ONE_DAY
    old = content.words(asked, printed=before.documents.ends)
    assert old.edition.documents == before.documents
    assert old.is_over
    assert old.announced is None
    new = content.words(before.documents.starts, printed=after.documents.ends)
    assert new.edition.documents == after.documents
    assert not new.is_over
    with pytest.raises(OutsideEdition):
        content.words(asked, printed=after.documents.ends + ONE_DAY)


def test_services_follow_the_newest_newsletter(tmp_path: Path) -> None:
    """A number that changes in July is told from July on, also beside the old paper's date."""
    city = with_next_year(tmp_path)
    path = max((city / "editions").glob("*.yml"))
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("044-200-0783", "044-200-9999"), encoding="utf-8")
    content = Content(city)
    before, after = content.editions[-2:]
    for day, phone, issue in (
        (after.published - ONE_DAY, before.call_centre.phone, before.newsletter),
        (after.published, "044-200-9999", after.newsletter),
        (after.documents.starts, "044-200-9999", after.newsletter),
    ):
        words = content.words(day)
        parts = words.parts("call_center")
        assert phone in parts.lead, day
        assert issue in parts.source
    july = content.words(after.published)
    assert july.date(before.documents.ends) in july.parts("certificate_expiry").lead
    assert july.edition.documents == before.documents
    assert after.newsletter in july.parts("debit_banks").source


def test_every_installed_edition_is_told() -> None:
    """Every answer and every sample person is told on the turning days of every edition."""
    installed = Content(KAWASAKI)
    for edition in installed.editions:
        documents = edition.documents
        for day in (edition.published, documents.starts, documents.ends, documents.ends + ONE_DAY):
            told = preview(installed.words(day), sample_people(edition))
            assert len(told) > len(installed.book().answers)
            assert not [line for line in told if "{" in line]
