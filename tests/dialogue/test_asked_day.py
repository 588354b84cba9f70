"""bot/dialogue/asked_day.py: which day a question is about."""

from __future__ import annotations

from datetime import date

import pytest

from bot.dialogue.asked_day import asked_day

FRIDAY = date(2025, 8, 1)
EARLIER = date(2025, 7, 25)


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        ("3月5日の診察には使える？", "3月5日", date(2026, 3, 5)),
        (
            "期限は2026年2月28日なんだけど2027年3月5日の診察には使える？",
            "2026年2月28日",
            date(2026, 2, 28),
        ),
        ("12月30日つながる？", "12月30日", date(2025, 12, 30)),
        ("8月11日は？", "8月11日", date(2025, 8, 11)),
        ("明日は開いてますか", "明日", date(2025, 8, 2)),
        ("26日はやってる？", "26日", date(2025, 8, 26)),
        ("今度の土曜は？", "今度の土曜", date(2025, 8, 2)),
        ("次の金曜日はどうですか", "次の金曜日", date(2025, 8, 8)),
        ("来週の火曜に電話したい", "来週の火曜", date(2025, 8, 5)),
        ("今週の日曜は？", "今週の日曜", date(2025, 8, 3)),
        ("再来週の月曜は", "再来週の月曜", date(2025, 8, 11)),
        ("元日は？", "元日", date(2026, 1, 1)),
        ("１２月３０日は？", "１２月３０日", date(2025, 12, 30)),
    ],
)
def test_a_day(text: str, words: str, day: date) -> None:
    """A day without a year is the next such day; a coming weekday is counted from today."""
    found = asked_day(text, FRIDAY)
    assert found is not None
    assert (found.words, found.sort, found.day) == (words, "day", day)
    assert text[found.start : found.end] == words


@pytest.mark.parametrize(
    ("text", "sort", "weekday"),
    [
        ("土曜は？", "weekday", 5),
        ("第2土曜日はやってますか", "weekday", 5),
        ("祝日の月曜は？", "holiday", 0),
        ("祝日は休みですか", "holiday", None),
        ("年末年始は？", "new_year", None),
        ("お盆もやってる？", "other", None),
        ("平日なら？", "weekday", None),
        ("土日は？", "weekday", None),
    ],
)
def test_days_in_general(text: str, sort: str, weekday: int | None) -> None:
    """Days of a kind are not one day."""
    found = asked_day(text, FRIDAY)
    assert found is not None
    assert (found.sort, found.weekday, found.day) == (sort, weekday, None)


def test_the_month_spoken_of() -> None:
    """A day alone is of the month of the day spoken of before."""
    found = asked_day("26日だったら？", FRIDAY, EARLIER)
    assert found is not None
    assert found.day == date(2025, 7, 26)


@pytest.mark.parametrize(
    "text",
    [
        "資格確認書はいつまで使えますか",
        "昭和26年5月5日生まれです",
        "8月3日に届きました",
        "紙には7月31日って書いてある",
        "2割になります",
        "70歳です",
        "今月は？",
        "日本語で",
        "",
    ],
)
def test_no_day(text: str) -> None:
    """A day that is told is not asked about, and a number is no day."""
    assert asked_day(text, FRIDAY) is None
