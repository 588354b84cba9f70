"""bot/text/offsets.py: lengths of time, counted from today or from elsewhere."""

from __future__ import annotations

import pytest

from bot.text.dates import read_date
from bot.text.found import Problem

from . import TODAY, day


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("郵便で3日前に出した", "2025-07-29"),
        ("申し込みは、10日前", "2025-07-22"),
        ("今から10日前", "2025-07-22"),
        ("今日から3日後", "2025-08-04"),
        ("ちょうど二か月前", "2025-06-01"),
        ("2週間後", "2025-08-15"),
        ("ふつかまえに出しました", "2025-07-30"),
    ],
)
def test_counts_from_today(text: str, iso: str) -> None:
    """Days, weeks and months before or after today are a day."""
    assert read_date(text, TODAY).date == day(iso)


@pytest.mark.parametrize(
    "text",
    [
        "期限の3か月前",
        "誕生日3日前",
        "申し込んだ3日前",
        "届いて3日後",
        "卒業から1か月後",
        "3日ごと",
    ],
)
def test_counts_nothing_from_elsewhere(text: str) -> None:
    """What counts from another day is no date."""
    assert read_date(text, TODAY).problem is Problem.NO_DATE


@pytest.mark.parametrize(
    "text",
    [
        "2、3日前",
        "2〜3日前",
        "二三日前",
        "約1か月前",
        "だいたい10日前",
        "10日ほど前",
        "1か月半前",
        "1か月と10日前",
        "3日前後",
        "3日前くらい",
        "明日から3日後",
        "令和7年7月15日の翌日",
        "令和7年7月15日の1週間後",
        "令和8年8月1日の前日",
    ],
)
def test_takes_no_day_from_rough_words(text: str) -> None:
    """A rough length of time is a date without a day."""
    assert read_date(text, TODAY).problem is Problem.DAY_MISSING
