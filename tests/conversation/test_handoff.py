"""bot/conversation/handoff.py: what is offered, what is agreed to, what is seen, what wipes it."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import Any

import pytest

from bot.content import find_answer, say
from bot.conversation import consultation
from bot.conversation.consultation import VALID_SECONDS
from bot.conversation.handoff import ASK
from bot.conversation.throttle import NUMBERS_OF_TALK
from bot.messages import Button, Message
from bot.rules import JAPAN
from tests.house.handing import (
    ASKS,
    NEXT,
    OFFER,
    QUESTION,
    STATE,
    UNDO,
    Talk,
    asked_for_consent,
    card,
    numbers_in,
    who_asked,
)

PHONE = say("talk", "phone")


@pytest.fixture
def talk() -> Talk:
    """A resident who has asked something."""
    return who_asked()


@pytest.fixture
def asked() -> Talk:
    """The same, while the question for consent is open."""
    return asked_for_consent()


def at(hour: int, minute: int, second: int = 0, day: int = 1) -> datetime:
    """A moment in October 2025; the 1st is a Wednesday."""
    return datetime(2025, 10, day, hour, minute, second, tzinfo=JAPAN)


# What is offered, and when.


@pytest.mark.parametrize(
    ("kind", "answer_id", "offered"),
    [
        ("result", "certificate_expiry", True),
        ("result", "debit_banks", True),
        ("refusal", "out_of_scope", True),
        ("refusal", "operator", True),
        ("refusal", None, True),
        ("answer", "operator", True),
        ("answer", "complaint", True),
        ("answer", "call_center", True),
        ("answer", "certificate_expiry", False),
        ("general", "certificate_expiry", False),
        ("question", "certificate_expiry", False),
        ("options", None, False),
        ("talk", "greet", False),
        ("talk", "operator", False),
    ],
)
def test_where_it_is_offered(kind: str, answer_id: str | None, offered: bool) -> None:
    """With results, refusals and where somebody wants a person; nowhere else."""
    (found,) = Talk().over.offered([Message.from_json(card(answer_id, kind))])
    assert (Button(OFFER, ASK) in found.buttons) == offered


@pytest.mark.parametrize("answer_id", ["operator", "complaint", "call_center", "out_of_scope"])
def test_who_wants_a_person_gets_something_to_press(answer_id: str) -> None:
    """The written answers have related questions, without which there would be no offer."""
    assert find_answer(answer_id).related


def test_the_offer_comes_once_and_last_beside_a_result() -> None:
    """A refusal begins with it, a result ends with it, and of two cards the last one has it."""
    over = Talk().over
    refusal = Message.from_json(card("out_of_scope", "refusal"))
    result = Message.from_json(card("certificate_expiry", "result"))
    (found,) = over.offered([refusal])
    assert [b.title for b in found.buttons] == [OFFER, *NEXT]
    first, last = over.offered([refusal, result])
    assert [b.title for b in first.buttons] == [*NEXT]
    assert [b.title for b in last.buttons] == [*NEXT, OFFER]
    assert [b.title for b in refusal.buttons] == [*NEXT]


def test_no_offer_in_the_middle_of_something() -> None:
    """A card without choices, like a cry for help, or one before a question of ours, has none."""
    emergency = Message.said("119番に電話してください", "refusal", "out_of_scope")
    (found,) = Talk().over.offered([emergency])
    assert not found.buttons


@pytest.mark.parametrize(
    ("moment", "until"),
    [
        (at(8, 9, 59), None),
        (at(8, 10), "8時40分"),
        (at(8, 29, 59), "8時59分"),
        (at(8, 30), "9時"),
        (at(10, 5, 59), "10時35分"),
        (at(16, 45), "17時15分"),
        (at(17, 0), "17時15分"),
        (at(17, 15), None),
        (at(23, 50), None),
        (at(10, 0, day=4), None),
        (at(10, 0, day=13), None),
    ],
)
def test_when_somebody_answers_the_phone(moment: datetime, until: str | None) -> None:
    """No offer and no number while nobody can be reached before the half hour is over; else it is
    said until when, which is never later than the lines close."""
    talk = Talk(moment)
    talk.mine.trail.append(QUESTION)
    (found,) = talk.over.offered([Message.from_json(card("operator"))])
    assert (OFFER in {b.title for b in found.buttons}) == (until is not None)
    told = talk.say(ASKS) or ""
    assert (say("consult", "closed") in told) == (until is None)
    assert talk.mine.consenting == (until is not None)
    if until is not None:
        assert say("consult", "ring", until=until) in (talk.say("はい") or "")


def test_the_lines_close_while_somebody_thinks(asked: Talk) -> None:
    """A yes after the last call gives no number, and says when to come again."""
    asked.moment = at(17, 15)
    told = asked.say("はい") or ""
    assert say("consult", "closed") in told
    assert "10月2日" in told
    assert not numbers_in(told)
    assert (asyncio.run(asked.numbers.count()), asked.mine.computed) == (0, ())


def test_consent_says_what_will_be_seen(talk: Talk) -> None:
    """Without facts it speaks of the questions alone; with them it names each of them."""
    plain = talk.say(ASKS) or ""
    assert plain.splitlines() == [
        say("consult", "why"),
        say("consult", "shows"),
        say("consult", "hides"),
        say("consult", "once", minutes="30"),
        say("consult", "charge"),
        say("consult", "agree"),
    ]
    talk.mine.state = STATE
    named = say("consult", "facts", facts="「生年月日」")
    assert (talk.say(ASKS) or "").splitlines() == [
        *plain.splitlines()[:2],
        named,
        *plain.splitlines()[2:],
    ]
    assert "1955" not in named


def test_consent_is_for_what_was_named_with_it(talk: Talk) -> None:
    """The button of an older question, which named no facts, is worth nothing once a newer one
    has named some."""
    asyncio.run(talk.over.answer(talk.mine, ASKS, pressed=False))
    first = talk.mine.offer("consult:yes")
    talk.mine.state = STATE
    talk.say(ASKS)
    assert first not in talk.mine.choices


def test_a_new_number_is_announced_as_the_end_of_the_old(asked: Talk) -> None:
    """Who has one that is good is told so before agreeing to another."""
    asked.say("はい")
    assert say("consult", "anew") in (asked.say(ASKS) or "")
    asked.clock.now += VALID_SECONDS
    assert say("consult", "anew") not in (asked.say(ASKS) or "")


def test_nothing_to_show() -> None:
    """Who has asked nothing yet is told so; there is no consent to nothing."""
    talk = Talk()
    assert talk.say(ASKS) == say("consult", "nothing")
    assert talk.say("はい") is None


# What wipes it.


@pytest.mark.parametrize(
    "words", ["取り消し", "取消", "キャンセルします", "取り消してください。", UNDO]
)
def test_a_number_is_taken_back(asked: Talk, words: str) -> None:
    """Taking back needs no magic words, and afterwards there is nothing to take back."""
    asked.mine.state = STATE
    asked.say("はい")
    assert asked.say(words) == say("consult", "undone")
    assert asyncio.run(asked.numbers.count()) == 0
    assert asked.mine.computed == ()


def test_a_no_to_another_number_takes_the_first_back(asked: Talk) -> None:
    """Who says no has no number at all, and is told so."""
    asked.say("はい")
    asked.say(ASKS)
    assert asked.say("いいえ") == say("consult", "undone")
    assert asyncio.run(asked.numbers.count()) == 0


def test_what_is_over_cannot_be_taken_back(asked: Talk) -> None:
    """A number that was used or is too old is told as that."""
    asked.say("はい")
    asked.clock.now += VALID_SECONDS
    assert asked.say(UNDO) == say("consult", "over")
    assert asked.say(UNDO) == say("consult", "declined")


@pytest.mark.parametrize("answer_id", ["cancel", "start_over"])
def test_answers_that_promise_to_wipe_do(asked: Talk, answer_id: str) -> None:
    """やめる and 最初から say that everything is gone: questions, facts and the number are."""
    asked.mine.state = STATE
    asked.say("はい")
    asked.turn("最初から", card(answer_id, "answer"))
    assert asyncio.run(asked.numbers.count()) == 0
    assert not asked.mine.trail
    assert asked.say(ASKS) == say("consult", "nothing")


def test_a_new_number_voids_the_old(asked: Talk) -> None:
    """One talk has one number."""
    (first,) = numbers_in(asked.say("はい") or "")
    asked.say(ASKS)
    (second,) = numbers_in(asked.say("はい") or "")
    assert asyncio.run(asked.numbers.count()) == 1
    assert asyncio.run(asked.numbers.redeem(first, "taro")) is None
    assert asyncio.run(asked.numbers.redeem(second, "taro")) is not None


def test_a_number_is_wiped_although_nobody_asks_any_more(asked: Talk) -> None:
    """The loop itself lets go of it when its time is over."""
    later: list[tuple[float, Any]] = []

    async def agree() -> None:
        loop: Any = asyncio.get_running_loop()
        loop.call_later = lambda seconds, work: later.append((seconds, work))
        await asked.over.answer(asked.mine, "はい", pressed=False)

    asyncio.run(agree())
    ((seconds, work),) = later
    asked.clock.now += seconds
    work()
    assert not asked.store._live._kept


# When there are too many.


def test_all_numbers_are_taken(asked: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who cannot have one is told the phone number instead, and nothing is held."""
    monkeypatch.setattr(consultation, "MOST_LIVE", 0)
    told = asked.say("はい") or ""
    assert told == say("consult", "full")
    assert PHONE in told
    assert (asked.mine.computed, asked.mine.number) == ((), "")


def test_one_talk_gets_a_few(asked: Talk) -> None:
    """The fourth within an hour is refused with the phone number, and the third stays good."""
    told = ""
    for _ in range(NUMBERS_OF_TALK + 1):
        asked.say(ASKS)
        told = asked.say("はい") or ""
    assert told == say("consult", "enough")
    assert PHONE in told
    assert asyncio.run(asked.numbers.count()) == 1
