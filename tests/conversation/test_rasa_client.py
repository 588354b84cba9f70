"""bot/conversation/rasa_client.py: what is an answer of Rasa, and how Rasa is found again."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import web

from bot.conversation import rasa_client as module
from bot.conversation.rasa_client import (
    FAILURES_UNTIL_DOWN,
    CircuitBreaker,
    RasaClient,
    RasaDown,
    Understood,
)
from bot.messages import Message
from tests.house.serving import Body, StandIn, message

PRESS = '/inform{"answer": "document=notice"}'


@asynccontextmanager
async def opened(port: int, seconds: float = 2.0) -> AsyncIterator[RasaClient]:
    """A connection to the stand-in."""
    found = RasaClient(f"http://127.0.0.1:{port}", seconds)
    try:
        yield found
    finally:
        await found.close()


def test_what_opens_the_inner_doors(rasa: StandIn) -> None:
    """The headers that it was given go with each request."""
    given = {"Authorization": "Bearer a token"}

    async def work() -> None:
        client = RasaClient(f"http://127.0.0.1:{rasa.port}", 2.0, given)
        try:
            await client.talk("s", "期限は?")
            await client.understand("期限は?")
        finally:
            await client.close()

    asyncio.run(work())
    assert rasa.authorized == [given["Authorization"]] * 2


def always(answer: Any) -> Callable[[Body], Awaitable[Any]]:
    """A Rasa that always says the same."""

    async def work(_: Body) -> Any:
        return answer() if callable(answer) else answer

    return work


def with_message(change: Body, state: Any = None) -> Body:
    """An answer of one message with something changed."""
    return {"messages": [{**message("a"), **change}], "state": state or {}}


async def soon(is_so: Callable[[], object], seconds: float = 1.0) -> None:
    """Returns as soon as `is_so`; fails after `seconds`."""

    async def look() -> None:
        while not is_so():
            await asyncio.sleep(0.002)

    await asyncio.wait_for(look(), seconds)


def test_what_is_sent_and_what_comes_back(rasa: StandIn) -> None:
    """Sender, words, was a button pressed, state and near cards go; messages and state come."""

    async def work() -> None:
        async with opened(rasa.port) as found:
            messages, state = await found.talk("me", PRESS, pressed=True, state={"misses": 1})
            assert messages == [Message.from_json(message(f"答え: {PRESS}"))]
            assert state == {"misses": 1}
            await found.talk("me", "はい", near=("lost_reissue",))

    asyncio.run(work())
    assert rasa.got == [
        {
            "sender": "me",
            "message": PRESS,
            "pressed": True,
            "state": {"misses": 1},
            "language": "ja",
            "near": [],
        },
        {
            "sender": "me",
            "message": "はい",
            "pressed": False,
            "state": {},
            "language": "ja",
            "near": ["lost_reissue"],
        },
    ]


WRONG: dict[str, Any] = {
    "an error": lambda: web.json_response({}, status=500),
    "a refusal": lambda: web.json_response({}, status=400),
    "an empty body": lambda: web.Response(text=""),
    "no JSON": lambda: web.Response(text="{", content_type="application/json"),
    "no UTF-8": lambda: web.Response(body=b'"\xff"', content_type="application/json"),
    "another type": lambda: web.Response(text="<p>hello</p>", content_type="text/html"),
    "null": lambda: web.json_response(None),
    "a list, as Rasa's own channel has it": [message("a")],
    "no state": {"messages": [message("a")]},
    "no messages": {"state": {}},
    "a state that is none": {"messages": [message("a")], "state": 3},
    "an empty answer": {"messages": [], "state": {}},
    "an apology": {"messages": [message("a"), message("b", "apology", None)], "state": {}},
    "a message without our data": with_message({"answer": None}),
    "a message without a kind": with_message({"answer": {"parts": {"lead": "a"}}}),
    "a message without parts": with_message({"answer": {"id": None, "kind": "talk"}}),
    "a message without words": {"messages": [message("")], "state": {}},
    "words that are none": {"messages": [message(3)], "state": {}},  # type: ignore[arg-type]
    "messages that are none": {"messages": "abc", "state": {}},
}

# It is an answer as far as one can see at first, but does not say which.
STRANGE = with_message({"answer": {"kind": "talk", "parts": {"lead": "a"}}})


@pytest.mark.parametrize("answer", WRONG.values(), ids=WRONG)
def test_what_is_no_answer(rasa: StandIn, answer: Any) -> None:
    """An error, silence, an apology or another shape is told as Rasa being down."""
    rasa.work = always(answer)

    async def work() -> None:
        async with opened(rasa.port) as found:
            with pytest.raises(RasaDown):
                await found.talk("me", "はい")

    asyncio.run(work())


def test_slow_is_down(rasa: StandIn) -> None:
    """Nobody waits longer than the seconds that were set."""

    async def work() -> None:
        async def never(_: Body) -> Any:
            await asyncio.sleep(30)

        rasa.work = never
        async with opened(rasa.port, 0.05) as found:
            with pytest.raises(RasaDown, match="slow"):
                await asyncio.wait_for(found.talk("me", "はい"), 5)

    asyncio.run(work())


def test_nobody_there_is_down() -> None:
    """A closed port is told as down, and it is not ready."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]

    async def work() -> None:
        async with opened(port) as found:
            with pytest.raises(RasaDown, match="down"):
                await found.talk("me", "山田です")
            assert not await found.answers_rightly()

    asyncio.run(work())


