"""bot/channels/line/inbox.py: in order for each talk, bounded, and nothing is lost."""

from __future__ import annotations

import asyncio
from collections import defaultdict

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.line.inbox import Inbox
from bot.channels.line.receiving import Happened


def event(talk: str, number: int, message: str = "") -> Happened:
    """An event of a talk."""
    return Happened(id=f"{talk}{number}", kind="text", user=talk, message=message)


@settings(max_examples=30)
@given(talks=st.lists(st.sampled_from("abcde"), max_size=60), at_once=st.integers(1, 4))
def test_order_and_number(talks: list[str], at_once: int) -> None:
    """Each talk's events are worked on one by one, in order, never more talks than allowed."""
    done: dict[str, list[str]] = defaultdict(list)
    working: list[str] = []

    async def work(one: Happened) -> None:
        assert one.talk not in working
        working.append(one.talk)
        assert len(working) <= at_once
        await asyncio.sleep(0)
        working.remove(one.talk)
        done[one.talk].append(one.id)

    async def run() -> None:
        inbox = Inbox(work, at_once=at_once)
        for number, talk in enumerate(talks):
            inbox.put([event(talk, number)])
        assert await inbox.close(5) == 0

    asyncio.run(run())
    expected = [event(talk, number).id for number, talk in enumerate(talks)]
    assert sorted(id for ids in done.values() for id in ids) == sorted(expected)
    for talk, ids in done.items():
        assert ids == [id for id in expected if id.startswith(talk)]


def test_full_is_said_and_a_failure_stops_nothing() -> None:
    """What is beyond the bound has no room; an event that fails does not hold up the next."""
    done = []

    async def work(one: Happened) -> None:
        done.append(one.id)
        raise ValueError

    async def run() -> None:
        inbox = Inbox(work, most=2)
        assert inbox.has_room(2)
        assert not inbox.has_room(3)
        inbox.put([event("a", 1), event("a", 2)])
        assert not inbox.has_room(1)
        assert await inbox.close(5) == 0
        assert not inbox.has_room(0)

    asyncio.run(run())
    assert done == ["a1", "a2"]


def test_taken_back_before_it_was_worked_on() -> None:
    """A message that still waits can be taken out, and so can all of a talk."""
    done = []

    async def run() -> None:
        begun, go = asyncio.Event(), asyncio.Event()

        async def work(one: Happened) -> None:
            begun.set()
            await go.wait()
            done.append(one.id)

        inbox = Inbox(work)
        inbox.put([event("a", 1), event("a", 2, "m"), event("a", 3), event("b", 4)])
        await begun.wait()
        assert [e.id for e in inbox.drop("a", "m")] == ["a2"]
        assert [e.id for e in inbox.drop("a")] == ["a3"]
        assert inbox.drop("nobody") == []
        go.set()
        assert await inbox.close(5) == 0

    asyncio.run(run())
    assert sorted(done) == ["a1", "b4"]


def test_what_cannot_be_finished_is_counted() -> None:
    """Closing waits so long and no longer, and says how many are left."""

    async def run() -> int:
        async def work(one: Happened) -> None:
            await asyncio.sleep(60)

        inbox = Inbox(work)
        inbox.put([event("a", 1), event("a", 2), event("b", 3)])
        return await inbox.close(0.01)

    assert asyncio.run(run()) == 3


def test_an_earlier_one_comes_before() -> None:
    """What another process owed is put where it was sent; who waits until an event may be worked on
    keeps nobody of another talk waiting; what is not to be worked on any more is dropped."""
    done: list[str] = []

    async def run() -> None:
        go, asked = asyncio.Event(), asyncio.Event()

        async def work(one: Happened) -> None:
            done.append(one.id)

        async def is_due(one: Happened) -> bool:
            if one.id == "late":
                asked.set()
                await go.wait()
            return one.id != "gone"

        inbox = Inbox(work, at_once=1, is_due=is_due)
        inbox.put([Happened("late", "text", "a", sent=5), Happened("last", "text", "a", sent=6)])
        await asked.wait()
        inbox.put([Happened("other", "text", "b"), Happened("gone", "text", "c")])
        inbox.put_before([Happened("early", "text", "a", sent=4), Happened("d", "text", "d")])
        while len(inbox) > 3:
            await asyncio.sleep(0)
        assert sorted(done) == ["d", "other"]
        go.set()
        assert await inbox.close(5) == 0

    asyncio.run(run())
    assert done[2:] == ["early", "late", "last"]


def test_room() -> None:
    """As many as fit; none once it is closed."""

    async def run() -> None:
        async def work(one: Happened) -> None:
            await asyncio.sleep(60)

        inbox = Inbox(work, most=3)
        inbox.put([event("a", 1)])
        assert inbox.room == 2
        await inbox.close(0)
        assert inbox.room == 0

    asyncio.run(run())
