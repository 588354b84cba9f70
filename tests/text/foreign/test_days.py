"""Dates in other languages are read as they were written, whoever writes them."""

from __future__ import annotations

import datetime
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.text import mask, mask_numbers, read_date, writers
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


@pytest.mark.parametrize("language", languages())
@settings(deadline=None)
@given(day=_DAYS)
def test_own_writer(language: str, day: datetime.date) -> None:
    """Each language reads the days that we ourselves write in it."""
    assert _read(writers.WRITERS[language].date(day), language) == day


@pytest.mark.parametrize("language", languages())
@settings(deadline=None)
@given(day=_DAYS)
def test_own_month(language: str, day: datetime.date) -> None:
    """And the months."""
    text = gloss(writers.WRITERS[language].month(day), language, TODAY).text
    found = read_date(text, TODAY)
    assert (found.year, found.month, found.day) == (day.year, day.month, None)


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize(
    "shape",
    ["{y}/{m}/{d}", "{y}-{m:02}-{d:02}", "{y}. {m}. {d}.", "{y}年{m}月{d}日", "{y}{m:02}{d:02}"],
)
@settings(deadline=None)
@given(day=_DAYS)
def test_year_first(language: str, shape: str, day: datetime.date) -> None:
    """With the year first there is no doubt, in any language."""
    assert _read(shape.format(y=day.year, m=day.month, d=day.day), language) == day


@pytest.mark.parametrize("language", languages())
@settings(deadline=None)
@given(day=_DAYS, dash=st.sampled_from("/.-"))
def test_never_swapped(language: str, day: datetime.date, dash: str) -> None:
    """Day, month, year: the very day where the language has that order, else it is asked."""
    text = dash.join((str(day.day), str(day.month), str(day.year)))
    found = gloss(text, language, TODAY)
    if language in _MONTHS_DAY_FIRST or day.day > 12 or day.day == day.month:
        assert not found.doubtful
        assert read_date(found.text, TODAY).date == day
    else:
        assert read_date(found.text, TODAY).date is None
        assert set(found.doubtful[0].readings) == {day, day.replace(month=day.day, day=day.month)}


@pytest.mark.parametrize("language", languages())
@settings(deadline=None)
@given(day=st.dates(datetime.date(1927, 1, 1), datetime.date(1988, 12, 31)))
def test_eras(language: str, day: datetime.date) -> None:
    """Showa as on a Japanese paper: S60.7.5, showa 60/7/5, 昭和60年7月5日."""
    year = day.year - 1925
    for text in (f"S{year}.{day.month}.{day.day}", f"Showa {year}/{day.month}/{day.day}"):
        assert _read(text, language) == day
    assert _read(f"昭和{year}年{day.month}月{day.day}日", language) == day


@pytest.mark.parametrize("language", languages())
def test_strange_calendar(language: str) -> None:
    """2042 in the Nepali calendar is asked for in ours; in no other language it is one."""
    assert gloss("2042/3/21", language, TODAY).is_strange is (language == "ne")


@pytest.mark.parametrize("language", languages())
@settings(deadline=None)
@given(text=st.text(max_size=80))
def test_any_text(language: str, text: str) -> None:
    """Whatever is typed, there is a gloss."""
    assert gloss(text, language, TODAY).text or not text.strip()


@pytest.mark.parametrize("language", languages())
@settings(deadline=None)
@given(day=_DAYS)
def test_masked(language: str, day: datetime.date) -> None:
    """What is stored holds no date of any language; what comes in at a door keeps it."""
    said = f"x {writers.WRITERS[language].date(day)} x"
    assert mask_numbers(said) == said
    assert not re.search(r"\d", mask(said).replace("〔日付〕", ""))


def test_only_dates_are_masked() -> None:
    """Fractions, hours and numbers of offices stay."""
    for said in ("第3号の窓口", "open 24/7", "3号线"):
        assert mask(said) == said
