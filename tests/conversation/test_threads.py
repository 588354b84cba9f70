"""bot/conversation/threads.py: who waits for a disk keeps nobody else waiting."""

from __future__ import annotations

import asyncio
import threading

import pytest

from bot.content import current_content, current_words, speaking
from bot.conversation import threads
from bot.conversation.threads import hashed, stored
from bot.errors import StorageError
from tests.house.serving import NOW


def test_pools_apart() -> None:
    """While every thread for what is stored waits, passwords are hashed and turns thought of."""
    free = threading.Event()

    async def work() -> None:
        waiting = [asyncio.create_task(stored(free.wait, 10)) for _ in range(8)]
        await asyncio.sleep(0)
        assert await hashed(lambda: "hash") == "hash"
        assert await asyncio.to_thread(lambda: "thought") == "thought"
        free.set()
        assert await asyncio.gather(*waiting) == [True] * 8

    asyncio.run(work())


@pytest.mark.parametrize("others", [0, 7, 8])
def test_no_thread_in_time(monkeypatch: pytest.MonkeyPatch, others: int) -> None:
    """Who finds every thread taken and waits too long is refused, as one who may come again; the
    work is not done late. Nobody is refused because the machine is slow."""
    monkeypatch.setattr(threads, "_QUEUE_SECONDS", -1)
    free, done = threading.Event(), list[str]()

    async def work() -> bool:
        waiting = [asyncio.create_task(stored(free.wait, 10)) for _ in range(others)]
        await asyncio.sleep(0)
        late = asyncio.create_task(stored(done.append, "late"))
        await asyncio.sleep(0)
        free.set()
        await asyncio.gather(*waiting)
        try:
            await late
        except StorageError as failure:
            return failure.passing
        return False

    assert asyncio.run(work()) is (others == 8)
    assert done == ([] if others == 8 else ["late"])


def test_the_words_go_along() -> None:
    """In the thread one speaks the language of the turn."""

    async def work() -> None:
        with speaking(current_content().words(NOW.date(), "en")):
            assert (await stored(current_words)).language == "en"

    asyncio.run(work())
