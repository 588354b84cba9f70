"""bot/dialogue/papers.py: two papers on the table, and a day that somebody reads out."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.content import Content, Words
from bot.dialogue.papers import next_paper_sentences, printed_day, printed_sentences
from bot.rules import Document, Facts
from tests.content.years import NEXT_NUMBER, with_next_year

TODAY = date(2025, 10, 1)
ONE_DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("紙には令和9年7月31日と書いてあります", "2027-07-31"),
        ("確認書に令和7年7月31日って書いてあるけど使える?", "2025-07-31"),
        ("有効期限が2027年7月31日になっています", "2027-07-31"),
        ("お知らせに令和8年7月31日までと印刷されています", "2026-07-31"),
        ("令和9年7月31日の紙が届きました", "2027-07-31"),
        ("確認書はいつまで使えますか", None),
        ("生年月日は昭和30年7月2日と書いてあります", None),
        ("紙に在留期限は2026年3月31日と書いてあります", None),
        ("電子証明書の有効期限が2025年11月30日と書いてあります", None),
        ("令和7年10月5日に病院に行きます", None),
        ("令和7年7月31日に紙が届きました", None),
    ],
)
def test_printed_day(text: str, day: str | None) -> None:
    """A day is a paper's last one where the words say that it stands on a paper."""
    assert printed_day(text, TODAY) == (date.fromisoformat(day) if day else None)


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Content:
    """The city with next year's edition."""
    return Content(with_next_year(tmp_path_factory.mktemp("years")))


def said(words: Words, printed: date) -> str:
    return "".join(printed_sentences(words, printed))


def test_a_paper_of_another_year(content: Content) -> None:
    """Its day tells whether it is the year before's, the one in force or the next one's."""
    before, after = (edition.documents for edition in content.editions[-2:])
    words = content.words(before.starts + 60 * ONE_DAY)
    assert "前の年度" in said(words, before.starts - ONE_DAY)
    assert said(words, before.ends) == ""
    assert "次の年度" in said(words, after.ends)
    assert "いつから使うかは、国保だよりに書かれていません" in said(words, after.ends)
    words = content.words(after.starts)
    assert "前の年度" in said(words, before.ends)
    assert said(words, after.ends) == ""
    words = content.words(after.ends + ONE_DAY)
    assert "より後の紙" in said(words, after.ends + 365 * ONE_DAY)


def test_both_last_days_for_one_person(content: Content) -> None:
    """While both papers lie there, the next one's last day is told too, with its newsletter."""
    after = content.editions[-1]
    young = Facts(document=Document.CERTIFICATE, birthday=date(1990, 1, 1))
    july = content.words(after.published)
    (sentence,) = next_paper_sentences(july, young)
    assert july.date(after.documents.ends) in sentence
    assert july.date(after.documents.starts) not in sentence  # nobody has printed the first day
    assert NEXT_NUMBER in sentence
    for day in (after.published - ONE_DAY, after.documents.starts):
        assert not next_paper_sentences(content.words(day), young)


def test_no_day_for_who_gets_none(content: Content) -> None:
    """A notice without expiry is not told twice; who is 75 by then is told to ask."""
    after = content.editions[-1]
    july = content.words(after.published)
    young = Facts(document=Document.NOTICE, birthday=date(1990, 1, 1))
    assert not next_paper_sentences(july, young)
    starts = after.documents.starts
    old = Facts(document=Document.NOTICE, birthday=starts.replace(year=starts.year - 75))
    (sentence,) = next_paper_sentences(july, old)
    assert "要確認" in sentence
