"""bot/conversation/handoff.py on the web: from the answer to the operator, with nothing left."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.content import say
from bot.conversation.consultation import AskedTurn, Computed
from bot.conversation.service import Inbound
from tests.finding import standing
from tests.house.handing import (
    ASKS,
    FACTS,
    OFFER,
    UNDO,
    answers,
    both_ways,
    caller,
    card,
    changed,
    computes,
    conversation,
    everything_in,
    is_live,
    labels,
    live,
    number_of,
    numbers_in,
    press,
    redeemed,
    said,
    with_number,
)
from tests.house.serving import NOW, Body, Browser, House, StandIn, house, new_id, settings_for

YES, NO = say("label", "yes"), say("label", "no")
WORDS = "わたしの確認書はいつまで使えるのかしら"


@pytest.fixture
def resident(home: House, rasa: StandIn) -> Browser:
    """Somebody whose date was just worked out."""
    computes(rasa)
    found = caller(home)
    found.say(WORDS)
    return found


def test_from_the_answer_to_the_operator(home: House, rasa: StandIn) -> None:
    """The offer beside a result leads over the consent to a number, behind which stand the words,
    the answers and the facts; Rasa hears nothing of it."""
    computes(rasa)
    resident = caller(home)
    answered = resident.say(WORDS)
    question = press(resident, answered, OFFER)
    assert [c["kind"] for c in question["cards"]] == ["question"]
    assert labels(question) == [YES, NO]
    told = press(resident, question, YES)
    assert labels(told) == [UNDO]
    assert [(c["answer_id"], c["kind"]) for c in told["cards"]] == [("operator", "talk")]
    assert say("consult", "ring", until="10時30分") in said(told)
    found = redeemed(home.first, home.gateway, number_of(told))
    assert found is not None
    assert found.asked == (AskedTurn(WORDS, "certificate_expiry", "result"),)
    assert found.computed == (Computed("certificate_expiry", FACTS),)
    assert rasa.heard == [WORDS]


def test_a_number_comes_without_rasa(tmp_path: Path) -> None:
    """While Rasa is down the question for consent and the number come all the same."""
    with house(settings_for(tmp_path, 1024), up=False) as found:
        resident = caller(found)
        turn = AskedTurn(WORDS, "certificate_expiry", "answer")
        changed(found.gateway, lambda record: record.trail.append(turn))
        answered = press(resident, resident.say(ASKS), YES)
        assert is_live(found.gateway, number_of(answered))
        assert not answered["reduced"]


def test_sent_again_is_not_made_again(home: House, resident: Browser) -> None:
    """A message that a bad line sends twice gets the same number, and there is only one."""
    resident.say(ASKS)
    key, before = new_id(), live(home.gateway)
    first, second = (resident.say("はい", key) for _ in range(2))
    assert first == second
    assert live(home.gateway) == before + 1


def test_pressed_twice(home: House, resident: Browser) -> None:
    """A second press on はい says that the number is still good, and makes no other."""
    question = resident.say(ASKS)
    number = number_of(press(resident, question, YES))
    assert said(press(resident, question, YES)) == say("consult", "still")
    assert is_live(home.gateway, number)


def test_pressed_too_late(home: House, resident: Browser, rasa: StandIn) -> None:
    """はい beside a question that the talk has left behind is asked once more."""
    question = resident.say(ASKS)
    answers(rasa, card("certificate_expiry"))
    resident.say("やっぱり別のこと")
    told = press(resident, question, YES)
    assert not numbers_in(said(told))
    assert say("consult", "facts", facts="「生年月日」") not in said(told)
    assert labels(told) == [YES, NO]


def test_an_older_question_is_worth_nothing(home: House, resident: Browser) -> None:
    """はい beside the older of two questions does not answer the newer one."""
    first, second = resident.say(ASKS), resident.say(ASKS)
    assert said(press(resident, first, YES)) == say("talk", "old_choice")
    assert is_live(home.gateway, number_of(press(resident, second, YES)))


def test_another_resident_cannot_agree(home: House, resident: Browser) -> None:
    """The button of one talk is worth nothing in another."""
    question, before = resident.say(ASKS), live(home.gateway)
    assert said(press(caller(home), question, YES)) == say("talk", "old_choice")
    assert live(home.gateway) == before


def wipe_by_no(resident: Browser, _: StandIn) -> None:
    press(resident, resident.say(ASKS), NO)


def wipe_by_words(resident: Browser, _: StandIn) -> None:
    resident.say("取り消し")


def wipe_all(resident: Browser, _: StandIn) -> None:
    assert resident.wipe().status_code == 204


def wipe_by_new_number(resident: Browser, _: StandIn) -> None:
    with_number(resident)


def start_over(resident: Browser, rasa: StandIn) -> None:
    answers(rasa, card("start_over"))
    resident.say("最初から")


def cancel(resident: Browser, rasa: StandIn) -> None:
    answers(rasa, card("cancel"))
    resident.say("やめる")


@pytest.mark.parametrize(
    "wipe", [wipe_by_no, wipe_by_words, wipe_all, wipe_by_new_number, start_over, cancel]
)
def test_what_wipes_a_number(
    home: House, resident: Browser, rasa: StandIn, wipe: Callable[[Browser, StandIn], None]
) -> None:
    """A no, 取り消し, 消去, a new number, 最初から and やめる: the old number shows nothing."""
    number = with_number(resident)
    assert is_live(home.gateway, number)
    wipe(resident, rasa)
    assert not is_live(home.gateway, number)


def test_the_undo_button(home: House, resident: Browser) -> None:
    """The button beside the number takes it back; a second press says that it is gone."""
    told = press(resident, resident.say(ASKS), YES)
    assert said(press(resident, told, UNDO)) == say("consult", "undone")
    assert not is_live(home.gateway, number_of(told))


def test_wiped_while_it_is_made(
    home: House, resident: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """消去 at the very moment of the yes leaves no number behind."""
    resident.say(ASKS)
    gateway, talk, before = (
        home.gateway,
        conversation(home.gateway),
        live(home.gateway),
    )
    arrived, gate = asyncio.Event(), asyncio.Event()

    async def slow(*_: str) -> None:
        arrived.set()
        await gate.wait()

    async def both() -> None:
        making = asyncio.create_task(gateway.service.take(talk, Inbound("k" * 8, "はい"), "web"))
        await arrived.wait()
        await gateway.conversations.wipe(talk)
        await gateway.service.wipe(talk)
        gate.set()
        await asyncio.gather(making, return_exceptions=True)

    monkeypatch.setattr(gateway.throttle, "number", slow)
    assert home.first.portal is not None
    home.first.portal.call(both)
    assert live(gateway) == before
    left = talk.record
    assert (left.computed, left.consenting, list(left.trail)) == ((), False, [])


def test_one_talk_gets_three_an_hour(resident: Browser) -> None:
    """The fourth number of a talk is refused with the phone number."""
    for _ in range(3):
        with_number(resident)
    told = said(press(resident, resident.say(ASKS), YES))
    assert told == say("consult", "enough")


def test_a_household_gets_so_many(
    home: House, rasa: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A new talk is no way around the limit of an address; another household has its own."""
    monkeypatch.setattr("bot.conversation.throttle.NUMBERS_OF_HOUSEHOLD", 2)
    computes(rasa)

    def told(address: str) -> str:
        browser = home.browser(address)
        browser.begin()
        browser.say(WORDS)
        return said(press(browser, browser.say(ASKS), YES))

    assert all(numbers_in(told(f"2001:db8:78:1::{n}")) for n in (1, 2))
    assert told("2001:db8:78:1::3") == say("consult", "enough")
    assert numbers_in(told("2001:db8:78:2::1"))


