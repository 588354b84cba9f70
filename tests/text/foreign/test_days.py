"""Dates in other languages are read as they were written, whoever writes them."""

from __future__ import annotations

import datetime
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text import Problem, mask, mask_numbers, read_date, writers
from bot.text.foreign import gloss, languages, load_all

TODAY = datetime.date(2025, 8, 1)
_DAYS = st.dates(datetime.date(1927, 1, 1), datetime.date(2031, 12, 31))
_MONTHS_DAY_FIRST = ("vi", "pt", "es")


@pytest.fixture(scope="module", autouse=True)
def _loaded() -> None:
    """No example waits for a lexicon."""
    load_all()


def _read(text: str, language: str) -> datetime.date | None:
    return read_date(gloss(text, language, TODAY).text, TODAY).date


@given(day=_DAYS)
def test_own_writer(day: datetime.date) -> None:
    """Each language reads the days that we ourselves write in it."""
    for language in languages():
        assert _read(writers.WRITERS[language].date(day), language) == day, language


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize(
    "text", ["May 20, 2026", "20 May 2026", "may 20 2026", "20th of May, 2026"]
)
def test_may_is_a_month_beside_a_year(language: str, text: str) -> None:
    """May, in English, is written by everybody; a word that is alike hides no day."""
    assert _read(text, language) == datetime.date(2026, 5, 20)


@pytest.mark.parametrize("text", ["may 3 anak ako", "may 20 na papel ako", "may 12 kami sa bahay"])
def test_may_is_no_month_of_filipinos(text: str) -> None:
    """May: there is."""
    assert "月" not in gloss(text, "tl", TODAY).text


@given(day=_DAYS)
def test_own_month(day: datetime.date) -> None:
    """And the months."""
    for language in languages():
        text = gloss(writers.WRITERS[language].month(day), language, TODAY).text
        found = read_date(text, TODAY)
        assert (found.year, found.month, found.day) == (day.year, day.month, None), language


_YEAR_FIRST = (
    "{y}/{m}/{d}", "{y}-{m:02}-{d:02}", "{y}. {m}. {d}.", "{y}年{m}月{d}日", "{y}{m:02}{d:02}",
)  # fmt: skip


@given(day=_DAYS, shape=st.sampled_from(_YEAR_FIRST))
def test_year_first(day: datetime.date, shape: str) -> None:
    """With the year first there is no doubt, in any language."""
    text = shape.format(y=day.year, m=day.month, d=day.day)
    for language in languages():
        assert _read(text, language) == day, (language, text)


@given(day=_DAYS, dash=st.sampled_from("/.-"))
def test_never_swapped(day: datetime.date, dash: str) -> None:
    """Day, month, year: the very day where the language has that order, else it is asked."""
    text = dash.join((str(day.day), str(day.month), str(day.year)))
    for language in languages():
        found = gloss(text, language, TODAY)
        if language in _MONTHS_DAY_FIRST or day.day > 12 or day.day == day.month:
            assert not found.doubtful, language
            assert read_date(found.text, TODAY).date == day, language
        else:
            swapped = day.replace(month=day.day, day=day.month)
            assert read_date(found.text, TODAY).date is None, language
            assert set(found.doubtful[0].readings) == {day, swapped}, language


_ERAS = ("S{y}.{m}.{d}", "Showa {y}/{m}/{d}", "昭和{y}年{m}月{d}日")


@given(
    day=st.dates(datetime.date(1927, 1, 1), datetime.date(1988, 12, 31)),
    shape=st.sampled_from(_ERAS),
)
def test_eras(day: datetime.date, shape: str) -> None:
    """Showa as on a Japanese paper: S60.7.5, showa 60/7/5, 昭和60年7月5日."""
    text = shape.format(y=day.year - 1925, m=day.month, d=day.day)
    for language in languages():
        assert _read(text, language) == day, (language, text)


@pytest.mark.parametrize("language", languages())
def test_strange_calendar(language: str) -> None:
    """2042 in the Nepali calendar is asked for in ours; in no other language it is one."""
    assert gloss("2042/3/21", language, TODAY).is_strange is (language == "ne")


@given(text=st.text(max_size=80))
def test_any_text(text: str) -> None:
    """Whatever is typed, there is a gloss."""
    for language in languages():
        assert gloss(text, language, TODAY).text or not text.strip(), language


@given(day=_DAYS)
def test_masked(day: datetime.date) -> None:
    """What is stored holds no date of any language; what comes in at a door keeps it."""
    for language in languages():
        said = f"x {writers.WRITERS[language].date(day)} x"
        assert mask_numbers(said) == said
        assert not re.search(r"\d", mask(said).replace("〔日付〕", "")), said


def test_only_dates_are_masked() -> None:
    """Fractions, hours and numbers of offices stay."""
    for said in ("第3号の窓口", "open 24/7", "3号线"):
        assert mask(said) == said


