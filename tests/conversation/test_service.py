"""bot/conversation/service.py: in order, once, in time, and never left without an answer."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, cast

import pytest

from bot.content import say
from bot.conversation import admission
from bot.conversation import rasa_client as rasa_module
from bot.conversation import service as talking
from bot.conversation.conversations import Conversation, Conversations
from bot.conversation.metrics import Metrics
from bot.conversation.rasa_client import CircuitBreaker, RasaClient
from bot.conversation.service import MOST_WAITING, ConversationService, Inbound, Reply
from bot.errors import RequestRefused
from bot.messages import Message
from bot.storage.memory.conversations import MemoryConversations
from bot.storage.ports.conversations import ANSWERS_KEPT
from tests.house.serving import NOW, SECRET, Body, StandIn, echo, message, new_id, shared_resort
from tests.house.talks import facts_of, state_of

WORDS = "山田花子の電話は090-1234-5678です"
REDUCED = say("talk", "reduced")


@dataclass
class Table:
    """A talker and one conversation."""

    talks: Conversations
    service: ConversationService
    rasa: RasaClient
    breaker: CircuitBreaker
    metrics: Metrics
    talk: Conversation

    async def say(self, text: str, key: str = "", talk: Conversation | None = None) -> Reply:
        """The reply to typed words."""
        return await self.service.take(talk or self.talk, Inbound(key or new_id(), text), "web")

    async def press(self, token: str) -> Reply:
        """The reply to a pressed choice."""
        return await self.service.take(self.talk, Inbound(new_id(), press=token), "web")

    async def offer(self, payload: str, talk: Conversation | None = None) -> str:
        """The token of a choice."""
        async with self.talks.turn(talk or self.talk) as record:
            return record.offer(payload)

    async def other(self) -> Conversation:
        """Another conversation."""
        return (await self.talks.begin("somebody else"))[1]

    def statistics(self) -> str:
        """The metrics as text."""
        return self.metrics.text(0, up=True).decode()


@asynccontextmanager
async def laid(port: int, seconds: float = 5.0, *, up: bool = True) -> AsyncIterator[Table]:
    """A talker whose Rasa is at `port` and answers within `seconds` or not at all."""
    rasa, metrics = RasaClient(f"http://127.0.0.1:{port}", seconds), Metrics()
    breaker = CircuitBreaker(rasa)
    breaker.up = up
    breaker.succeeded()

    async def offline() -> Any:
        return shared_resort()

    talks = Conversations(SECRET, MemoryConversations())
    service = ConversationService(talks, rasa, breaker, metrics, offline, lambda: NOW)
    try:
        _, talk = await talks.begin("me")
        yield Table(talks, service, rasa, breaker, metrics, talk)
    finally:
        await breaker.close()
        await rasa.close()


class Gate:
    """A Rasa that keeps every message waiting until it is opened."""

    def __init__(self) -> None:
        self.open = False

    async def __call__(self, body: Body) -> Any:
        while not self.open:
            await asyncio.sleep(0.002)
        return await echo(body)


async def soon(is_so: Any) -> None:
    """Returns as soon as `is_so`; fails after seconds."""

    async def look() -> None:
        while not is_so():
            await asyncio.sleep(0.002)

    await asyncio.wait_for(look(), 5)


def code_of(caught: Any) -> str:
    """The code of a refusal."""
    assert isinstance(caught, RequestRefused), caught
    return caught.code


def said(reply: Reply) -> list[str]:
    """The first words of each card."""
    return [message.parts.lead for message in reply.messages]


def test_double_sends_are_answered_once(rasa: StandIn) -> None:
    """The same id gets the very same answer, one after the other and at once, and works once."""

    async def work() -> None:
        async with laid(rasa.port) as table:
            first = await table.say("はい", "message-1")
            assert await table.say("はい", "message-1") == first
            assert await table.say("いいえ", "message-1") == first
            replies = await asyncio.gather(*(table.say("待って", "message-2") for _ in range(20)))
            assert len({id(reply) for reply in replies}) == 1

    asyncio.run(work())
    assert rasa.heard == ["はい", "待って"]


def test_order_is_kept(rasa: StandIn) -> None:
    """Messages of one talk reach Rasa one by one, each with the state that the last one left."""
    working, most = 0, 0

    async def slower_first(body: Body) -> Any:
        nonlocal working, most
        working += 1
        most = max(most, working)
        await asyncio.sleep(0.02 if not body["state"] else 0)
        working -= 1
        said_before = body["state"].get("told", [])
        return {"messages": [message("a")], "state": {"told": [*said_before, body["message"]]}}

    rasa.work = slower_first

    async def work() -> None:
        async with laid(rasa.port) as table:
            await asyncio.gather(*(table.say(str(n)) for n in range(MOST_WAITING)))
            assert table.talk.record.state == {"told": ["0", "1", "2", "3"]}

    asyncio.run(work())
    assert most == 1
    assert rasa.heard == ["0", "1", "2", "3"]


def test_talks_do_not_wait_for_each_other(rasa: StandIn) -> None:
    """While one talk waits for its answer, another one gets its own."""

    async def one_is_slow(body: Body) -> Any:
        return await (gate(body) if body["message"] == "遅い" else echo(body))

    gate = Gate()
    rasa.work = one_is_slow

    async def work() -> None:
        async with laid(rasa.port) as table:
            slow = asyncio.create_task(table.say("遅い"))
            await soon(lambda: rasa.got)
            other = await table.other()
            assert said(await table.say("速い", talk=other)) == ["答え: 速い"]
            assert not slow.done()
            gate.open = True
            assert said(await slow) == ["答え: 遅い"]

    asyncio.run(work())


def test_too_many_waiting_are_refused(rasa: StandIn) -> None:
    """A talk of which so many messages wait takes no more until one is answered."""
    gate = Gate()
    rasa.work = gate

    async def work() -> None:
        async with laid(rasa.port) as table:
            waiting = []
            for number in range(MOST_WAITING):
                waiting.append(asyncio.create_task(table.say(str(number))))
                await soon(lambda: table.talk.waiting == len(waiting))
            with pytest.raises(RequestRefused) as caught:
                await table.say("もう一つ", "one-more")
            assert caught.value.code == "too_many"
            assert caught.value.retry_after
            gate.open = True
            await asyncio.gather(*waiting)
            assert said(await table.say("もう一つ", "one-more")) == ["答え: もう一つ"]

    asyncio.run(work())


def test_a_burst_is_refused_as_well(rasa: StandIn) -> None:
    """Messages that arrive at the very same moment count, too."""
    gate = Gate()
    rasa.work = gate

    async def work() -> list[Any]:
        async with laid(rasa.port) as table:
            burst = [asyncio.create_task(table.say(str(n))) for n in range(MOST_WAITING + 3)]
            await soon(lambda: rasa.got)
            gate.open = True
            return await asyncio.gather(*burst, return_exceptions=True)

    refused = [found for found in asyncio.run(work()) if isinstance(found, BaseException)]
    assert [code_of(found) for found in refused] == ["too_many"] * 3


def test_too_much_work_is_refused(rasa: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who has many talks wait at once, while all do, is kindly asked to wait."""
    monkeypatch.setattr(admission, "MOST_OF_ONE", 1)
    monkeypatch.setattr(talking, "calling", lambda _: "one household")
    gate = Gate()
    rasa.work = gate

    async def work() -> None:
        async with laid(rasa.port) as table:
            table.service._admission = admission.Admission(30, slots=1)
            talks = [await table.other() for _ in range(3)]
            busy = [asyncio.create_task(table.say("a", talk=talk)) for talk in talks[:2]]
            await soon(lambda: rasa.got and table.service._admission._waiting.total())
            with pytest.raises(RequestRefused) as caught:
                await table.say("a", talk=talks[2])
            assert (caught.value.status, caught.value.retry_after) == (429, 5)
            assert "044-200-0783" in str(caught.value)
            gate.open = True
            await asyncio.gather(*busy)
            assert await table.say("a", talk=talks[2])

    asyncio.run(work())


