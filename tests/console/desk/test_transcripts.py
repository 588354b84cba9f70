"""bot/console/desk/transcripts.py: what is said goes to the desk that it is for, and is gone."""

from __future__ import annotations

import asyncio
import json
from contextlib import AsyncExitStack

from bot.console.desk.transcripts import (
    MOST_OF_ONE_DESK,
    MOST_WAITING,
    SpokenLine,
    Transcripts,
)
from bot.storage.memory.relays import MemoryRelay

SERVICE = "a token of the telephony service, long"


def test_to_the_desk_that_it_is_for() -> None:
    """A session's token reaches that desk; an operator's name all of theirs; nobody else's."""

    async def work() -> None:
        hub = Transcripts(MemoryRelay(), "key", SERVICE)
        async with hub.listening("1", "taro") as his, hub.listening("2", "hanako") as hers:
            assert await hub.to_session("1", SpokenLine("もしもし"))
            assert await hub.to_operator("hanako", SpokenLine("はい"))
            assert not await hub.to_operator("jiro", SpokenLine("だれ"))
            assert not await hub.to_session("3", SpokenLine("だれ"))
            assert [await his.next(0), await his.next(0)] == [SpokenLine("もしもし"), None]
            assert [await hers.next(0), await hers.next(0)] == [SpokenLine("はい"), None]
        assert not await hub.to_session("1", SpokenLine("もしもし"))

    asyncio.run(work())


def test_what_is_said_later_wakes_the_desk() -> None:
    """A desk that waits has it at once."""

    async def work() -> SpokenLine | None:
        hub = Transcripts(MemoryRelay(), "key")
        async with hub.listening("1", "taro") as desk:
            waiting = asyncio.create_task(desk.next(60))
            await asyncio.sleep(0)
            await hub.to_session("1", SpokenLine("もしもし"))
            return await waiting

    assert asyncio.run(work()) == SpokenLine("もしもし")


def test_what_may_change_is_replaced() -> None:
    """Of half a sentence that recognition corrects, the desk gets the newest form."""

    async def work() -> list[SpokenLine | None]:
        hub = Transcripts(MemoryRelay(), "key")
        async with hub.listening("1", "taro") as desk:
            for text, final in (("資格", False), ("資格確認書", False), ("資格確認書は", True)):
                await hub.to_session("1", SpokenLine(text, final=final))
            return [await desk.next(0), await desk.next(0)]

    assert asyncio.run(work()) == [SpokenLine("資格確認書は"), None]


def test_a_desk_that_sleeps_gets_the_newest() -> None:
    """What is not fetched is bounded, however much is said."""

    async def work() -> str:
        hub = Transcripts(MemoryRelay(), "key")
        async with hub.listening("1", "taro") as desk:
            for number in range(MOST_WAITING + 5):
                await hub.to_session("1", SpokenLine(str(number)))
            first = await desk.next(0)
            return first.text if first else ""

    assert asyncio.run(work()) == "5"


def test_tabs_are_bounded() -> None:
    """One tab too many ends the oldest of its session, and no other's."""

    async def work() -> list[bool]:
        hub = Transcripts(MemoryRelay(), "key")
        async with AsyncExitStack() as tabs:
            hers = await tabs.enter_async_context(hub.listening("2", "hanako"))
            desks = [
                await tabs.enter_async_context(hub.listening("1", "taro"))
                for _ in range(MOST_OF_ONE_DESK + 1)
            ]
            found = [hub.is_listening(desk) for desk in (hers, *desks)]
        assert not hub._desks
        return found

    assert asyncio.run(work()) == [True, False] + [True] * MOST_OF_ONE_DESK


def test_tokens() -> None:
    """A desk's token is of its session alone; the service's is compared whole, and may be none."""
    relay = MemoryRelay()
    hub, other = Transcripts(relay, "key", SERVICE), Transcripts(relay, "another key")
    token = hub.token("1")
    assert hub.key_of(token) == "1"
    assert token != "1"
    for wrong in ("", "x", token[::-1], "ä", "\ud83d", other.token("1")):
        assert hub.key_of(wrong) is None
    assert hub.is_service(SERVICE)
    for wrong in ("", SERVICE[:-1], SERVICE + "x", "\ud83d"):
        assert not hub.is_service(wrong)
    assert not other.is_service("")


def test_an_event() -> None:
    """One line of JSON, whatever was said: nobody writes an event of their own into it."""
    said = SpokenLine('もしもし"\n\ndata: {}', "operator", final=False)
    head, _, rest = said.event().partition("data: ")
    assert head == ""
    assert rest.endswith("\n\n")
    assert "\n" not in rest[:-2]
    assert json.loads(rest) == {"text": said.text, "speaker": "operator", "final": False}


def test_nothing_said_is_shown_by_accident() -> None:
    """What is logged of an utterance has no word of it."""
    assert "秘密" not in repr(SpokenLine("秘密の言葉"))