@pytest.mark.parametrize("answer", WRONG.values(), ids=WRONG)
def test_reasons_hold_no_words(rasa: StandIn, answer: Any) -> None:
    """The reason is one of a few short texts of ours, whatever was said."""
    rasa.work = always(answer)

    async def work() -> str:
        async with opened(rasa.port) as found:
            with pytest.raises(RasaDown) as caught:
                await found.talk("sender", "山田花子です")
            return str(caught.value)

    reason = asyncio.run(work())
    assert reason.isascii()
    assert len(reason) < 40


@pytest.mark.parametrize(("answer_id", "ready"), [("certificate_expiry", True), ("greet", False)])
def test_a_real_question_is_asked(rasa: StandIn, answer_id: str, ready: bool) -> None:
    """Rasa is ready if it gives a real question its own answer."""
    rasa.work = always({"messages": [message("a", answer_id=answer_id)], "state": {}})

    async def work() -> bool:
        async with opened(rasa.port) as found:
            return await found.answers_rightly()

    assert asyncio.run(work()) is ready


def test_an_answer_without_an_id_is_not_right(rasa: StandIn) -> None:
    """A probe that gets another shape finds Rasa not ready, and does not fail."""
    rasa.work = always(STRANGE)

    async def work() -> bool:
        async with opened(rasa.port) as found:
            return await found.answers_rightly()

    assert asyncio.run(work()) is False


