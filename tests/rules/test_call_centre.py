"""bot/rules/call_centre.py: open now, and when next."""

from __future__ import annotations

import os
import subprocess
import sys
from bisect import bisect_right
from datetime import date, datetime, timedelta, timezone
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import ImpossibleFacts
from bot.rules import JAPAN, DayKind, Facts, Mark, Opening, Question, Result, answer, day_kind

from . import expectations as expected
from .building import EDITION, D, days, repeatable

UTC, NEW_YORK = ZoneInfo("UTC"), ZoneInfo("America/New_York")


def ask(moment: datetime) -> Result:
    return answer(Question.OPENING, Facts(at=moment), EDITION)


def at(text: str) -> datetime:
    """A moment on a clock in Kawasaki."""
    return datetime.fromisoformat(text).replace(tzinfo=JAPAN)


# --- Minutes ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        ("2025-11-05 00:00:00", False),
        ("2025-11-05 08:29:59.999999", False),
        ("2025-11-05 08:30:00", True),
        ("2025-11-05 12:30:00", True),
        ("2025-11-05 17:14:59.999999", True),
        ("2025-11-05 17:15:00", False),
        ("2025-11-05 23:59:59.999999", False),
        ("2025-11-08 08:29:59.999999", False),  # second Saturday
        ("2025-11-08 08:30:00", True),
        ("2025-11-08 12:29:59.999999", True),
        ("2025-11-08 12:30:00", False),
        ("2025-11-09 10:00:00", False),  # Sunday
    ],
)
def test_minutes(moment: str, is_open: bool) -> None:
    """Open from 8:30:00, closed from 17:15:00 on, on open Saturdays from 12:30:00 on."""
    value = ask(at(moment)).value
    assert value.is_open is is_open
    assert (value.closes is None) is not is_open
    assert (value.next_opening is None) is is_open


# --- Days -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        ("2025-11-04", "weekday"),  # the day after a Monday holiday
        ("2025-11-07", "weekday"),
        ("2025-11-01", "saturday"),  # first
        ("2025-11-08", "open_saturday"),  # second
        ("2025-11-15", "saturday"),  # third
        ("2025-11-22", "open_saturday"),  # fourth
        ("2025-11-29", "saturday"),  # fifth
        ("2026-08-01", "saturday"),  # first, on the 1st
        ("2026-02-14", "open_saturday"),  # second, as late as it gets
        ("2026-02-28", "open_saturday"),  # fourth, as late as it gets
        ("2025-11-02", "sunday"),
        ("2025-11-03", "holiday"),
        ("2025-11-24", "holiday"),  # substitute of Sunday the 23rd
        ("2026-05-06", "holiday"),  # substitute of Sunday the 3rd
        ("2026-09-22", "holiday"),  # between two holidays
        ("2029-08-11", "holiday"),  # a second Saturday
        ("2030-02-23", "holiday"),  # a fourth Saturday
        ("2030-11-23", "holiday"),  # a fourth Saturday
        ("2025-12-28", "sunday"),
        ("2026-12-28", "weekday"),
        ("2026-12-29", "year_end"),
        ("2026-12-31", "year_end"),
        ("2026-01-02", "year_end"),
        ("2027-01-03", "year_end"),
        ("2027-01-04", "weekday"),
    ],
)
def test_day_kind(day: str, kind: str) -> None:
    """Weekdays and second and fourth Saturdays are open, unless a holiday or 年末年始."""
    assert day_kind(D(day), EDITION.call_centre) is DayKind(kind)


def test_new_year_is_closed() -> None:
    """1 January is both a holiday and 年末年始: closed."""
    for year in range(2025, 2031):
        moment = datetime(year, 1, 1, 10, tzinfo=JAPAN)
        assert not ask(moment).value.is_open


@pytest.mark.parametrize("day", ["2029-08-11", "2030-02-23", "2030-11-23"])
def test_second_saturday_that_is_a_holiday(day: str) -> None:
    """A second or fourth Saturday that is a holiday is closed (read)."""
    result = ask(at(f"{day} 10:00"))
    assert not result.value.is_open
    assert result.mark is Mark.READ


# --- Two years, hour by hour ------------------------------------------------------------------