@pytest.mark.parametrize(
    ("language", "said", "day"),
    [
        ("en", "5-Jul-85", (1985, 7, 5)), ("en", "Mar 31 '26", (2026, 3, 31)),
        ("en", "july 5th 85", (1985, 7, 5)), ("zh", "26年6月15日", (2026, 6, 15)),
        ("zh", "85年7月5号", (1985, 7, 5)), ("zh", "26/3/31", (2026, 3, 31)),
        ("ko", "26년 4월 30일", (2026, 4, 30)), ("ko", "26.6.15까지", (2026, 6, 15)),
        ("ko", "85/7/5", (1985, 7, 5)), ("ko", "850705생", (1985, 7, 5)),
        ("vi", "ngày mùng 5 tháng 7 năm 85", (1985, 7, 5)),
        ("pt", "5 de julho de 85", (1985, 7, 5)),
        ("es", "5-jul-85", (1985, 7, 5)), ("tl", "Dis. 20, 2025", (2025, 12, 20)),
        ("zh", "2026年十二月二十三号", (2026, 12, 23)), ("zh", "明年三月五日", (2026, 3, 5)),
        ("zh", "上个月28号", (2025, 7, 28)), ("ko", "지난달 28일", (2025, 7, 28)),
        ("vi", "hôm 28 tháng trước", (2025, 7, 28)), ("tl", "nung 28 last month", (2025, 7, 28)),
        ("es", "el 28 del mes pasado", (2025, 7, 28)),
        ("es", "el primero de marzo de 1956", (1956, 3, 1)),
    ],
)  # fmt: skip
def test_short_years_and_names(language: str, said: str, day: tuple[int, int, int]) -> None:
    """A year of two digits is the near one, and stands where the language has it."""
    assert _read(said, language) == datetime.date(*day)


@pytest.mark.parametrize(
    ("language", "said", "told"),
    [
        ("zh", "88年生的", "誕生日は1988年"), ("zh", "94年8月出生", "誕生日は1994年8月"),
        ("vi", "em sinh tháng 8 năm 94", "誕生日は1994年8月"), ("vi", "sinh năm 88", "1988年"),
        ("zh", "昭和45年生的", "誕生日は昭和45年で"), ("zh", "04年10月生", "誕生日は2004年10月"),
        ("ko", "쇼와 45년 3월생이에요", "誕生日は昭和45年3月"),
        ("ko", "92년생이에요", "誕生日は1992年"),
        ("es", "soy del 92", "誕生日は1992年"), ("es", "soy de agosto del 94", "誕生日は1994年8月"),
    ],
)  # fmt: skip
def test_the_short_year_of_a_birth(language: str, said: str, told: str) -> None:
    """Who names no day of it still tells the year of a birth by two digits."""
    assert told in gloss(said, language, TODAY).text


@pytest.mark.parametrize("language", ["en", "es", "tl", "vi", "pt"])
@pytest.mark.parametrize("said", ["Reiwa 8 April 20", "reiwa 8, April 20", "2026 April 20"])
def test_a_year_before_a_month_is_no_day(language: str, said: str) -> None:
    """The 8 of Reiwa 8 April 20 is a year of the era, whatever stands behind it."""
    assert _read(said, language) == datetime.date(2026, 4, 20)
    assert _read("Reiwa 8 May 20", language) == datetime.date(2026, 5, 20)


@pytest.mark.parametrize(
    ("language", "said"),
    [("zh", "8年3月5日"), ("ko", "08년 3월 5일"), ("en", "July 15 10 am"), ("ko", "5.7.26")],
)
def test_a_low_year_is_of_an_era_or_none(language: str, said: str) -> None:
    """8年 may be of Reiwa, and 10 am is no year: none is made up."""
    assert _read(said, language) is None


def test_year_first_or_last_is_asked() -> None:
    """05/02/26 may be written as at home or as elsewhere: every day that it can be is offered."""
    (found,) = gloss("05/02/26", "ko", TODAY).doubtful
    assert datetime.date(2005, 2, 26) in found.readings
    assert datetime.date(2026, 2, 5) in found.readings


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("said", ["1985-13-05", "31/02/1985", "1985/2/30"])
def test_no_such_day(language: str, said: str) -> None:
    """A day that no calendar has is told as such, not passed over or mended."""
    found = read_date(gloss(said, language, TODAY).text, TODAY)
    assert found.problem is Problem.NO_SUCH_DAY


def test_a_point_behind_a_date_ends_a_sentence() -> None:
    """Until 2026-03-31. Until when?: the day is told, what is asked stands alone."""
    text = gloss("Our visas are until 2026-03-31. The certificate until when?", "en", TODAY).text
    assert "在留期限は2026年3月31日です" in text
    assert "2026年3月31日は" not in text