@pytest.fixture
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Probes follow each other at once."""
    monkeypatch.setattr(module, "_PROBE_EVERY_SECONDS", 0.005)


@pytest.mark.usefixtures("_quick")
def test_the_watch_mends_itself(rasa: StandIn) -> None:
    """It starts down, finds Rasa, is down after two failures in a row, and finds it again."""

    async def work() -> None:
        async with opened(rasa.port) as found:
            watch = CircuitBreaker(found)
            assert not watch.up
            watch.probe()
            await soon(lambda: watch.up)
            watch.failed()
            assert watch.up
            watch.failed()
            assert not watch.up
            await soon(lambda: watch.up)
            await watch.close()

    asyncio.run(work())


def test_failures_in_a_row_are_counted(rasa: StandIn) -> None:
    """A success between two failures leaves it up."""

    async def work() -> None:
        async with opened(rasa.port) as found:
            watch = CircuitBreaker(found)
            watch.up = True
            watch.succeeded()
            for _ in range(3):
                for _ in range(FAILURES_UNTIL_DOWN - 1):
                    watch.failed()
                watch.succeeded()
            assert watch.up
            await watch.close()

    asyncio.run(work())


@pytest.mark.usefixtures("_quick")
@pytest.mark.parametrize(
    "bad",
    [
        {"messages": [], "state": {}},
        {"messages": [message("a", answer_id="greet")], "state": {}},
        STRANGE,
        WRONG["an error"],
    ],
    ids=["empty", "another answer", "another shape", "an error"],
)
def test_it_asks_until_the_answer_is_right(rasa: StandIn, bad: Any) -> None:
    """Whatever wrong answers come first, the probe goes on until the right one comes."""

    async def slowly_right(body: Body) -> Any:
        if len(rasa.got) <= 3:
            return bad() if callable(bad) else bad
        return {"messages": [message("a")], "state": {}}

    rasa.work = slowly_right

    async def work() -> None:
        async with opened(rasa.port) as found:
            watch = CircuitBreaker(found)
            watch.probe()
            await soon(lambda: watch.up)
            await watch.close()

    asyncio.run(work())
    assert len(rasa.got) == 4


@pytest.mark.usefixtures("_quick")
def test_one_probe_at_a_time(rasa: StandIn) -> None:
    """However often it is called, one question is asked at a time."""

    async def work() -> None:
        async with opened(rasa.port) as found:
            watch = CircuitBreaker(found)
            for _ in range(20):
                watch.probe()
            await soon(lambda: watch.up)
            await watch.close()

    asyncio.run(work())
    assert len(rasa.got) == 1


def test_what_words_mean(rasa: StandIn) -> None:
    """The intent and all that is likely, best first; nothing of it becomes a talk."""
    rasa.meanings["期限"] = [("nlu_fallback", 0.6), ("certificate_expiry", 0.4)]

    async def work() -> Understood:
        async with opened(rasa.port) as found:
            return await found.understand("期限")

    ranking = (("nlu_fallback", 0.6), ("certificate_expiry", 0.4))
    assert asyncio.run(work()) == Understood("nlu_fallback", ranking)
    assert (rasa.parsed, rasa.got) == (["期限"], [])


@pytest.mark.parametrize(
    "answer",
    [
        None,
        [],
        "intent",
        {},
        {"intent": "thank"},
        {"intent": "thank", "ranking": None},
        {"intent": "thank", "ranking": [{"name": "thank"}]},
        {"intent": "thank", "ranking": [{"name": "thank", "confidence": None}]},
        {"intent": "thank", "ranking": [{"name": "thank", "confidence": "sure"}]},
        {"intent": "thank", "ranking": ["thank"]},
    ],
)
def test_no_understanding(answer: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Anything in another shape is Rasa's failure, for who asks to deal with."""

    async def said(*_: Any) -> Any:
        return answer

    found = RasaClient("http://127.0.0.1:1", 6)
    monkeypatch.setattr(found, "_ask", said)
    with pytest.raises(RasaDown, match="wrong shape"):
        asyncio.run(found.understand("期限"))


def test_nothing_was_meant(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of no words Rasa says no intent."""

    async def said(*_: Any) -> Any:
        return {"intent": None, "ranking": []}

    found = RasaClient("http://127.0.0.1:1", 6)
    monkeypatch.setattr(found, "_ask", said)
    assert asyncio.run(found.understand("")) == Understood("", ())


def test_an_error_is_not_understood(rasa: StandIn) -> None:
    """A server that fails gives no meaning."""
    rasa.meanings["期限"] = None

    async def work() -> None:
        async with opened(rasa.port) as found:
            with pytest.raises(RasaDown, match="status 500"):
                await found.understand("期限")

    asyncio.run(work())