def test_a_client_that_goes_away_does_not_stop_the_work(rasa: StandIn) -> None:
    """Who loses the connection and sends again gets the answer that was worked on meanwhile."""
    gate = Gate()
    rasa.work = gate

    async def work() -> None:
        async with laid(rasa.port) as table:
            lost = asyncio.create_task(table.say("はい", "message-1"))
            await soon(lambda: rasa.got)
            lost.cancel()
            await asyncio.gather(lost, return_exceptions=True)
            again = asyncio.create_task(table.say("はい", "message-1"))
            gate.open = True
            assert said(await again) == ["答え: はい"]

    asyncio.run(work())
    assert rasa.heard == ["はい"]


def test_who_wipes_meanwhile_is_told(rasa: StandIn) -> None:
    """A message whose talk is wiped while it waits is refused as expired."""
    rasa.work = Gate()

    async def work() -> None:
        async with laid(rasa.port) as table:
            waiting = asyncio.create_task(table.say("はい"))
            await soon(lambda: rasa.got)
            for task in table.talk.working.values():
                task.cancel()
            (found,) = await asyncio.gather(waiting, return_exceptions=True)
            assert code_of(found) == "expired"

    asyncio.run(work())


def test_few_answers_are_kept(rasa: StandIn) -> None:
    """Of a long talk only the last answers stay in memory."""

    async def work() -> None:
        async with laid(rasa.port) as table:
            for number in range(ANSWERS_KEPT + 3):
                await table.say("a", f"message-{number}")
            assert list(table.talk.record.answers) == [
                f"message-{n}" for n in range(3, ANSWERS_KEPT + 3)
            ]

    asyncio.run(work())


