"""bot/text/dates.py: the reader as a whole."""

from __future__ import annotations

import datetime
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.text.dates import find_dates, read_date
from bot.text.eras import ERAS
from bot.text.found import FoundDate, Problem
from bot.text.merging import complete, nearest

from . import TODAY, day, repeatable
from .writing import FORMS

ONE_DAY = datetime.timedelta(days=1)
DAYS = st.dates(datetime.date(1900, 1, 1), datetime.date(2060, 12, 31))
LETTERS = st.sampled_from(
    "年月日0123456789０７/.- 、。…の昭和平成令元末頃今来去先前後一三十歳()ＳHｶﾞ㍻"
    "はがをでさんねんがつにちしちごじゅういやか"
)


@pytest.mark.parametrize("form", FORMS)
@given(DAYS)
@example(datetime.date(2024, 2, 29))
@repeatable
def test_reads_every_day_in_every_form(form: str, date: datetime.date) -> None:
    """Every date from 1900 to 2060 comes back from every way of writing it."""
    text = FORMS[form](date)
    assert [found.date for found in find_dates(text, TODAY)] == [date], text


def test_reads_every_week_of_two_centuries() -> None:
    """A sweep over 1900 to 2060, the forms in turn, misses nothing."""
    date, forms, wrong = datetime.date(1900, 1, 1), list(FORMS.values()), []
    for number in range(52 * 160):
        text = forms[number % len(forms)](date)
        if read_date(text, TODAY).date != date:
            wrong.append((date, text))
        date += 7 * ONE_DAY
    assert wrong == []


@pytest.mark.parametrize("form", FORMS)
def test_reads_the_days_around_each_new_era(form: str) -> None:
    """The day before an era, its first day and the day after are read in the era of each."""
    for era in ERAS[1:]:
        for date in (era.start - ONE_DAY, era.start, era.start + ONE_DAY):
            text = FORMS[form](date)
            assert read_date(text, TODAY).date == date, text


@given(st.text(LETTERS, max_size=80) | st.text(max_size=80))
@repeatable
def test_survives_any_words(text: str) -> None:
    """Any text is read without an error, in order, with spans inside it, date or problem."""
    last = 0
    for found in [*find_dates(text, TODAY), read_date(text, TODAY, "residence")]:
        assert found.text == text[found.start : found.end]
        assert (found.date is None) is (found.problem is not None)
        complete(found, TODAY)
        nearest(found, TODAY, past=True)
    for found in find_dates(text, TODAY):
        assert last <= found.start < found.end <= len(text)
        assert text[: found.start].endswith(found.before)
        assert text[found.end :].startswith(found.after)
        last = found.end


@given(st.text(LETTERS, max_size=40))
@repeatable
def test_a_found_date_is_found_again_alone(text: str) -> None:
    """A date read in a text is one that some reader of its own words finds, never out of range."""
    for found in find_dates(text, TODAY):
        if found.date is not None:
            assert datetime.date(1868, 1, 25) <= found.date <= datetime.date(2100, 12, 31)
            assert found.date == datetime.date(found.year or 0, found.month or 0, found.day or 0)


def test_reports_the_place_in_the_original() -> None:
    """Spans count the typed characters, full-width, ligatures and half-width kana included."""
    text = "母は㍼３０年７月１５日、父はｼｮｳﾜ28ﾈﾝ3ｶﾞﾂ1ﾆﾁです"
    first, second = find_dates(text, TODAY)
    assert (first.text, first.before, first.after) == ("㍼３０年７月１５日", "母は", "、父は")
    assert (second.text, second.before, second.after) == ("ｼｮｳﾜ28ﾈﾝ3ｶﾞﾂ1ﾆﾁ", "、父は", "です")
    assert second.start == text.index("ｼ")


def test_words_around_end_with_the_sentence() -> None:
    """The words before and after a date are those of its own sentence."""
    (found,) = find_dates("届きました。期限は2026年3月31日まで！困る", TODAY)
    assert (found.before, found.after) == ("期限は", "まで")


def test_keeps_what_was_said() -> None:
    """Era and year in it stay as said, also across an era's end."""
    (found,) = find_dates("平成38年5月6日", TODAY)
    assert (found.date, found.era, found.era_year) == (day("2026-05-06"), "平成", 38)
    (found,) = find_dates("31年でした", TODAY)
    assert (found.era, found.era_year, found.year) == (None, 31, None)


@pytest.mark.parametrize(
    ("text", "relative"), [("昨日", True), ("来年の3月31日", True), ("2026年3月31日", False)]
)
def test_marks_what_needs_today(text: str, relative: bool) -> None:
    """A date counted from today is marked."""
    assert read_date(text, TODAY).relative is relative


@pytest.mark.parametrize(
    ("text", "problem", "words"),
    [
        ("70歳です", Problem.AGE_ONLY, "70歳"),
        ("もう七十です", Problem.AGE_ONLY, "七十"),
        ("満69才", Problem.AGE_ONLY, "満69才"),
        ("７５になりました", Problem.AGE_ONLY, "７５"),
        ("それ答えなきゃだめですか", Problem.NO_DATE, ""),
        ("", Problem.NO_DATE, ""),
        ("70歳、7月15日生まれ", Problem.YEAR_MISSING, "7月15日"),
    ],
)
def test_always_answers(text: str, problem: Problem, words: str) -> None:
    """There is always an answer; an age counts only where nothing better was said."""
    found = read_date(text, TODAY, "birthday")
    assert isinstance(found, FoundDate)
    assert (found.date, found.problem, found.text) == (None, problem, words)


@pytest.mark.parametrize(("text", "iso"), [("1955年3月末日", "1955-03-31"), ("1955年3月末", None)])
def test_nobody_is_born_at_the_end_of_a_month(text: str, iso: str | None) -> None:
    """末 is the last day of a deadline, but of a birthday only if 末日 was said."""
    assert read_date(text, TODAY, "birthday").date == (day(iso) if iso else None)
    assert read_date(text, TODAY, "graduation").date == day("1955-03-31")


LONG = {
    "plain": "あいうえお" * 1000,
    "digits": "1" * 5000,
    "figures": "1/" * 2500,
    "figures apart": "1 " * 2500,
    "kanji figures": "一 " * 2500,
    "kanji run": "十" * 5000,
    "months": "7月" * 2500,
    "dates": "昭和30年7月15日、" * 450,
    "today": "今日" * 2500,
    "era": "S3" * 2500,
    "number words": "にじゅうさん" * 833,
    "corrections": "昭和30年いや" * 714,
    "fillers": "昭和30年" + "えーと" * 1665,
    "particles": "昭和" + "の" * 4998,
    "blanks": " " * 5000,
    "brackets": "(" * 5000,
    "marks": "\u0301\u0327" * 2500,
    "ages": "70歳" * 1666,
}


def seconds(text: str) -> float:
    """Of the processor, to read `text` once; the best of some tries."""
    found = []
    for _ in range(5):
        start = time.process_time()
        read_date(text, TODAY, "residence")
        found.append(time.process_time() - start)
    return min(found)


@pytest.mark.parametrize("name", LONG)
def test_time_grows_no_faster_than_the_text(name: str) -> None:
    """Four times the text takes about four times as long, up to 5,000 characters of anything."""
    text = LONG[name]
    short = text[: len(text) // 4]
    assert seconds(text) < 9 * max(seconds(short), 0.002)
