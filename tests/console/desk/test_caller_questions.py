"""bot/console/desk/caller_questions.py: what is put to a caller, and how it is entered."""

from __future__ import annotations

from itertools import combinations

import pytest

from bot.console.desk.caller_questions import (
    CallerQuestion,
    question_about,
    question_about_circumstances,
    question_again,
)
from bot.console.desk.typed_facts import FACTS, read_typed
from bot.content import current_words
from bot.dialogue.facts import CIRCUMSTANCE, CIRCUMSTANCES, NONE
from tests.house.serving import NOW

WHO = "お調べする方"
ASKED = sorted(FACTS - {CIRCUMSTANCE})


def is_a_question(found: CallerQuestion) -> bool:
    """Is it said as one asks a caller: with a question, and nothing that only an eye can read?"""
    spoken = "".join(current_words().spoken(found.ask))
    return (
        "か。" in found.ask + "。" and spoken in (found.ask, found.ask + "。") and "{" not in spoken
    )


@pytest.mark.parametrize("fact", ASKED)
def test_every_fact_can_be_asked_for(fact: str) -> None:
    """A sentence to read aloud, a field or buttons, and each button is understood."""
    found = question_about(fact, WHO)
    assert found.fact == fact
    assert is_a_question(found)
    assert found.input in ("date", "month", "text") or len(found.choices) >= 2
    for choice in found.choices:
        assert read_typed(fact, choice.value, NOW).problem is None


@pytest.mark.parametrize(
    ("fact", "field"),
    [
        ("birthday", "date"),
        ("residence_until", "date"),
        ("burden_change", "month"),
        ("ecert_expiry", "date"),
        ("applied_on", "date"),
        ("bank", "text"),
        ("document", "choice"),
        ("has_card", "choice"),
        ("method", "choice"),
        ("graduation_moved", "choice"),
    ],
)
def test_how_it_is_entered(fact: str, field: str) -> None:
    """A date in a field, a month where only months count, a name as text, the rest by button."""
    assert question_about(fact, WHO).input == field


@pytest.mark.parametrize("more", [False, True])
@pytest.mark.parametrize(
    "names", [names for size in (1, 2, 3) for names in combinations(CIRCUMSTANCES, size)]
)
def test_circumstances_in_one_question(names: tuple[str, ...], more: bool) -> None:
    """Only those that are still open are named and offered; none of them is always a choice."""
    found = question_about_circumstances(names, WHO, more=more)
    assert [choice.value for choice in found.choices] == [*names, NONE]
    assert found.input == "choice"
    assert is_a_question(found)
    words = {"residence_until": "在留期限", "graduation": "マル学", "burden_change": "割合"}
    assert {name for name, word in words.items() if word in found.ask} == set(names)
    assert ("ほかに" in found.ask) == more


def test_an_era_that_is_missing_is_asked_for_by_name() -> None:
    """30.7.15: the eras that it can be, each button a whole date."""
    found = question_again(read_typed("birthday", "30.7.15", NOW), WHO)
    assert found.ask == "その日付の年は、昭和、平成、西暦の、どれでしょうか。"
    assert found.choices[0].label == "昭和30年(1955年)7月15日"
    assert found.input == "date"


def test_a_single_era_is_asked_for_as_such() -> None:
    """Where one era alone can be meant, the caller says yes to it; there is nothing to choose."""
    found = question_again(read_typed("burden_change", "8年の3月から", NOW), WHO)
    assert found.ask == "その日付の年は、令和で、よろしいでしょうか。"
    assert [choice.label for choice in found.choices] == ["令和8年(2026年)3月"]


@pytest.mark.parametrize("text", ["75歳", "昭和30年", "わかりません", "令和9年1月1日"])
def test_what_cannot_be_used_is_asked_for_anew(text: str) -> None:
    """The same question as before; what is wrong stands beside the fact."""
    assert question_again(read_typed("birthday", text, NOW), WHO) == question_about("birthday", WHO)


def test_nobody_is_asked_why() -> None:
    """支援措置 is never asked about, nor is a number."""
    said = "".join(question_about(fact, WHO).ask for fact in ASKED)
    said += question_about_circumstances(CIRCUMSTANCES, WHO, more=False).ask
    assert not any(word in said for word in ("支援", "暴力", "マイナンバーを", "番号", "住所"))