def test_a_choice_is_its_payload(rasa: StandIn) -> None:
    """A pressed token reaches Rasa as the payload that was offered, marked as pressed."""

    async def work() -> None:
        async with laid(rasa.port) as table:
            await table.press(await table.offer("/certificate_expiry"))

    asyncio.run(work())
    assert [(b["message"], b["pressed"]) for b in rasa.got] == [("/certificate_expiry", True)]


@pytest.mark.parametrize("typed", ["/restart", "/certificate_expiry", "//", "／restart"])
def test_typed_commands_are_not_pressed(rasa: StandIn, typed: str) -> None:
    """What was typed is never marked as pressed, whatever it looks like."""

    async def work() -> None:
        async with laid(rasa.port) as table:
            await table.offer(typed)
            await table.say(typed)

    asyncio.run(work())
    assert [(b["message"], b["pressed"]) for b in rasa.got] == [(typed, False)]


def refuses(kind: str, answer_id: str | None) -> Any:
    """A Rasa that refuses or asks back, and says what was offered to it."""

    async def work(body: Body) -> Any:
        told = Message.said("・".join(body["near"]) or "none", cast(Any, kind), answer_id)
        return {"messages": [told.to_json()], "state": {}}

    return work


@pytest.mark.parametrize(
    ("kind", "answer_id", "typed", "asked"),
    [
        ("options", None, "紛失", 2),
        ("refusal", "out_of_scope", "ふんしつ", 2),
        ("refusal", None, "funshitsu", 2),
        # Handed over to a person; answered; and like nothing that a card holds.
        ("refusal", "operator", "紛失", 1),
        ("answer", "lost_reissue", "紛失", 1),
        ("refusal", "out_of_scope", "👍👍", 1),
    ],
)
def test_cards_that_hold_the_words(
    rasa: StandIn, kind: str, answer_id: str | None, typed: str, asked: int
) -> None:
    """Where it was refused or asked back, Rasa is asked again, with cards that hold the words."""
    rasa.work = refuses(kind, answer_id)

    async def work() -> Reply:
        async with laid(rasa.port) as table:
            return await table.say(typed)

    reply = asyncio.run(work())
    assert [bool(body["near"]) for body in rasa.got] == [False, True][:asked]
    if asked == 2:
        assert said(reply)[0].startswith("lost_reissue")
        assert rasa.got[0]["state"] == rasa.got[1]["state"]


