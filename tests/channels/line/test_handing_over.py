"""From LINE to the phone: offered, agreed to, told and wiped as on the web."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import pytest

from bot.content import current_words, say
from bot.conversation.consultation import AskedTurn, Computed
from bot.dialogue.contact import opening_now
from tests.finding import standing
from tests.house.handing import (
    ASKS,
    FACTS,
    OFFER,
    UNDO,
    answers,
    both_ways,
    card,
    computes,
    everything_in,
    is_live,
    live,
    numbers_in,
    redeemed,
)
from tests.house.serving import NOW, StandIn, message, wait_until
from tests.house.talks import state_of
from tests.line_platform import events
from tests.line_platform.platform import Phone

from .conftest import Line

YES, NO = say("label", "yes"), say("label", "no")
WORDS = "わたしの確認書はいつまで使えるのかしら"


def text_of(messages: list[Any]) -> str:
    """All that is shown of an answer."""
    return "\n".join(str(m.get("text") or m["contents"]) for m in messages).replace("\\n", "\n")


def quick(messages: list[Any]) -> dict[str, str]:
    """Labels of the quick replies, and what each sends."""
    items = messages[-1].get("quickReply", {"items": []})["items"]
    return {i["action"]["label"]: i["action"].get("data", "") for i in items}


def number_of(messages: list[Any]) -> str:
    """The number that an answer tells."""
    (found,) = set(numbers_in(text_of(messages)))
    return found


@pytest.fixture(scope="module", autouse=True)
def _read() -> None:
    """The rules are read once a process, which takes as long as a phone waits here."""
    opening_now(NOW, current_words().edition)


class Caller:
    """A resident with a phone."""

    def __init__(self, line: Line) -> None:
        self.line, self.phone = line, line.phone()

    def say(self, words: str) -> list[Any]:
        """The answer to typed words."""
        return self.line.ask(self.phone, events.text(self.phone.user, words))

    def press(self, messages: list[Any], label: str) -> list[Any]:
        """The answer to a quick reply."""
        return self.line.ask(self.phone, events.postback(self.phone.user, quick(messages)[label]))

    def number(self) -> str:
        """The number that this resident asks for and agrees to."""
        self.say(ASKS)
        return number_of(self.say("はい"))


@pytest.fixture
def resident(line: Line, rasa: StandIn) -> Caller:
    """Somebody whose date was just worked out."""
    computes(rasa)
    found = Caller(line)
    found.say(WORDS)
    return found


def test_from_line_to_the_operator(line: Line, rasa: StandIn) -> None:
    """Offer, consent and number by quick replies; the phone is one press away, and the operator
    sees words and facts."""
    computes(rasa)
    resident = Caller(line)
    question = resident.press(resident.say(WORDS), OFFER)
    assert list(quick(question)) == [YES, NO]
    assert say("consult", "facts", facts="「生年月日」") in text_of(question)
    assert question[-1]["contents"]["footer"]["contents"][0]["action"]["label"] == YES
    told = resident.press(question, YES)
    assert list(quick(told)) == [UNDO]
    assert "tel:0442000783" in text_of(told)
    assert say("consult", "ring", until="10時30分") in text_of(told)
    found = redeemed(line.client, line.gateway, number_of(told))
    assert found is not None
    assert found.asked == (AskedTurn(WORDS, "certificate_expiry", "result"),)
    assert found.computed == (Computed("certificate_expiry", FACTS),)
    assert rasa.heard == [WORDS]


def test_typed_all_the_way(line: Line, resident: Caller) -> None:
    """LINE on a computer has no quick replies: words do everything."""
    question = resident.say("相談番号をください")
    assert text_of(question).count(say("consult", "agree")) >= 1
    assert is_live(line.gateway, number_of(resident.say("はい、お願いします")))
    assert say("consult", "undone") in text_of(resident.say("取り消し"))


@pytest.mark.parametrize("offer", [("refusal", "out_of_scope"), ("answer", "operator")])
def test_the_offer_is_a_quick_reply(line: Line, rasa: StandIn, offer: tuple[str, str]) -> None:
    """Where a person is the next step it comes first, so that no phone scrolls it away."""
    answers(rasa, card(offer[1], offer[0]))
    assert next(iter(quick(Caller(line).say("人と話したい")))) == OFFER


def test_a_picked_birthday_is_no_question(line: Line, rasa: StandIn) -> None:
    """A day that was picked for our question is among the facts, not among the words."""
    open_now = state_of("certificate_expiry", "birthday")
    asks = message("生年月日は", "question", asks="birthday")
    answers(rasa, card("certificate_expiry", "general", buttons={}), asks, state=open_now)
    resident = Caller(line)
    data = quick(resident.say(WORDS))[say("pick", "birthday")]
    computes(rasa)
    line.ask(resident.phone, events.postback(resident.phone.user, data, "1955-07-15"))
    found = redeemed(line.client, line.gateway, resident.number())
    assert found is not None
    assert found.asked == (AskedTurn(WORDS, "certificate_expiry", "result"),)
    assert found.computed == (Computed("certificate_expiry", FACTS),)


@pytest.mark.parametrize("words", ["いいえ", "取り消し", UNDO, ASKS])
def test_words_wipe_a_number(line: Line, resident: Caller, words: str) -> None:
    """A no to another one, 取り消し, the button's words, and agreeing to a new one."""
    number = resident.number()
    if words == "いいえ":
        resident.say(ASKS)
    resident.say(words)
    if words == ASKS:
        resident.say("はい")
    assert not is_live(line.gateway, number)