OPENINGS = [
    datetime.combine(day, hours[0], JAPAN)
    for day in days("2025-07-01", "2027-12-31")
    if (hours := expected.hours(day))
]
HOURS = [
    datetime(2025, 7, 1, tzinfo=JAPAN) + timedelta(hours=n, minutes=30 * (n // 24 % 2))
    for n in range(2 * 365 * 24)
]


def test_two_years_of_hours(counted: Any) -> None:
    """From every hour of two years: open as the wall calendar says, else the next opening."""
    wrong = []
    for moment in HOURS:
        value = ask(moment).value
        if expected.is_open(moment.replace(tzinfo=None)):
            closing = expected.hours(moment.date())[1]  # type: ignore[index]
            want = (True, datetime.combine(moment.date(), closing, JAPAN), None)
        else:
            want = (False, None, OPENINGS[bisect_right(OPENINGS, moment)])
        if (value.is_open, value.closes, value.next_opening) != want:
            wrong.append((moment, value, want))
    counted(len(HOURS))
    assert wrong[:3] == []


def test_nothing_opens_before_the_next_opening() -> None:
    """The next opening is truly open, and no moment between now and then is."""
    for closed_from, opening in pairwise(
        [at("2025-12-27 12:30"), at("2026-01-05 08:30"), at("2026-01-05 17:15")]
    ):
        value: Opening = ask(closed_from).value
        if value.is_open:
            assert value.closes == opening
            continue
        assert value.next_opening == opening
        moment = closed_from
        while moment < opening:
            assert not ask(moment).value.is_open, moment
            moment += timedelta(minutes=15)
        assert ask(opening).value.is_open


# --- Moments from elsewhere -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        (datetime(2025, 11, 4, 23, 29, 59, tzinfo=UTC), False),
        (datetime(2025, 11, 4, 23, 30, tzinfo=UTC), True),  # 5 November 8:30 in Japan
        (datetime(2025, 11, 5, 8, 14, 59, tzinfo=UTC), True),
        (datetime(2025, 11, 5, 8, 15, tzinfo=UTC), False),
        (datetime(2025, 11, 5, 10, 0, tzinfo=UTC), False),  # 19:00 in Japan
        (datetime(2025, 11, 8, 3, 29, tzinfo=UTC), True),  # second Saturday
        (datetime(2025, 11, 8, 3, 30, tzinfo=UTC), False),
        (datetime(2025, 11, 4, 18, 30, tzinfo=NEW_YORK), True),
        (datetime(2025, 11, 2, 18, 30, tzinfo=NEW_YORK), False),  # holiday
    ],
)
def test_other_time_zones(moment: datetime, is_open: bool) -> None:
    """A moment from any time zone is answered in Japan time."""
    value = ask(moment).value
    assert value.is_open is is_open
    told = value.closes or value.next_opening
    assert told.utcoffset() == timedelta(hours=9)


@repeatable
@given(st.datetimes(datetime(2025, 1, 1), datetime(2031, 1, 1)), st.integers(-12, 14))
def test_same_moment_same_answer(moment: datetime, offset: int) -> None:
    """The time zone in which a moment is written changes nothing."""
    here = moment.replace(tzinfo=JAPAN)
    there = here.astimezone(timezone(timedelta(hours=offset)))
    assert ask(there) == ask(here)


@pytest.mark.parametrize("moment", [None, datetime(2025, 11, 5, 10)])
def test_needs_a_zoned_moment(moment: datetime | None) -> None:
    """Without a moment, or without its time zone, there is no answer."""
    with pytest.raises(ImpossibleFacts):
        answer(Question.OPENING, Facts(at=moment), EDITION)


# --- How sure ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("moment", "confirm"),
    [
        ("2025-11-05 10:00", False),
        ("2025-11-09 10:00", False),
        ("2025-12-26 18:00", False),  # the next morning is a fourth Saturday
        ("2025-12-27 10:00", False),  # open
        ("2025-12-29 10:00", True),
        ("2026-01-02 10:00", True),
        ("2026-01-05 10:00", False),
    ],
)
def test_year_end_is_inferred(moment: str, confirm: bool) -> None:
    """The days of 年末年始 are inferred: an answer given on one of them is to be confirmed."""
    assert ask(at(moment)).confirm is confirm


@pytest.mark.parametrize("moment", ["2025-12-27 13:00", "2025-12-28 10:00", "2026-12-28 17:15"])
def test_next_opening_after_the_year_end_is_inferred(moment: str) -> None:
    """A next opening that was found by skipping 年末年始 uses its inferred dates."""
    result = ask(at(moment))
    assert result.value.next_opening.month == 1
    assert result.confirm


def test_the_wall_calendar_and_the_library_agree() -> None:
    """Every day of 2025 … 2027 is open or closed as the wall calendar of the table says."""
    open_kinds = {DayKind.WEEKDAY, DayKind.OPEN_SATURDAY}
    wrong: list[date] = [
        day
        for day in days("2025-01-01", "2027-12-31")
        if (day_kind(day, EDITION.call_centre) in open_kinds) != (expected.hours(day) is not None)
    ]
    assert wrong == []


def test_a_machine_without_time_zones() -> None:
    """Where the system brings no time zones, those of the environment tell Japan's time."""
    now = "datetime.datetime.now()"
    code = f"import datetime; from bot.rules import JAPAN; print(JAPAN.utcoffset({now}))"
    without = {**os.environ, "PYTHONTZPATH": ""}
    found = subprocess.run(
        [sys.executable, "-c", code], env=without, text=True, capture_output=True, check=True
    )
    assert found.stdout.strip() == "9:00:00"