def test_a_press_is_asked_once(rasa: StandIn) -> None:
    """What was pressed is known; there is nothing else to choose."""
    rasa.work = refuses("options", None)

    async def work() -> None:
        async with laid(rasa.port) as table:
            await table.press(await table.offer("/debit_docs"))

    asyncio.run(work())
    assert len(rasa.got) == 1


@pytest.mark.parametrize("typed", ["口座振替に使える銀行", " 口座振替に使える銀行\n"])
def test_a_title_is_its_card(rasa: StandIn, typed: str) -> None:
    """Who sends the very title of a card, as it was suggested, gets that card; nobody guesses."""

    async def work() -> None:
        async with laid(rasa.port) as table:
            await table.say(typed)
            await table.say("口座振替に使える銀行は")

    asyncio.run(work())
    assert [(b["message"], b["pressed"]) for b in rasa.got] == [
        ("/debit_banks", True),
        ("口座振替に使える銀行は", False),
    ]


def test_a_choice_of_another_talk_is_told_as_old(rasa: StandIn) -> None:
    """A token that this talk was not given is told as too old; Rasa is not asked."""

    async def work() -> None:
        async with laid(rasa.port) as table:
            other = await table.other()
            for token in (await table.offer("/certificate_expiry", other), "/restart", "guess"):
                reply = await table.press(token)
                assert said(reply) == [say("talk", "old_choice")]
                assert not reply.reduced

    asyncio.run(work())
    assert rasa.got == []


def test_rasas_state_is_handed_back(rasa: StandIn) -> None:
    """The state of each answer goes with the next message."""

    async def counts(body: Body) -> Any:
        return {"messages": [message("a")], "state": {"misses": len(rasa.got)}}

    rasa.work = counts

    async def work() -> None:
        async with laid(rasa.port) as table:
            await table.say("a")
            await table.say("b")

    asyncio.run(work())
    assert [body["state"] for body in rasa.got] == [{}, {"misses": 1}]


def test_the_deadline(rasa: StandIn) -> None:
    """A Rasa that hangs costs its seconds once; then the last resort answers."""
    rasa.work = Gate()

    async def work() -> None:
        shared_resort()
        async with laid(rasa.port, 0.1) as table:
            began = time.monotonic()
            reply = await table.say("確認書の期限を知りたい")
            assert time.monotonic() - began >= 0.1
            assert reply.reduced
            assert said(reply)[0] == REDUCED
            assert 'kokuho_rasa_failures_total{reason="slow"} 1.0' in table.statistics()

    asyncio.run(work())


