"""bot/text/writers/ja.py: dates written and spoken."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.dates import read_date
from bot.text.eras import FIRST_DAY, LAST_DAY
from bot.text.writers.ja import (
    JapaneseDates,
    format_date,
    format_date_long,
    format_month,
    format_period,
    speak_date,
)
from tests.text import TODAY, day, repeatable


@pytest.mark.parametrize(
    ("iso", "short", "long", "month"),
    [
        (
            "2026-07-31",
            "令和8年(2026年)7月31日",
            "令和8年(2026年)7月31日(金曜日)",
            "令和8年(2026年)7月",
        ),
        (
            "2019-05-01",
            "令和元年(2019年)5月1日",
            "令和元年(2019年)5月1日(水曜日)",
            "令和元年(2019年)5月",
        ),
        (
            "1989-01-07",
            "昭和64年(1989年)1月7日",
            "昭和64年(1989年)1月7日(土曜日)",
            "昭和64年(1989年)1月",
        ),
        (
            "1926-12-25",
            "昭和元年(1926年)12月25日",
            "昭和元年(1926年)12月25日(土曜日)",
            "昭和元年(1926年)12月",
        ),
        (
            "1868-01-25",
            "明治元年(1868年)1月25日",
            "明治元年(1868年)1月25日(土曜日)",
            "明治元年(1868年)1月",
        ),
    ],
)
def test_writes_dates(iso: str, short: str, long: str, month: str) -> None:
    """Dates are written in their era, with the Gregorian year in brackets right behind the year."""
    date = day(iso)
    assert (format_date(date), format_date_long(date), format_month(date)) == (short, long, month)


@pytest.mark.parametrize(
    ("iso", "spoken"),
    [
        ("2026-07-31", "れいわはちねん、しちがつ、さんじゅういちにち、きんようび"),
        ("2019-05-01", "れいわがんねん、ごがつ、ついたち、すいようび"),
        ("2022-04-04", "れいわよねん、しがつ、よっか、げつようび"),
        ("2027-09-09", "れいわきゅうねん、くがつ、ここのか、もくようび"),
        ("2032-02-02", "れいわじゅうよねん、にがつ、ふつか、げつようび"),
        ("2025-01-20", "れいわななねん、いちがつ、はつか、げつようび"),
        ("1955-07-15", "しょうわさんじゅうねん、しちがつ、じゅうごにち、きんようび"),
        ("1989-01-07", "しょうわろくじゅうよねん、いちがつ、なのか、どようび"),
        ("2025-12-14", "れいわななねん、じゅうにがつ、じゅうよっか、にちようび"),
        ("2025-10-24", "れいわななねん、じゅうがつ、にじゅうよっか、きんようび"),
        ("2025-06-17", "れいわななねん、ろくがつ、じゅうしちにち、かようび"),
        ("2025-06-29", "れいわななねん、ろくがつ、にじゅうくにち、にちようび"),
        ("2025-03-19", "れいわななねん、さんがつ、じゅうくにち、すいようび"),
        ("2025-11-30", "れいわななねん、じゅういちがつ、さんじゅうにち、にちようび"),
    ],
)
def test_speaks_dates(iso: str, spoken: str) -> None:
    """Dates are read aloud as people say them."""
    assert speak_date(day(iso)) == spoken


DAYS = (
    "ついたち ふつか みっか よっか いつか むいか なのか ようか ここのか とおか じゅういちにち "
    "じゅうににち じゅうさんにち じゅうよっか じゅうごにち じゅうろくにち じゅうしちにち "
    "じゅうはちにち じゅうくにち はつか にじゅういちにち にじゅうににち にじゅうさんにち "
    "にじゅうよっか にじゅうごにち にじゅうろくにち にじゅうしちにち にじゅうはちにち "
    "にじゅうくにち さんじゅうにち さんじゅういちにち"
)


@pytest.mark.parametrize(("number", "spoken"), enumerate(DAYS.split(), start=1))
def test_speaks_every_day_of_a_month(number: int, spoken: str) -> None:
    """Each of the 31 days has its reading."""
    assert speak_date(datetime.date(2025, 1, number)).split("、")[2] == spoken


@given(st.dates(FIRST_DAY, LAST_DAY))
@repeatable
def test_reads_what_it_writes(date: datetime.date) -> None:
    """Whatever is written or spoken is read back as the same day."""
    for text in (format_date(date), format_date_long(date), speak_date(date)):
        found = read_date(text, TODAY)
        assert found.date == date
        assert found.text == text or text.startswith(found.text + "、")
    month = read_date(format_month(date), TODAY)
    assert (month.year, month.month, month.problem) == (date.year, date.month, month.problem)


@pytest.mark.parametrize("write", [format_date, format_date_long, format_month, speak_date])
def test_refuses_days_before_meiji(write: object) -> None:
    """Days before 1868-01-25 have no era here."""
    assert callable(write)
    with pytest.raises(ValueError, match="1868"):
        write(FIRST_DAY - datetime.timedelta(days=1))


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        ("1955-07-02", "1955-08-01", "昭和30年(1955年)7月2日から8月1日"),
        ("2025-12-21", "2026-01-05", "令和7年(2025年)12月21日から令和8年(2026年)1月5日"),
        ("2019-04-30", "2019-05-01", "平成31年(2019年)4月30日から令和元年(2019年)5月1日"),
    ],
)
def test_writes_periods(first: str, last: str, text: str) -> None:
    """Two days share a year that is the same, in its era."""
    assert format_period(day(first), day(last)) == text


def test_writes_the_weeks_of_a_month() -> None:
    """The Saturdays on which somebody answers."""
    assert JapaneseDates().ordinals((2, 4)) == "第2・第4"
