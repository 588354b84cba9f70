"""Questions for one fact, and their buttons."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.content import current_content, say
from bot.dialogue import asking
from bot.dialogue.facts import CIRCUMSTANCE, CIRCUMSTANCES, DATED
from bot.dialogue.naming import who, whose
from bot.dialogue.reading import UNNAMED
from bot.dialogue.talk import Person, Talk
from bot.dialogue.turn import Turn
from bot.messages import Message
from bot.rules import JAPAN
from bot.rules.questions import SPECS

ERAS = ("昭和", "平成", "令和", "大正", "西暦")
FACTS = sorted({name for spec in SPECS.values() for name in spec.askable})


def turn(**state: object) -> Turn:
    """A turn on 1 October 2025."""
    now = datetime(2025, 10, 1, 10, 0, tzinfo=JAPAN)
    words = current_content().words(now.date())
    return Turn("", "inform", (), None, Talk(**state), now, words)  # type: ignore[arg-type]


def ask(state: Turn, missing: tuple[str, ...], named: tuple[str, ...]) -> Message:
    """Asks somebody whom nobody has named."""
    return asking.ask(state, [state.talk.person(UNNAMED)], missing, named)


def ask_again(state: Turn, problem: str, words: str) -> Message:
    """Says what is wrong with the day that was asked for."""
    person = state.talk.person(UNNAMED)
    return asking.ask_again(state, person, state.talk.asked or "", problem, words)


def titles(card: object) -> list[str]:
    """Titles of a card's buttons."""
    return [button.title for button in card.buttons]  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", FACTS)
def test_every_fact_can_be_asked_for(name: str) -> None:
    """For every fact of the rules there is a question, and it is noted what was asked."""
    state = turn(topic="certificate_expiry")
    card = ask(state, (name,), (name,))
    assert state.talk.asked == name
    assert card.kind == "question"
    assert card.parts.text.endswith(("。", ")"))


@pytest.mark.parametrize("name", sorted(DATED))
def test_nobody_must_know_a_date(name: str) -> None:
    """わからない stands under every question for a date."""
    assert "わからない" in titles(ask(turn(), (name,), (name,)))


@pytest.mark.parametrize("name", ["birthday", "residence_until", "graduation", "burden_change"])
def test_nobody_must_say_a_personal_date(name: str) -> None:
    """言いたくない stands under every question for a personal date."""
    assert "言いたくない" in titles(ask(turn(), (name,), (name,)))


def test_circumstances_are_one_question() -> None:
    """Rare circumstances are asked for together, only those that matter."""
    state = turn()
    card = ask(state, ("residence_until", "graduation"), ())
    assert state.talk.asked == CIRCUMSTANCE
    assert titles(card) == ["在留期限がある", "マル学(市外の学生)", "どれもない", "わからない"]


def test_more_circumstances() -> None:
    """After one of them the question is for more."""
    state = turn()
    state.talk.person(UNNAMED).learn({"graduation": "2026-03-20"})
    card = ask(state, ("residence_until",), ())
    assert card.parts.text == say("ask", "circumstances_more")
    assert "ほかにはない" in titles(card)


@pytest.mark.parametrize("name", CIRCUMSTANCES)
def test_named_circumstance_is_asked_by_its_date(name: str) -> None:
    """Who brought a circumstance up is asked for its date at once."""
    state = turn()
    ask(state, (name,), (name,))
    assert state.talk.asked == name


@pytest.mark.parametrize(
    ("person", "before", "behind"),
    [
        (Person(), "調べたい方の", ""),
        (Person("self", "私"), "あなたの", "あなたの"),
        (Person("mother", "うちのおかん"), "お母さまの", "お母さまの"),
        (Person("daughter_2", "下の娘"), "下の娘さんの", "下の娘さんの"),
        (Person("child_1", "上の子"), "上のお子さまの", "上のお子さまの"),
        (Person("child_2", "その下の子"), "下のお子さまの", "下のお子さまの"),
        (Person("son_1", "長男"), "ご長男の", "ご長男の"),
        (Person("couple_1"), "お一人目の方の", "お一人目の方の"),
        (Person("person_1", "佐藤さん"), "佐藤さんの", "佐藤さんの"),
    ],
)
def test_whose(person: Person, before: str, behind: str) -> None:
    """Questions and results name the person; where nobody was named, nobody is assumed."""
    words = turn().words
    assert (whose(words, person), who(words, person)) == (before, behind)


@pytest.mark.parametrize(
    ("asked", "words", "offered"),
    [
        ("birthday", "5年7月15日", [*ERAS[:4]]),
        ("birthday", "64年1月5日", ["昭和", "西暦"]),
        ("birthday", "40年1月5日", ["昭和", "西暦"]),
        ("residence_until", "8年3月31日", ["令和"]),
        ("burden_change", "8年の3月", ["令和"]),
        ("ecert_expiry", "7年11月", ["令和"]),
        ("birthday", "30年7月", ["昭和", "平成", "西暦"]),
        ("birthday", "64年1月", ["昭和", "西暦"]),
        ("birthday", "65年2月", ["西暦"]),
        ("birthday", "30年", ["昭和", "平成", "西暦"]),
    ],
)
def test_eras_on_offer(asked: str, words: str, offered: list[str]) -> None:
    """Only the eras in which such a day, month or year exists and can be meant."""
    found = titles(ask_again(turn(asked=asked), "era_missing", words))
    assert [title for title in found if title.startswith(ERAS)] == offered


def test_part_of_a_date_is_remembered_a_wrong_one_is_not() -> None:
    """The part that was said waits for the rest; a day that does not exist is forgotten."""
    state = turn(asked="birthday")
    ask_again(state, "year_missing", "7月15日")
    assert state.talk.person(UNNAMED).begun == {"birthday": "7月15日"}
    ask_again(state, "no_such_day", "昭和31年2月30日")
    assert state.talk.person(UNNAMED).begun == {}


def test_oldest_and_youngest_birthday() -> None:
    """No era is offered that would make a person unborn, or older than people get."""
    found = titles(ask_again(turn(asked="birthday"), "era_missing", "10年3月3日"))
    assert not any(title.startswith("令和") for title in found)
    found = titles(ask_again(turn(asked="birthday"), "era_missing", "1年8月3日"))
    assert not any(title.startswith("大正") for title in found)
