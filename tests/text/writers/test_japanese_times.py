"""bot/text/writers/ja.py: times of day and moments of the next days."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bot.rules import JAPAN
from bot.text import format_moment, format_time


@pytest.mark.parametrize(
    ("clock", "text"),
    [
        ("17:15", "17時15分"),
        ("08:30", "8時30分"),
        ("12:30", "12時30分"),
        ("09:00", "9時"),
        ("00:00", "0時"),
        ("23:59", "23時59分"),
        ("08:05", "8時5分"),
        ("17:15:59", "17時15分"),
    ],
)
def test_format_time(clock: str, text: str) -> None:
    """Hours and minutes without leading zeros; a full hour without minutes; no seconds."""
    assert format_time(datetime.fromisoformat(f"2026-11-23T{clock}")) == text


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        ("2026-11-24T08:30", "11月24日(火曜日)の8時30分"),
        ("2026-11-28T08:30", "11月28日(土曜日)の8時30分"),
        ("2026-01-04T09:00", "1月4日(日曜日)の9時"),
        ("2024-02-29T17:15", "2月29日(木曜日)の17時15分"),
    ],
)
def test_format_moment(moment: str, text: str) -> None:
    """Day, day of the week and time, without a year."""
    assert format_moment(datetime.fromisoformat(moment)) == text


def test_every_day_of_the_week() -> None:
    """Each day of the week has its own letter; 2026-11-23 is a Monday."""
    monday = datetime(2026, 11, 23, 9)
    named = [format_moment(monday + timedelta(days=n)).partition("(")[2][0] for n in range(7)]
    assert "".join(named) == "月火水木金土日"


def test_the_clock_is_the_moments_own() -> None:
    """A moment in Japan time is told by Japan's clock, whatever the machine's."""
    assert format_moment(datetime(2026, 11, 24, 8, 30, tzinfo=JAPAN)).endswith("8時30分")
