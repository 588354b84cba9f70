"""bot/rasa_server/prompt_lock.py: messages of one talk in order, and without a second's wait."""

from __future__ import annotations

import asyncio
import inspect
import time

import pytest
from rasa.core.lock_store import LockStore
from rasa.utils.endpoints import EndpointConfig

from bot.rasa_server.prompt_lock import PromptLockStore

pytestmark = pytest.mark.slow


# What Rasa's own store sleeps before it looks again whether a talk is free.
RASAS_WAIT = inspect.signature(LockStore.lock).parameters["wait_time_in_seconds"].default


async def hold(store: PromptLockStore, talk: str, name: str, log: list[str]) -> None:
    """One message: waits for the talk, works for some rounds of the loop, and lets it go."""
    async with store.lock(talk):
        log.append(f"{name} in")
        for _ in range(5):
            await asyncio.sleep(0)
        log.append(f"{name} out")


def test_three_quick_messages() -> None:
    """Three messages at once are worked on one after the other, without one of Rasa's waits."""
    log: list[str] = []

    async def scenario() -> float:
        store = PromptLockStore()
        before = time.perf_counter()
        await asyncio.gather(*(hold(store, "s", name, log) for name in "abc"))
        return time.perf_counter() - before

    assert asyncio.run(scenario()) < RASAS_WAIT
    assert log == ["a in", "a out", "b in", "b out", "c in", "c out"]


def test_other_talks_do_not_wait() -> None:
    """A message of another talk is worked on while the first talk is held."""
    log: list[str] = []

    async def scenario() -> None:
        store = PromptLockStore()
        async with store.lock("first"):
            await hold(store, "second", "b", log)
            log.append("first still held")

    asyncio.run(scenario())
    assert log == ["b in", "b out", "first still held"]


def test_a_failure_lets_the_talk_go() -> None:
    """An exception in one message does not hold up the next."""
    log: list[str] = []

    async def scenario() -> None:
        store = PromptLockStore()
        with pytest.raises(RuntimeError):
            async with store.lock("s"):
                raise RuntimeError
        await asyncio.wait_for(hold(store, "s", "b", log), timeout=1)

    asyncio.run(scenario())
    assert log == ["b in", "b out"]


def test_locks_do_not_pile_up() -> None:
    """A talk that is not being worked on has no lock."""

    async def scenario() -> PromptLockStore:
        store = PromptLockStore()
        for number in range(50):
            await hold(store, f"talk {number}", "a", [])
        return store

    store = asyncio.run(scenario())
    assert [store.get_lock(f"talk {n}") for n in range(50)] == [None] * 50


def test_rasa_makes_it_from_the_endpoints() -> None:
    """The entry of endpoints.yml gives this store."""
    config = EndpointConfig(type="bot.rasa_server.prompt_lock.PromptLockStore")
    assert isinstance(LockStore.create(config), PromptLockStore)
