"""bot/dialogue/ranges.py: what a half-known day or an age decides."""

from __future__ import annotations

import datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content import current_content
from bot.dialogue.ranges import birthdays_of, possible_days, spreads
from bot.dialogue.talk import Person
from bot.dialogue.topics import find_topic
from tests.text import repeatable

NOW = datetime.datetime(2025, 8, 1, 10)
EDITION = current_content().words(NOW.date()).edition


@pytest.mark.parametrize(
    ("name", "part", "first", "last"),
    [
        ("birthday", "1956-03", "1956-03-01", "1956-03-31"),
        ("birthday", "1956", "1956-01-01", "1956-12-31"),
        ("residence_until", "--03", "2026-03-01", "2026-03-31"),
        ("residence_until", "--08", "2025-08-01", "2025-08-31"),
        ("burden_change", "--02", "2026-02-01", "2026-02-28"),
        ("graduation", "2026-03", "2026-03-01", "2026-03-31"),
    ],
)
def test_possible_days(name: str, part: str, first: str, last: str) -> None:
    """A month alone is that of the edition; a year holds all its days."""
    days = [day.isoformat() for day in possible_days(name, part, EDITION)]
    assert (days[0], days[-1]) == (first, last)


@pytest.mark.parametrize("part", ["1956-03-01", "--03", "---05", "", "春"])
def test_too_little_of_a_birthday(part: str) -> None:
    """A whole day is not half known, and a birthday without its year can be any."""
    assert possible_days("birthday", part, EDITION) == []


@repeatable
@given(st.integers(0, 115), st.dates(datetime.date(2020, 1, 1), datetime.date(2030, 12, 31)))
def test_birthdays_of(age: int, today: datetime.date) -> None:
    """They follow one another for one year; who was born on one of them is that old today."""
    days = birthdays_of(age, today)
    assert len(days) in (365, 366)
    assert all(b - a == datetime.timedelta(days=1) for a, b in pairwise(days))
    for day in (days[0], days[-1]):
        had = (today.month, today.day) >= (day.month, day.day)
        assert today.year - day.year - (not had) in (age, age - (day.month == 2 and day.day == 29))


@pytest.mark.parametrize(
    ("half", "age", "settled"),
    [
        ({"birthday": "1952-03"}, "", True),  # 73: 31 July, whatever the day
        ({"birthday": "1956-03"}, "", False),  # the 1st: the month before
        ({"birthday": "1985"}, "", True),
        ({}, "72", True),
        ({}, "74", False),
    ],
)
def test_is_settled(half: dict[str, str], age: str, settled: bool) -> None:
    """Where all possible days come to the same, nothing more has to be asked."""
    topic = find_topic("certificate_expiry")
    assert topic is not None
    person = Person(facts={"age": age} if age else {}, half=half)
    (found,) = spreads(topic, person, EDITION, NOW)
    assert found.is_settled is settled
    assert spreads(topic, Person(), EDITION, NOW) == []


def test_behind_what_is_settled_the_next_is_open() -> None:
    """Born in 1992, whatever the day, a stay until a day in March decides: no July is told."""
    topic = find_topic("certificate_expiry")
    assert topic is not None
    person = Person(half={"birthday": "1992", "residence_until": "2026-03"})
    birthday, residence = spreads(topic, person, EDITION, NOW)
    assert birthday.is_settled
    assert not residence.is_settled
    days = [result.value for result in residence.results]
    assert (days[0], days[-1]) == (datetime.date(2026, 3, 2), datetime.date(2026, 4, 1))
