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


def test_no_thread_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who waited for a thread is refused, as one who may come again; the work is not done late."""
    monkeypatch.setattr(threads, "_QUEUE_SECONDS", -1)
    done: list[str] = []

    async def work() -> None:
        with pytest.raises(StorageError) as failure:
            await stored(done.append, "late")
        assert failure.value.passing

    asyncio.run(work())
    assert done == []


def test_the_words_go_along() -> None:
    """In the thread one speaks the language of the turn."""

    async def work() -> None:
        with speaking(current_content().words(NOW.date(), "en")):
            assert (await stored(current_words)).language == "en"

    asyncio.run(work())
