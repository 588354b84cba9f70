"""bot/console/figures/reporting.py: which days are told, and sums that agree with each other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.console.figures.reporting import (
    ENOUGH,
    STEPS,
    WEEKDAYS,
    Period,
    Rate,
    rates,
    read_period,
    report,
    title_of,
    together,
)
from bot.conversation.statistics import DAYS_KEPT
from bot.storage.ports.statistics import Counted, Key, Tally
from tests.console.counting import TODAY, periods

OLDEST = TODAY - timedelta(days=DAYS_KEPT)
WEEK = (date(2025, 9, 25), TODAY)


def period(first: str, last: str) -> Period:
    """The days from `first` to `last`."""
    return Period("days", date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("name", "first", "last", "found", "problem"),
    [
        ("", "", "", WEEK, None),
        ("today", "", "", (TODAY, TODAY), None),
        ("week", "2025-01-01", "x", WEEK, None),
        ("month", "", "", (date(2025, 9, 2), TODAY), None),
        ("days", "2025-09-01", "2025-09-01", (date(2025, 9, 1), date(2025, 9, 1)), None),
        ("days", "2025-10-01", "2025-10-01", (TODAY, TODAY), None),
        ("days", "2024-08-27", "2025-10-01", (OLDEST, TODAY), None),
        ("days", "2024-08-26", "2025-10-01", WEEK, "not_kept"),
        ("days", "2025-10-01", "2025-10-02", WEEK, "not_kept"),
        ("days", "0001-01-01", "9999-12-31", WEEK, "not_kept"),
        ("days", "2025-10-01", "2025-09-30", WEEK, "order"),
        ("days", "", "", WEEK, "unreadable"),
        ("days", "2025-09-01", "", WEEK, "unreadable"),
        ("days", "2025-02-29", "2025-03-01", WEEK, "unreadable"),
        ("days", "令和7年9月1日", "2025-09-02", WEEK, "unreadable"),
        ("days", "2025-9-1", "2025-09-02", WEEK, "unreadable"),
        ("year", "", "", WEEK, "unreadable"),
        ("'; drop table figures", "", "", WEEK, "unreadable"),
    ],
)
def test_the_days_that_are_asked_for(
    name: str, first: str, last: str, found: tuple[date, date], problem: str | None
) -> None:
    """Days of which there are figures, in order; otherwise the last seven, and what is wrong."""
    assert date(2024, 8, 27) == OLDEST
    period, said = read_period(name, first, last, TODAY)
    assert ((period.first, period.last), said) == (found, problem)


@settings(max_examples=25)
@given(name=st.sampled_from(["days", "week", ""]), first=st.text(), last=st.text())
def test_any_words_give_days(name: str, first: str, last: str) -> None:
    """Whatever is typed, there are days that are kept."""
    found, _ = read_period(name, first, last, TODAY)
    assert OLDEST <= found.first <= found.last <= TODAY


@settings(max_examples=25)
@given(first=st.dates(date(2024, 1, 1)), days=st.integers(1, DAYS_KEPT + 1))
def test_what_was_before(first: date, days: int) -> None:
    """The period before has as many days and ends on the day before."""
    found = Period("days", first, first + timedelta(days=days - 1))
    assert found.before.days == found.days == days
    assert found.before.last + timedelta(days=1) == found.first


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [
        (0, 0, "–"),
        (0, 1, "0/1件"),
        (9, 9, "9/9件"),
        (9, 10, "90%(9/10件)"),
        (0, 10, "0%(0/10件)"),
        (1, 1234, "0%(1/1,234件)"),
        (1234, 1234, "100%(1,234/1,234件)"),
    ],
)
def test_a_rate(part: int, whole: int, said: str) -> None:
    """A percentage stands only beside its counts, and not at all for fewer than ten."""
    assert str(Rate(part, whole)) == said
    assert ("%" in said) == (not Rate(part, whole).few)


def test_rates_of_a_tally() -> None:
    """Outcomes are parts of the questions, votes are parts of the votes; small talk of nothing."""
    tally = Tally(10, 2, 3, 5, small_talk=99, reduced=4, votes=11, helped=8, wrong=2)
    assert {label: (rate.part, rate.whole) for label, rate in rates(tally).items()} == {
        "答えた": (10, 20),
        "聞き返した": (2, 20),
        "お断りした": (3, 20),
        "日付などをたずねた": (5, 20),
        "簡易応答だった": (4, 20),
        "違うと言われた": (2, 11),
        "役に立った": (8, 11),
    }


@pytest.mark.parametrize(
    ("answer_id", "title"),
    [
        ("", "(どれとも決まらない)"),
        ("certificate_expiry", "資格確認書の期限"),
        ("an_id_of_last_year", "an_id_of_last_year"),
    ],
)
def test_titles(answer_id: str, title: str) -> None:
    """An id is told in people's words, one that was taken away as it was."""
    assert title_of(answer_id) == title


