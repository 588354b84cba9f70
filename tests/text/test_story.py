"""bot/text/story.py: corrections, doubts and dates in pieces."""

from __future__ import annotations

import pytest

from bot.text.dates import read_date
from bot.text.found import Problem

from . import TODAY, day


@pytest.mark.parametrize(
    ("text", "iso", "taken_back"),
    [
        ("昭和30年…あ、いや31年の7月15日です", "1956-07-15", "昭和30年"),
        ("昭和30年7月15日、いや16日", "1955-07-16", "昭和30年7月15日"),
        ("昭和30年7月15日…じゃなくて8月です", "1955-08-15", "昭和30年7月15日"),
        ("昭和30年7月15日です、訂正します、31年です", "1956-07-15", "昭和30年7月15日"),
        ("昭和30年7月15日です、すみません31年でした", "1956-07-15", "昭和30年7月15日"),
        ("昭和30年7月15日。あ、16日でした", "1955-07-16", "昭和30年7月15日"),
        ("昭和30年7月15日、やっぱり16日", "1955-07-16", "昭和30年7月15日"),
        ("平成じゃなくて昭和30年7月15日", "1955-07-15", "平成"),
        ("平成3年、ちがう、昭和3年5月1日", "1928-05-01", "平成3年"),
        ("平成3年5月1日じゃなかった、昭和3年", "1928-05-01", "平成3年5月1日"),
        ("平成3年5月1日やなくて4年の5月1日や", "1992-05-01", "平成3年5月1日"),
        ("1955年いや56年の7月15日", "1956-07-15", "1955年"),
        ("昨日じゃなくて一昨日です", "2025-07-30", "昨日"),
        ("昭和28年、いや待ってください、29年の4月1日です", "1954-04-01", "昭和28年"),
        ("昭和30年7月15日です、17日じゃなくて", "1955-07-15", None),
        ("昭和30年7月15日じゃないですか", "1955-07-15", None),
    ],
)
def test_takes_the_later_word(text: str, iso: str, taken_back: str | None) -> None:
    """After a correction the later word counts, with what it leaves out from the earlier one."""
    found = read_date(text, TODAY)
    assert (found.date, found.corrected_from) == (day(iso), taken_back)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("昭和30年生まれです。誕生日は7月15日です", "1955-07-15"),
        ("昭和30年生まれで、7月15日です", "1955-07-15"),
        ("大正十四年生まれの母です、十二月二十五日です", "1925-12-25"),
        ("7月15日です、昭和30年の", "1955-07-15"),
        ("七月十五日、昭和三十年", "1955-07-15"),
        ("年は昭和30年、月は7月、日は15日", "1955-07-15"),
        ("昭和30年だ、30年の7月15日", "1955-07-15"),
        ("30年7月15日です、昭和の", "1955-07-15"),
        ("昭和です、30年7月15日", "1955-07-15"),
        ("昭和30年か1955年の7月15日", "1955-07-15"),
    ],
)
def test_puts_pieces_together(text: str, iso: str) -> None:
    """Pieces that leave out different parts are one date."""
    found = read_date(text, TODAY, "birthday")
    assert found.date == day(iso)
    assert found.corrected_from is None


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("昭和30年か31年の7月15日", Problem.UNCLEAR),
        ("昭和30年7月15日か16日です", Problem.UNCLEAR),
        ("昭和30年7月15日かな、16日かな", Problem.UNCLEAR),
        ("令和7年7月15日から20日の間", Problem.UNCLEAR),
        ("今日か明日", Problem.UNCLEAR),
        ("昭和30年7月15日じゃないです", Problem.NO_DATE),
        ("昭和30年7月15日ではありません", Problem.NO_DATE),
        ("昭和30年生まれです。7月15日に届きました", Problem.MONTH_MISSING),
        ("昭和30年7月の15、6日", Problem.DAY_MISSING),
    ],
)
def test_takes_no_wrong_date(text: str, problem: Problem) -> None:
    """Doubt, denial and another day's event give no date: a wrong date is worse than none."""
    found = read_date(text, TODAY)
    assert (found.date, found.problem) == (None, problem)


def test_another_matter_is_no_correction() -> None:
    """An apology that opens another question takes nothing back."""
    text = "昭和30年7月15日生まれです。すみません、2026年3月まで有効ですか"
    assert read_date(text, TODAY, "birthday").date == day("1955-07-15")


def test_covers_all_that_was_said() -> None:
    """A corrected date's span begins with what was taken back, so that both can be cut out."""
    found = read_date("母は昭和30年、いや31年の7月15日です", TODAY)
    assert found.text == "昭和30年、いや31年の7月15日"
    assert (found.before, found.after) == ("母は", "です")
