"""bot/console/desk/typed_facts.py: what an operator types, and what is understood."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.console.desk.typed_facts import FACTS, LONGEST, choices, read_typed
from bot.content import say
from tests.house.serving import NOW


@pytest.mark.parametrize(
    ("fact", "text", "value", "said"),
    [
        ("birthday", "昭和30.7.15", "1955-07-15", "昭和30年(1955年)7月15日"),
        ("birthday", "S30/7/15", "1955-07-15", "昭和30年(1955年)7月15日"),
        ("birthday", "1955年7月15日", "1955-07-15", "昭和30年(1955年)7月15日"),
        (
            "birthday",
            "昭和三十年、あ、いや三十一年の七月十五日です",
            "1956-07-15",
            "昭和31年(1956年)7月15日",
        ),
        ("residence_until", "来年3月31日", "2026-03-31", "令和8年(2026年)3月31日"),
        ("residence_until", "none", "none", "当てはまらない"),
        ("residence_until", "特にないです", "none", "当てはまらない"),
        ("graduation", "R8.3.20", "2026-03-20", "令和8年(2026年)3月20日"),
        ("burden_change", "来年1月", "2026-01-01", "令和8年(2026年)1月"),
        ("burden_change", "12月から", "2025-12-01", "令和7年(2025年)12月"),
        ("ecert_expiry", "2025年11月", "2025-11-30", "令和7年(2025年)11月30日"),
        ("applied_on", "今日", "2025-10-01", "令和7年(2025年)10月1日"),
        ("applied_on", "9月26日", "2025-09-26", "令和7年(2025年)9月26日"),
        ("document", "certificate", "certificate", "資格確認書"),
        ("document", "お知らせのほう", "notice", "資格情報のお知らせ"),
        ("has_card", "no", "no", "持っていない"),
        ("registered", "まだしてません", "no", "していない"),
        ("graduation_moved", "yes", "yes", "はい"),
        ("method", "ネットで", "web", "Web(インターネット)"),
        ("circumstances", "none", "none", "どれもない"),
        ("circumstances", "ビザがある", "residence_until", "在留期限がある"),
        ("bank", "はまぎん", "はまぎん", "横浜銀行"),
    ],
)
def test_what_is_understood(fact: str, text: str, value: str, said: str) -> None:
    """Dates as people say them, values of buttons, and words for them; shown as understood."""
    found = read_typed(fact, text, NOW)
    assert (found.value, found.said, found.problem) == (value, said, None)


@pytest.mark.parametrize(
    ("fact", "text", "section", "key"),
    [
        ("birthday", "75歳", "problem", "age_only"),
        ("birthday", "7月15日", "problem", "year_missing"),
        ("birthday", "昭和30年", "problem", "month_missing"),
        ("birthday", "昭和30年7月", "problem", "day_missing"),
        ("birthday", "昭和30年2月30日", "problem", "no_such_day"),
        ("birthday", "昭和65年1月1日", "problem", "no_such_era_year"),
        ("birthday", "30.7.15", "problem", "era_missing"),
        ("birthday", "7月15日か16日", "problem", "unclear"),
        ("birthday", "わかりません", "problem", "no_date"),
        ("birthday", "令和9年1月1日", "problem", "future_birthday"),
        ("birthday", "明治30年1月1日", "problem", "too_old"),
        ("birthday", "30年7月", "problem", "era_missing"),
        ("residence_until", "来年3月", "problem", "day_missing"),
        ("residence_until", "70年3月3日", "problem", "no_era"),
        ("document", "青い紙", "desk", "choose"),
        ("has_card", "2", "desk", "choose"),
        ("method", "FAX", "desk", "choose"),
        ("circumstances", "birthday", "desk", "choose"),
        ("bank", "どこでもいい", "desk", "no_bank"),
        ("birthday", "昭和30年7月15日" + "あ" * LONGEST, "desk", "too_long"),
    ],
)
def test_what_is_wrong(fact: str, text: str, section: str, key: str) -> None:
    """What cannot be used is said in the sentences that residents get, and gives no value."""
    found = read_typed(fact, text, NOW)
    assert (found.value, found.said) == (None, None)
    assert found.problem is not None
    before, _, after = say(section, key, said="*").partition("*")
    assert found.problem.startswith(before)
    assert found.problem.endswith(after)


def test_each_era_that_can_be_meant() -> None:
    """Where only the era is missing, each is offered as a whole date that is read without doubt."""
    found = read_typed("birthday", "30.7.15", NOW)
    assert [(era.name, era.said) for era in found.eras] == [
        ("昭和", "昭和30年(1955年)7月15日"),
        ("平成", "平成30年(2018年)7月15日"),
        ("西暦", "昭和5年(1930年)7月15日"),
    ]
    for era in found.eras:
        assert read_typed("birthday", era.words, NOW).said == era.said


@pytest.mark.parametrize(
    ("fact", "text", "eras"),
    [
        ("burden_change", "8年の3月から", [("令和8年の3月", "令和8年(2026年)3月")]),
        ("ecert_expiry", "7年11月", [("令和7年11月", "令和7年(2025年)11月30日")]),
        ("residence_until", "8年3月", [("令和8年3月", "令和8年3月")]),
        ("birthday", "60年7月", [("昭和60年7月", "昭和60年7月"), ("西暦1960年7月",) * 2]),
    ],
)
def test_each_era_of_a_month(fact: str, text: str, eras: list[tuple[str, str]]) -> None:
    """A month without its era gets eras too: as it counts, or as said while the day is missing."""
    assert [(era.words, era.said) for era in read_typed(fact, text, NOW).eras] == eras


@pytest.mark.parametrize("fact", sorted(FACTS))
def test_every_choice_is_understood(fact: str) -> None:
    """The value of each button is read back, and shown by the button's own label."""
    for value, label in choices(fact).items():
        found = read_typed(fact, value, NOW)
        assert found.problem is None
        assert found.said == label or fact == "applied_on"


@settings(max_examples=60)
@given(st.sampled_from(sorted(FACTS)), st.text(max_size=LONGEST + 5))
def test_any_text(fact: str, text: str) -> None:
    """Whatever is typed, something is understood or there is a sentence; never both or neither."""
    found = read_typed(fact, text, NOW)
    assert (found.value is None) == (found.said is None) == (found.problem is not None)