@settings(max_examples=20)
@given(case=periods())
def test_sums_agree(case: tuple[Period, list[Counted]]) -> None:
    """Days, channels, matters and hours each add up to the questions, votes and parts in total."""
    asked, counted = case
    found = report(counted, [], asked, "")
    total = together(tally for _, tally in counted)
    assert found.total == total == together(day.tally for day in found.days)
    assert total == together(channel.tally for channel in found.channels)
    matters = together(matter.tally for matter in found.matters)
    assert replace(matters, small_talk=0) == replace(total, small_talk=0)
    assert sum(map(sum, found.hours.values())) == total.questions
    assert found.is_empty == (total == Tally())


@settings(max_examples=20)
@given(days=st.integers(1, DAYS_KEPT + 1))
def test_every_day_has_a_place(days: int) -> None:
    """A period has at most 31 columns, that cover each of its days once, each with its own name."""
    first = TODAY - timedelta(days=days - 1)
    asked = Period("days", first, TODAY)
    found = report([], None, asked, "").days
    assert len(found) <= 31
    starts = [date.fromisoformat(line.id) for line in found]
    assert starts == [first + timedelta(days=asked.step * n) for n in range(len(found))]
    assert starts[-1] <= TODAY < starts[-1] + timedelta(days=asked.step)
    assert len({line.title for line in found}) == len(found)


@pytest.mark.parametrize(
    ("first", "last", "titles"),
    [
        ("2025-09-30", "2025-10-01", ["9/30(火)", "10/1(水)"]),
        ("2025-08-27", "2025-10-01", ["8/27〜9/2", "9/3〜9/9", "9/10〜9/16", "9/17〜9/23"]),
        ("2025-01-01", "2025-10-01", ["1/1〜1/28", "1/29〜2/25"]),
    ],
)
def test_names_of_days(first: str, last: str, titles: list[str]) -> None:
    """A day is told with its weekday, several from which to which."""
    found = [line.title for line in report([], None, period(first, last), "").days]
    assert found[: len(titles)] == titles


def test_the_last_days_say_that_they_are_fewer() -> None:
    """The last days of a long period have the name of what they are, be it a single day."""
    found = report([], None, period("2025-08-27", "2025-10-01"), "").days
    assert found[-1].title == "10/1(水)"
    assert set(STEPS) == {1, 7, 28}


@pytest.mark.parametrize(
    ("first", "last", "weekdays"),
    [
        ("2025-10-01", "2025-10-01", "水"),
        ("2025-10-04", "2025-10-06", "月土日"),
        ("2025-09-25", "2025-10-01", WEEKDAYS),
        ("2025-01-01", "2025-10-01", WEEKDAYS),
    ],
)
def test_only_weekdays_that_were(first: str, last: str, weekdays: str) -> None:
    """A weekday that is not in the period has no row, that nobody takes for a day without calls."""
    hours = report([], None, period(first, last), "").hours
    assert "".join(hours) == weekdays
    assert all(row == [0] * 24 for row in hours.values())


def test_an_hour_is_under_its_weekday() -> None:
    """2025-10-01 was a Wednesday."""
    counted = [(Key("2025-10-01T23", "web", "greet"), Tally(answered=2, asked_back=1))]
    assert report(counted, None, period("2025-09-25", "2025-10-01"), "").hours["水"][23] == 3


def test_the_most_asked_comes_first() -> None:
    """Matters are in the order of questions, then votes, then ids; small talk is in none."""
    hour = "2025-10-01T10"
    counted = [
        (Key(hour, "web", "b"), Tally(answered=2)),
        (Key(hour, "web", "a"), Tally(refused=1)),
        (Key(hour, "line", "a"), Tally(refused=1)),
        (Key(hour, "web", "c"), Tally(asked_back=3)),
        (Key(hour, "web", "d"), Tally(votes=1, helped=1)),
        (Key(hour, "web", "e"), Tally(votes=2)),
        (Key(hour, "web", "f"), Tally(small_talk=50)),
    ]
    found = report(counted, None, period("2025-10-01", "2025-10-01"), "")
    assert [matter.id for matter in found.matters] == ["c", "a", "b", "e", "d"]
    assert found.total.small_talk == 50


def test_nothing_before_is_not_zero() -> None:
    """Where the time before is no longer kept, there is no number, not a nought."""
    today = period("2025-10-01", "2025-10-01")
    assert report([], None, today, "").before is None
    assert report([], [], today, "").before == Tally()
    assert ENOUGH == 10