def test_after_two_failures_nobody_waits(rasa: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two failures in a row, and residents are answered without Rasa, until it answers again."""
    monkeypatch.setattr(rasa_module, "_PROBE_EVERY_SECONDS", 0.005)

    async def breaks(_: Body) -> Any:
        return {"messages": [], "state": {}}

    rasa.work = breaks

    async def work() -> None:
        async with laid(rasa.port) as table:
            assert (await table.say("確認書")).reduced
            assert (await table.say("確認書")).reduced
            assert not table.breaker.up
            asked = len(rasa.heard)
            assert (await table.say("確認書")).reduced
            assert len(rasa.heard) == asked == 2
            rasa.work = echo
            await soon(lambda: table.breaker.up)
            reply = await table.say("はい")
            assert not reply.reduced
            assert said(reply) == ["答え: はい"]

    asyncio.run(work())


BROKEN: dict[str, Body] = {
    "another kind": message("a", kind="poem"),
    "an unknown id": message("a", answer_id="no_such_answer"),
    "no id": {**message("a"), "answer": {"kind": "talk", "parts": {"lead": "a"}}},
    "a button without payload": {**message("a"), "buttons": [{"title": "a"}]},
    "details that are none": message("a", details="abc"),
    "a link without address": message("a", links=[{"label": "a"}]),
    "a day that is none": message("a", checked="yesterday"),
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_a_wrong_answer_is_none(rasa: StandIn, broken: Body) -> None:
    """An answer from which no card can be made is answered by the last resort."""

    async def wrong(_: Body) -> Any:
        return {"messages": [broken], "state": {}}

    rasa.work = wrong

    async def work() -> Reply:
        async with laid(rasa.port) as table:
            return await table.say("確認書の期限を知りたい")

    reply = asyncio.run(work())
    assert reply.reduced
    assert reply.messages


def test_reduced_is_said_once_a_time(rasa: StandIn) -> None:
    """It is said when the understanding fails, not with each message, and again the next time."""

    async def work() -> None:
        async with laid(rasa.port, up=False) as table:
            first = await table.say("確認書の期限を知りたい")
            assert said(first)[0] == REDUCED
            second = await table.say("図書館")
            assert second.reduced
            assert REDUCED not in said(second)
            table.breaker.up = True
            await table.say("はい")
            table.breaker.up = False
            assert said(await table.say("図書館"))[0] == REDUCED

    asyncio.run(work())


def test_what_is_offered_is_offered_once(rasa: StandIn) -> None:
    """The warning has no buttons of its own above an answer that has some."""

    async def work() -> None:
        async with laid(rasa.port, up=False) as table:
            warning, *answer = (await table.say("確認書")).messages
            assert warning.parts.lead == REDUCED
            assert any(message.buttons for message in answer)
            assert warning.buttons == ()
        async with laid(rasa.port, up=False) as table:
            warning, *answer = (await table.say("ありがとうございました")).messages
            assert not any(message.buttons for message in answer)
            assert len(warning.buttons) == 3

    asyncio.run(work())


def test_the_phone_is_named_with_reduced_understanding() -> None:
    """Who cannot wait is told the number."""
    assert "044-200-0783" in REDUCED


def test_an_open_question_outlives_rasa(rasa: StandIn) -> None:
    """The last resort goes on with the question that Rasa asked, and Rasa with what it left."""

    async def asks(_: Body) -> Any:
        state = state_of("expiry_age70", "birthday")
        return {"messages": [message("生年月日は?", "question", asks="birthday")], "state": state}

    rasa.work = asks

    async def work() -> None:
        async with laid(rasa.port) as table:
            asked = await table.say("70歳になる母の紙はいつまで")
            assert asked.messages[0].asks is not None
            table.breaker.up = False
            reply = await table.say("昭和31年4月5日")
            assert reply.reduced
            assert "令和8年(2026年)4月30日" in said(reply)[1]
            assert facts_of(table.talk.record.state) == {"birthday": "1956-04-05"}
            table.breaker.up = True
            rasa.work = echo
            await table.say("はい")

    asyncio.run(work())
    assert facts_of(rasa.got[-1]["state"]) == {"birthday": "1956-04-05"}
    assert None not in rasa.got[-1]["state"].values()


def test_a_failing_last_resort_apologises(
    rasa: StandIn, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Whatever fails, the resident gets a sentence with the number; the log an id, and no words."""

    def fails(*_: object, **__: object) -> None:
        raise ValueError(WORDS)

    monkeypatch.setattr(type(shared_resort()), "answer", fails)

    async def work() -> Reply:
        async with laid(rasa.port, up=False) as table:
            return await table.say(WORDS)

    with caplog.at_level(logging.DEBUG):
        reply = asyncio.run(work())
    assert "044-200-0783" in said(reply)[0]
    assert "受付番号" in said(reply)[0]
    assert "山田" not in caplog.text
    assert "ValueError" in caplog.text


@pytest.mark.parametrize("up", [True, False])
def test_no_words_in_the_log(rasa: StandIn, caplog: pytest.LogCaptureFixture, up: bool) -> None:
    """Whether Rasa answers or fails, nothing that was said is logged or counted."""

    async def fails(body: Body) -> Any:
        return {"messages": [message(body["message"], "apology")], "state": {}}

    rasa.work = echo if up else fails

    async def work() -> str:
        async with laid(rasa.port) as table:
            await table.say(WORDS)
            return table.statistics()

    with caplog.at_level(logging.DEBUG):
        statistics = asyncio.run(work())
    for word in ("山田", "090-1234", "1234-5678", "09012345678"):
        assert word not in caplog.text
        assert word not in statistics