def test_a_number_is_written_nowhere(
    rasa: StandIn, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Number, words and facts stand in no log, no figure and no file, neither then nor later."""
    caplog.set_level(logging.DEBUG)
    computes(rasa)
    with house(settings_for(tmp_path, rasa.port)) as found:
        resident = caller(found)
        resident.say(WORDS)
        used = with_number(resident)
        assert redeemed(found.first, found.gateway, used) is not None
        void = with_number(resident)
        resident.say("取り消し")
        open_one = with_number(resident)
        found.gateway.statistics.flush()
        metrics = found.gateway.metrics.text(1, up=True).decode()
        written = everything_in(tmp_path) + caplog.text + metrics
    written += everything_in(tmp_path) + caplog.text
    assert "kokuho.sqlite" in written
    assert 'id="operator"' in written
    secret = [WORDS, WORDS[4:10], "1955-07-15", "相談番号がほしい"]
    for number in (used, void, open_one):
        secret += both_ways(number)
    assert standing(secret, written) == []


def test_an_offer_while_nobody_is_there(rasa: StandIn, tmp_path: Path) -> None:
    """In the evening there is no offer, and who asks for a number hears when to come again."""
    computes(rasa)
    with house(settings_for(tmp_path, rasa.port, today=NOW.replace(hour=20))) as found:
        resident = caller(found)
        assert OFFER not in labels(resident.say(WORDS))
        told: Body = resident.say(ASKS)
        assert said(told).startswith(say("consult", "closed"))
        assert labels(told) == []
