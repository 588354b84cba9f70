"""bot/text/grammar.py: parts become dates."""

from __future__ import annotations

import pytest

from bot.text.dates import find_dates

from . import TODAY, day


@pytest.mark.parametrize(
    "text",
    [
        "昭和30年7月15日",
        "昭和の30年の7月の15日",
        "昭和の三十年、七月十五日",
        "昭和、30年、7月、15日",
        "昭和で30年7月15日",
        "昭和で言うと30年の7月15日",
        "昭和だと30年の7月15日",
        "昭和ちょうど30年の7月15日",
        "昭和30年の、えーと、7月の15日",
        "昭和30年ですね、7月の、あのー、15日",
        "昭和30年、たしか7月15日",
        "昭和 30年\n7月15日",
        "昭和３０　年　７　月　１５　日",
        "昭和30 7月15日",
        "昭和30年7月15",
        "昭和30年/7月/15日",
        "昭和30年7月15日(1955年7月15日・金曜日)",
        "昭和30年7月15日(1955年)",
        "昭和30(1955)年7月15日",
        "1955(昭和30)年7月15日",
        "昭和30年(1955年)7月15日",
        "1955年、昭和30年の7月15日",
        "昭和30念7月15日",
        "昭和30年7月15曰",
        "昭和30年7月15号",
        "正和30年7月15日",
        "Showa 30.7.15",
        "せいれき1955ねん7がつ15にち",
    ],
)
def test_makes_one_date_of_the_parts(text: str) -> None:
    """Year, month and day are one date through particles, fillers, brackets and slips."""
    assert [found.date for found in find_dates(text, TODAY)] == [day("1955-07-15")]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("7月15日と7月16日", ["7月15日", "7月16日"]),
        ("7月31日までと8月1日から", ["7月31日", "8月1日"]),
        ("昭和30年7月2日～昭和30年8月1日", ["昭和30年7月2日", "昭和30年8月1日"]),
        ("7月15、16日", ["7月", "16日"]),
        ("2028年。8月20日に更新", ["2028年", "8月20日"]),
        ("昭和30年生まれで7月15日", ["昭和30年", "7月15日"]),
        ("今日は8月1日", ["今日は8月1日"]),
        ("私は昨日", ["昨日"]),
        ("来年の2026年3月", ["来年の2026年3月"]),
        ("8月1日(金)から", ["8月1日(金)"]),
        ("第179号(令和7年7月)による", ["令和7年7月"]),
        ("在留期間3年(2027年10月1日)", ["2027年10月1日"]),
        ("7月15日に申し込み3日後に届いた", ["7月15日"]),
        ("あの、西暦1955年です", ["西暦1955年"]),
    ],
)
def test_cuts_at_the_edges(text: str, pieces: list[str]) -> None:
    """Neighbouring dates stay apart, and each takes its own words and no more."""
    assert [found.text for found in find_dates(text, TODAY)] == pieces


@pytest.mark.parametrize("between", ["、", " ", "と", "\n"])
def test_two_days_of_one_year(between: str) -> None:
    """A second day that says its year again is a day of its own."""
    found = find_dates(f"令和8年7月22日{between}令和8年1月22日", TODAY)
    assert [date.date for date in found] == [day("2026-07-22"), day("2026-01-22")]
