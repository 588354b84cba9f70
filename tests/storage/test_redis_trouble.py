"""bot/storage/redis: nothing readable, nothing for ever, nothing twice; away and back."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from bot.errors import StorageError
from bot.storage.ports.consultations import AskedTurn, Shown
from bot.storage.ports.conversations import ConversationRecord
from bot.storage.ports.failures import Failures
from bot.storage.ports.residents import ResidentRecord
from bot.storage.ports.sessions import Session
from bot.storage.redis.locks import LIFETIME_SECONDS
from bot.storage.redis.server import RedisServer
from bot.storage.redis.shared import shared
from bot.storage.stores import Stores
from tests.house.engines import RealRedis, RedisClock
from tests.house.serving import SECRET

pytestmark = pytest.mark.e2e

WORDS = "ひみつ"


class Gateway:
    """What one gateway has of the shared Redis."""

    def __init__(self, redis: RealRedis, secret: str = SECRET) -> None:
        self.server = RedisServer(redis.url, secret)
        self.stores: dict[str, Any] = shared(self.server)

    def __getattr__(self, name: str) -> Any:
        return self.stores[name]


def run(work: Callable[[], Awaitable[None]]) -> None:
    """In one event loop."""
    asyncio.run(work())  # type: ignore[arg-type]


async def fill(gateway: Gateway) -> None:
    """One of everything."""
    record = ConversationRecord("id", WORDS)
    record.trail.append(AskedTurn(WORDS, None, WORDS))
    await gateway.conversations.add(record, 60)
    await gateway.conversations.spend("id", "token")
    await gateway.conversations.since()
    await gateway.residents.put(WORDS, ResidentRecord(WORDS), 60)
    shown = Shown((AskedTurn(WORDS, None, ""),), ())
    await gateway.consultations.add("number", shown, 60, 60)
    await gateway.throttles.hit(WORDS, 3, 60)
    await gateway.sessions.add("key", Session(WORDS, WORDS, 1.0), 60)
    await gateway.failures.change(["pair:a"], lambda _: [Failures(1, 0.0, 0.0, 9e9)])
    await gateway.failures.remember("pair:a")


def test_nothing_readable(redis: RealRedis) -> None:
    """Whoever reads Redis' memory finds no word, no name and no token of a conversation."""

    async def work() -> None:
        await fill(Gateway(redis))
        dump = b"".join(key + (redis.client.dump(key) or b"") for key in redis.client.scan_iter())
        for readable in (WORDS.encode(), json.dumps(WORDS).encode(), b"csrf", SECRET.encode()):
            assert readable not in dump

    run(work)


def test_nothing_for_ever(redis: RealRedis) -> None:
    """Each key has a lifetime, but for the moment since which Redis remembers."""

    async def work() -> None:
        await fill(Gateway(redis))
        lasting = {key for key in redis.client.scan_iter() if redis.client.pttl(key) < 0}
        assert lasting == {b"kokuho:since"}

    run(work)


def test_another_secret(redis: RealRedis) -> None:
    """What another secret has sealed is not there; if it is forced on us, one sentence says so."""

    async def work() -> None:
        await fill(Gateway(redis))
        other = Gateway(redis, "another secret, which is as long")
        assert await other.conversations.get("id", 60) is None
        sealed = Gateway(redis).server.seal("x")
        with pytest.raises(StorageError, match="another BOT_SECRET"):
            other.server.unseal(sealed)

    run(work)


def test_a_restart_costs_nobody_an_answer(redis: RealRedis) -> None:
    """The first command after a restart is sent again, on a new connection."""

    async def work() -> None:
        gateway = Gateway(redis)
        before = await gateway.conversations.since()
        redis.stop()
        redis.start()
        assert await gateway.conversations.since() >= before
        assert gateway.server.trouble == ""

    run(work)