def test_a_button_wipes_a_number(line: Line, resident: Caller) -> None:
    """The quick reply below the number takes it back."""
    resident.say(ASKS)
    told = resident.say("はい")
    assert text_of(resident.press(told, UNDO)) == say("consult", "undone")
    assert not is_live(line.gateway, number_of(told))


def gone(line: Line, phone: Phone, event: Any, number: str) -> None:
    """LINE delivers `event`, after which the number shows nothing."""
    assert phone.send(event) == 200
    wait_until(lambda: not is_live(line.gateway, number))


@pytest.mark.parametrize("which", [WORDS, ASKS, "はい"])
def test_a_message_that_is_taken_back_takes_the_number_along(
    line: Line, rasa: StandIn, which: str
) -> None:
    """送信取消 of the question, of the wish or of the yes wipes the whole talk."""
    computes(rasa)
    resident, ids = Caller(line), {}
    told: list[Any] = []
    for words in (WORDS, ASKS, "はい"):
        event = events.text(resident.phone.user, words)
        ids[words] = event["message"]["id"]
        told = line.ask(resident.phone, event)
    gone(line, resident.phone, events.unsend(resident.phone.user, ids[which]), number_of(told))
    assert text_of(resident.say(ASKS)) == say("consult", "nothing")


def test_who_leaves_takes_the_number_along(line: Line, resident: Caller) -> None:
    """A resident who blocks the account leaves nothing to be seen."""
    number = resident.number()
    gone(line, resident.phone, events.unfollow(resident.phone.user), number)


def test_who_comes_and_goes_within_one_delivery(line: Line, resident: Caller) -> None:
    """A yes and the blocking right after it, delivered together, leave no number."""
    resident.say(ASKS)
    user, before = resident.phone.user, live(line.gateway)
    assert resident.phone.send(events.text(user, "はい"), events.unfollow(user)) == 200
    line.settle()
    assert live(line.gateway) == before


def test_a_group_gets_no_number(line: Line, rasa: StandIn) -> None:
    """In a group nothing is offered, asked for or made: it is referred to a talk with us alone."""
    computes(rasa)
    phone = line.phone()
    group = "C" + "1" * 32
    for words in (WORDS, ASKS, "はい", UNDO):
        given = events.text(phone.user, words, group=group, calls_us=True)
        before = len(line.platform.received(group))
        assert phone.send(given) == 200
        line.settle()
        (messages,) = line.platform.received(group)[before:]
        assert quick(messages) == {}
        assert not numbers_in(text_of(messages))
        if words in (ASKS, UNDO):
            assert text_of(messages) == say("line", "group")
    assert live(line.gateway) == 0


def test_one_talk_gets_three_an_hour(line: Line, resident: Caller) -> None:
    """The fourth number is refused with the phone number."""
    for _ in range(3):
        resident.number()
    resident.say(ASKS)
    told = text_of(resident.say("はい"))
    assert say("consult", "enough") in told
    assert not numbers_in(told)


def test_leaving_is_no_way_around_the_limit(
    line: Line, resident: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where no address is known the person counts as the household, over talks that were wiped."""
    monkeypatch.setattr("bot.conversation.throttle.NUMBERS_OF_HOUSEHOLD", 1)
    gone(line, resident.phone, events.unfollow(resident.phone.user), resident.number())
    resident.say(WORDS)
    resident.say(ASKS)
    assert say("consult", "enough") in text_of(resident.say("はい"))
    other = Caller(line)
    other.say(WORDS)
    assert other.number()


def test_a_number_is_written_nowhere(
    line: Line, rasa: StandIn, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Number, words, facts and the person stand in no log, no figure and no file."""
    caplog.set_level(logging.DEBUG)
    computes(rasa)
    resident = Caller(line)
    resident.say(WORDS)
    used = resident.number()
    assert redeemed(line.client, line.gateway, used) is not None
    open_one = resident.number()
    line.gateway.statistics.flush()
    metrics = line.gateway.metrics.text(1, up=True).decode()
    written = everything_in(tmp_path) + caplog.text + metrics
    assert "kokuho.sqlite" in written
    secret = [
        WORDS,
        ASKS,
        "1955-07-15",
        resident.phone.user,
        *both_ways(used),
        *both_ways(open_one),
    ]
    assert standing(secret, written) == []
