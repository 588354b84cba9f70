"""bot/text/cues.py: which question a date answers."""

from __future__ import annotations

import pytest

from bot.text.cues import KINDS, labels_of
from bot.text.dates import read_date
from bot.text.found import Problem

from . import TODAY, day

MANY_DATES = "1998年10月5日生まれで在留期限は2028年8月20日、卒業は2027年3月31日です"
FORM = "生年月日 1998/10/5 在留期限 2028/8/20 卒業 2027/3/31"


@pytest.mark.parametrize("text", [MANY_DATES, FORM])
@pytest.mark.parametrize(
    ("kind", "iso"),
    [("birthday", "1998-10-05"), ("residence", "2028-08-20"), ("graduation", "2027-03-31")],
)
def test_takes_the_date_that_is_named(text: str, kind: str, iso: str) -> None:
    """Of several dates in a sentence the one is taken that its words name."""
    assert read_date(text, TODAY, kind).date == day(iso)


@pytest.mark.parametrize(
    ("text", "kind", "iso"),
    [
        (
            "8月20日に在留カードを更新して、新しい期限は2028年8月20日です",
            "residence",
            "2028-08-20",
        ),
        ("更新前は2025年8月20日、更新後は2028年8月20日", "residence", "2028-08-20"),
        ("2028年8月20日まで延びました。前は2025年8月20日", "residence", "2028-08-20"),
        ("期限2028/8/20、更新日2025/8/20", "residence", "2028-08-20"),
        ("2023年8月20日から2028年8月20日まで", "residence", "2028-08-20"),
        (
            "在留期限が切れたのは去年の12月31日で、今は2027年12月31日まで",
            "residence",
            "2027-12-31",
        ),
        (
            "カードの期限が2030年9月13日で電子証明書が2025年9月13日",
            "ecert",
            "2025-09-13",
        ),
        ("昨日更新してきて、令和12年9月13日までになりました", "ecert", "2030-09-13"),
        (
            "昭和30年7月15日生まれの父の口座振替を昨日申し込みました",
            "birthday",
            "1955-07-15",
        ),
        (
            "誕生日は昭和31年4月5日で、令和7年8月1日から3割になりました",
            "burden",
            "2025-08-01",
        ),
        ("国保の番号は12345678で、生年月日は1960/4/2", "birthday", "1960-04-02"),
        ("9月卒業で、2026年9月30日です", "graduation", "2026-09-30"),
        ("今日は雨ですが、生まれは昭和30年7月15日です", "birthday", "1955-07-15"),
    ],
)
def test_prefers_the_date_that_answers(text: str, kind: str, iso: str) -> None:
    """New deadlines beat old ones and the days on which something was done."""
    assert read_date(text, TODAY, kind).date == day(iso)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("昨日銀行で申し込みました", "birthday"),
        ("今日は教えません", "birthday"),
        ("卒業は2027年3月25日です", "residence"),
        ("昭和30年7月15日生まれです", "application"),
        ("先月更新しました", "ecert"),
    ],
)
def test_takes_no_date_about_something_else(text: str, kind: str) -> None:
    """A date that plainly answers another question is no answer."""
    assert read_date(text, TODAY, kind).problem is Problem.NO_DATE


def test_does_not_choose_between_two_persons() -> None:
    """Two different dates that answer equally well are unclear."""
    found = read_date("私は昭和30年7月15日、妻は昭和33年8月1日", TODAY, "birthday")
    assert (found.date, found.problem) == (None, Problem.UNCLEAR)


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("生年月日は", {"birthday"}),
        ("在留かーどの期限は", {"residence", "deadline"}),
        ("に卒業", {"graduation"}),
        ("電子証明書", {"ecert"}),
        ("から3割", {"burden"}),
        ("に申し込んだ", {"application"}),
        ("です", set()),
    ],
)
def test_names_kinds(words: str, kinds: set[str]) -> None:
    """Words around a date name its kind."""
    assert labels_of(words) == kinds


def test_knows_the_six_questions() -> None:
    """The kinds are the six questions of the bot, and others are refused."""
    assert {"birthday", "residence", "graduation", "ecert", "burden", "application"} == KINDS
    with pytest.raises(ValueError, match="wedding"):
        read_date("今日", TODAY, "wedding")