def test_away_and_back(redis: RealRedis) -> None:
    """While it is away one sentence says where it was; when it is back, all goes on by itself."""

    async def work() -> None:
        gateway = Gateway(redis)
        await gateway.conversations.add(ConversationRecord("id", "sender"), 60)
        redis.stop()
        for store, call in (
            (gateway.conversations, "count"),
            (gateway.consultations, "count"),
        ):
            with pytest.raises(StorageError, match=rf"Redis at 127.0.0.1:{redis.port} does not"):
                await getattr(store, call)()
        with pytest.raises(StorageError):
            await gateway.failures.change(["pair:a"], lambda found: found)
        with pytest.raises(StorageError):
            async with gateway.conversations.alone("id"):
                pass
        assert "does not answer" in gateway.server.trouble
        redis.start()
        assert await gateway.conversations.count() == 0
        assert gateway.server.trouble == ""

    run(work)


@contextmanager
def silent(redis: RealRedis) -> Iterator[None]:
    """In the block it takes commands and says nothing."""
    redis.pause()
    try:
        yield
    finally:
        redis.go_on()


def test_silent(redis: RealRedis, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that takes commands and says nothing is away as well."""
    monkeypatch.setattr("bot.storage.redis.server.PATIENCE_SECONDS", 0.3)

    async def work() -> None:
        gateway = Gateway(redis)
        await gateway.conversations.count()
        with silent(redis), pytest.raises(StorageError, match="TimeoutError"):
            await gateway.conversations.count()
        assert await gateway.conversations.count() == 0

    run(work)


def test_one_alone_waits_for_a_silent_one(
    redis: RealRedis, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After the first who waited in vain nobody waits, until it answers again."""
    monkeypatch.setattr("bot.storage.redis.server.PATIENCE_SECONDS", 0.3)
    monkeypatch.setattr("bot.storage.redis.server._SLOW_SECONDS", 0.1)

    async def work() -> None:
        gateway = Gateway(redis)
        await gateway.conversations.count()
        with silent(redis):
            with pytest.raises(StorageError, match="TimeoutError"):
                await gateway.conversations.count()
            with pytest.raises(StorageError) as refused:
                await asyncio.wait_for(gateway.conversations.count(), 0.2)
            assert refused.value.kind == "Away"
        assert gateway.server._looking is not None
        await asyncio.wait_for(gateway.server._looking, 10)
        assert await gateway.conversations.count() == 0
        assert gateway.server.trouble == ""

    run(work)


def test_a_full_memory(redis: RealRedis) -> None:
    """Redis that may take no more refuses; what is there is kept, and nothing is thrown out."""

    async def work() -> None:
        gateway = Gateway(redis)
        await gateway.conversations.add(ConversationRecord("id", "sender"), 60)
        redis.client.config_set("maxmemory", "1kb")
        try:
            with pytest.raises(StorageError):
                await gateway.conversations.add(ConversationRecord("other", "sender"), 60)
        finally:
            redis.client.config_set("maxmemory", "0")
        assert await gateway.conversations.get("id", 60) is not None

    run(work)


def test_who_was_thought_dead_keeps_nothing(redis: RealRedis) -> None:
    """A gateway that comes back after its lock has ended cannot overwrite the next one's turn,
    whether that one is at work yet or done."""

    async def work() -> None:
        clock = RedisClock(redis.client)
        slow, next_ = Gateway(redis).conversations, Gateway(redis).conversations
        await slow.add(ConversationRecord("id", "sender"), 60)
        async with slow.alone("id"):
            old = await slow.get("id", 60)
            clock.now += LIFETIME_SECONDS  # it was stopped for so long
            async with next_.alone("id"):
                assert not await slow.put(old, 60)
                new = await next_.get("id", 60)
                new.state = {"topic": "debit_start"}
                assert await next_.put(new, 60)
            assert not await slow.put(old, 60)
        found = await next_.get("id", 60)
        assert found.state == {"topic": "debit_start"}

    run(work)


def test_who_lost_the_lock_does_not_free_it(redis: RealRedis) -> None:
    """The end of a block that was away for too long leaves the next one's lock alone."""

    async def work() -> None:
        clock = RedisClock(redis.client)
        slow, next_ = Gateway(redis).conversations, Gateway(redis).conversations
        both = slow.alone("id")
        await both.__aenter__()
        clock.now += LIFETIME_SECONDS
        async with next_.alone("id"):
            await both.__aexit__(None, None, None)
            assert list(redis.client.scan_iter("kokuho:lock:*"))

    run(work)


def test_a_lock_is_kept_as_long_as_the_work(
    redis: RealRedis, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A turn that takes longer than the lock's lifetime keeps it, by renewing it."""
    monkeypatch.setattr("bot.storage.redis.locks.LIFETIME_SECONDS", 0.3)

    async def work() -> None:
        one, other = Gateway(redis).conversations, Gateway(redis).conversations
        inside: list[str] = []

        async def second() -> None:
            async with other.alone("id"):
                inside.append("second")

        async with one.alone("id"):
            waiting = asyncio.create_task(second())
            await asyncio.wait([waiting], timeout=0.9)
            inside.append("first")
        await waiting
        assert inside == ["first", "second"]

    run(work)


def test_a_flood_is_bounded(redis: RealRedis) -> None:
    """However many names fail, so many are kept; those that wait stay."""

    async def work() -> None:
        gateway = Gateway(redis)
        gateway.failures._most = 20
        await gateway.failures.change(["pair:waits"], lambda _: [Failures(9, 0.0, 8e9, 9e9)])
        for number in range(60):
            names = [f"pair:{number}"]
            await gateway.failures.change(names, lambda _: [Failures(1, 0.0, 0.0, 9e9)])
        assert len(list(redis.client.scan_iter("kokuho:failures:????????*"))) <= 21
        seen: list[Any] = []
        await gateway.failures.change(["pair:waits"], lambda found: seen.extend(found) or found)
        assert seen == [Failures(9, 0.0, 8e9, 9e9)]

    run(work)


def test_a_wrong_address() -> None:
    """An address that is none of a Redis stops the start with one sentence, without the address."""
    with pytest.raises(StorageError, match="BOT_REDIS is no address"):
        RedisServer("http://:password@host", SECRET)


def test_the_start_waits_for_nobody(redis: RealRedis, tmp_path: Any) -> None:
    """Stores are there while Redis is not; what is wrong is told as soon as they are asked."""
    redis.stop()
    stores = Stores.mended(tmp_path, redis=redis.url, secret=SECRET)
    assert stores.trouble == ""

    async def work() -> None:
        with pytest.raises(StorageError):
            await stores.conversations.count()
        assert "does not answer" in stores.trouble
        await stores.close()

    run(work)


def test_what_is_passed_on_stays_nowhere(redis: RealRedis) -> None:
    """Another gateway's desk gets it; who listens in at Redis reads no word, and none is kept."""

    async def work() -> None:
        here, there = Gateway(redis), Gateway(redis)
        spy = redis.client.pubsub()
        spy.psubscribe("*")
        arrived = asyncio.get_running_loop().create_future()
        async with there.relay.waiting(WORDS, take=arrived.set_result):
            assert await here.relay.send(WORDS, {"text": WORDS})
            assert await asyncio.wait_for(arrived, 10) == {"text": WORDS}
        passed = [spy.get_message(timeout=10) for _ in range(2)][-1]
        assert passed is not None
        assert WORDS.encode() not in passed["channel"] + passed["data"]
        assert not redis.client.dbsize()

    run(work)


def test_a_desk_hears_again_after_a_restart(redis: RealRedis) -> None:
    """Redis dies and comes back: who waited waits again, without doing anything."""

    async def work() -> None:
        gateway = Gateway(redis)
        arrived = asyncio.get_running_loop().create_future()
        async with gateway.relay.waiting("desk", take=arrived.set_result):
            redis.stop()
            with pytest.raises(StorageError):
                await gateway.relay.send("desk", {"text": "lost"})
            redis.start()
            while not await gateway.relay.send("desk", {"text": "again"}):
                await asyncio.sleep(0.05)
            assert await asyncio.wait_for(arrived, 10) == {"text": "again"}

    run(work)
