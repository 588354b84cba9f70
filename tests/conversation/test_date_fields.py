"""bot/conversation/date_fields.py: three fields make words that the talk reads, or a sentence."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content import current_content, say, speaking
from bot.conversation.date_fields import read_fields
from bot.dialogue.facts import DATED
from bot.text import read_date
from bot.text.foreign import gloss
from bot.text.languages import LANGUAGES
from bot.text.recognising import head_of

TODAY = date(2025, 10, 1)
ERAS = ("明治", "大正", "昭和", "平成", "令和", "西暦")


def read(fact: str, *fields: str) -> tuple[str | None, str | None]:
    """What comes of era, year, month and day."""
    era, year, month, day = fields
    return read_fields(fact, (era, year, month, day), TODAY)


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        (("昭和", "31", "4", "5"), "昭和31年4月5日"),
        (("昭和", "３１", "４", "５"), "昭和31年4月5日"),
        (("昭和", " 31 ", "04", "05"), "昭和31年04月05日"),
        (("西暦", "१९५६", "४", "५"), "1956年4月5日"),
        (("西暦", "1956", "4", "5"), "1956年4月5日"),
        (("平成", "元", "1", "8"), "平成元年1月8日"),
        (("昭和", "64", "1", "7"), "昭和64年1月7日"),
        (("大正", "15", "12", "24"), "大正15年12月24日"),
        (("令和", "7", "10", "1"), "令和7年10月1日"),
        (("昭和", "31", "2", "29"), "昭和31年2月29日"),
    ],
)
def test_a_birthday_in_fields(fields: tuple[str, ...], text: str) -> None:
    """A whole and possible birthday is put into words."""
    assert read("birthday", *fields) == (text, None)


@pytest.mark.parametrize(
    ("fields", "key"),
    [
        (("昭和", "", "4", "5"), "year_missing"),
        (("昭和", "31", "", "5"), "month_missing"),
        (("昭和", "31", "4", ""), "day_missing"),
        (("昭和", "　", "4", "5"), "year_missing"),
        (("昭和", "三十一", "4", "5"), "no_number"),
        (("昭和", "31", "-4", "5"), "no_number"),
        (("昭和", "31", "4.", "5"), "no_number"),
        (("昭和", "31", "元", "5"), "no_number"),
        (("昭和", "٣١", "4", "5"), "no_number"),
        (("昭和", "1e1", "4", "5"), "no_number"),
        (("西暦", "56", "4", "5"), "western_year"),
        (("西暦", "19560", "4", "5"), "western_year"),
        (("令和", "8", "4", "5"), "future_birthday"),
        (("明治", "30", "4", "5"), "too_old"),
    ],
)
def test_the_sentence_of_the_rule_that_fails(fields: tuple[str, ...], key: str) -> None:
    """What is missing or cannot be is told by the one sentence of that rule."""
    assert read("birthday", *fields) == (None, say("problem", key))


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        (("昭和", "31", "2", "30"), "昭和31年2月30日"),
        (("昭和", "30", "2", "29"), "昭和30年2月29日"),
        (("昭和", "31", "13", "5"), "昭和31年13月5日"),
        (("昭和", "31", "4", "0"), "昭和31年4月0日"),
    ],
)
def test_no_such_day(fields: tuple[str, ...], words: str) -> None:
    """A day that no calendar has is told with the words that were put in."""
    text, sentence = read("birthday", *fields)
    assert text is None
    assert sentence is not None
    assert sentence == say("problem", "no_such_day", said=words)


@pytest.mark.parametrize(
    ("fields", "words"),
    [(("昭和", "65", "1", "1"), "昭和65年1月1日"), (("昭和", "0", "1", "1"), "昭和0年1月1日")],
)
def test_no_such_year(fields: tuple[str, ...], words: str) -> None:
    """A year that an era never had is told as such."""
    assert read("birthday", *fields) == (None, say("problem", "no_such_era_year", said=words))


@pytest.mark.parametrize("fact", ["burden_change", "ecert_expiry"])
def test_a_month_is_enough_where_the_rule_asks_for_one(fact: str) -> None:
    """Where the rule needs the month alone the day may be left out."""
    assert read(fact, "令和", "8", "1", "") == ("令和8年1月", None)
    assert read(fact, "令和", "8", "1", "20") == ("令和8年1月20日", None)
    assert read(fact, "令和", "8", "", "") == (None, say("problem", "month_missing"))


@pytest.mark.parametrize("fields", [("令和", "8", "13", ""), ("令和", "8", "0", "")])
def test_no_such_month(fields: tuple[str, ...]) -> None:
    """A month that no year has is refused, and the year is not blamed for it."""
    text, sentence = read("burden_change", *fields)
    assert text is None
    assert sentence is not None
    assert "年という年はない" not in sentence


numbers = st.one_of(
    st.integers(0, 99).map(str), st.integers(1850, 2100).map(str), st.text(max_size=8)
)


@settings(max_examples=200)
@given(st.sampled_from(sorted(DATED)), st.sampled_from(ERAS), numbers, numbers, numbers)
def test_words_or_a_sentence(fact: str, era: str, year: str, month: str, day: str) -> None:
    """Whatever is filled in, there are words to send or one sentence, never both nor neither."""
    text, sentence = read(fact, era, year, month, day)
    assert (text is None) != (sentence is None)
    assert text != ""
    assert sentence != ""


@settings(max_examples=100)
@given(st.dates(date(1930, 1, 1), TODAY))
def test_the_talk_reads_the_same_day(day: date) -> None:
    """The words that are sent are read as the very day that was filled in."""
    text, _ = read("birthday", "西暦", str(day.year), str(day.month), str(day.day))
    assert text is not None
    assert read_date(text, TODAY, "birthday").date == day


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_the_talk_shows_the_date_as_its_language_writes_it(language: str) -> None:
    """The era stands beside the western year; the language's own reader reads the same day."""
    words = current_content().words(TODAY, language)
    with speaking(words):
        day, _ = read("birthday", "昭和", "60", "7", "5")
        month, _ = read("ecert_expiry", "西暦", "2026", "1", "")
    assert day is not None
    assert month is not None
    if head_of(language) == "ja":
        assert (day, month) == ("昭和60年7月5日", "2026年1月")
        return
    assert words.date(date(1985, 7, 5)) in day
    assert words.month(date(2026, 1, 1)) in month
    assert read_date(gloss(day, language, TODAY).text, TODAY, "birthday").date == date(1985, 7, 5)
    read_month = read_date(gloss(month, language, TODAY).text, TODAY, DATED["ecert_expiry"])
    assert (read_month.year, read_month.month) == (2026, 1)
