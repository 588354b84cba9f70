"""bot/channels/line/dates.py: pickers that make sense, and birthdays that were typed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.line.dates import picker, tells_birthday, words_of
from bot.dialogue.facts import DATED
from bot.text import read_date

TODAY = date(2025, 10, 1)
_DAYS = st.dates(date(2024, 1, 1), date(2032, 12, 31))


@given(fact=st.sampled_from(sorted(DATED)), today=_DAYS)
def test_a_picker_begins_within_its_range(fact: str, today: date) -> None:
    """On any day: first day, day to begin with and last day in order; LINE refuses others."""
    found = picker(fact, "d:x", today)
    first, usual, last = map(date.fromisoformat, (found.min, found.initial, found.max))
    assert date(1900, 1, 1) <= first <= usual <= last <= date(2100, 12, 31)
    assert first < last
    assert fact == "birthday" or last > today


def test_birthdays_reach_from_the_oldest_to_today() -> None:
    """A resident of any age can pick a birthday, and nobody one of tomorrow."""
    found = picker("birthday", "d:x", TODAY)
    assert date.fromisoformat(found.min) <= TODAY - timedelta(days=120 * 365)
    assert found.max == TODAY.isoformat()


@given(fact=st.sampled_from(sorted(DATED)), days=st.integers(0, 10_000))
def test_a_picked_day_is_read_as_it_was_picked(fact: str, days: int) -> None:
    """The words made of a picked day hold that very day for the fact that was asked."""
    found = picker(fact, "d:x", TODAY)
    day = date.fromisoformat(found.min) + timedelta(days=days)
    if day > date.fromisoformat(found.max):
        return
    words = words_of(fact, day.isoformat())
    assert words is not None
    assert read_date(words, TODAY, DATED[fact]).date == day


@pytest.mark.parametrize(
    ("fact", "picked"), [("birthday", ""), ("birthday", "x"), ("bank", "2025-01-01")]
)
def test_what_no_picker_sends(fact: str, picked: str) -> None:
    """Anything else is no date."""
    assert words_of(fact, picked) is None


@pytest.mark.parametrize(
    ("text", "asked", "tells"),
    [
        ("昭和31年3月1日です", None, True),
        ("母は昭和26年1月20日生まれです。いつまで使えますか", None, True),
        ("31.3.1", "birthday", True),
        ("3月1日", "birthday", True),
        ("わからない", "birthday", False),
        ("コールセンターの番号は?", "birthday", False),
        ("在留期限は2026年3月31日です", "residence_until", False),
        ("2025年8月3日です", "ecert_expiry", False),
        ("5 July 1985", "birthday", True),
        ("ngày 5 tháng 7 năm 1985", "birthday", True),
        ("I don't know", "birthday", False),
    ],
)
def test_typed_birthdays(text: str, asked: str | None, tells: bool) -> None:
    """A birthday, or the part of one that was asked for, is recognised; other dates are none."""
    assert tells_birthday(text, asked, TODAY) is tells


@pytest.mark.parametrize(
    ("text", "plainly"),
    [
        ("1995年1月17日の震災を忘れない", False),
        ("昭和26年1月20日", False),
        ("母は昭和26年1月20日生まれです", True),
        ("誕生日は1956年3月1日", True),
    ],
)
def test_a_birthday_that_is_called_one(text: str, plainly: bool) -> None:
    """Who is not spoken to takes only that for a birthday which words of birth stand by."""
    assert tells_birthday(text, None, TODAY)
    assert tells_birthday(text, None, TODAY, plainly=True) is plainly
