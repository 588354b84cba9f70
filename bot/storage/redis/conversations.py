"""Conversations and residents, in Redis."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager

from bot.storage.memory.locks import Locks
from bot.storage.ports.conversations import ConversationRecord
from bot.storage.ports.residents import ResidentRecord
from bot.storage.redis.locks import held
from bot.storage.redis.scripts import COUNT, NOW
from bot.storage.redis.server import RedisServer, milliseconds, nonce

# A talk is a hash: its sealed body, its version, who wrote it last, and the spent tokens. The index
# holds when each talk is over. KEYS: the talk and the index; ARGV[1]: the lifetime.
_TOUCH = """
redis.call('pexpire', KEYS[1], ARGV[1])
redis.call('zadd', KEYS[2], now + ARGV[1], KEYS[1])
redis.call('pexpire', KEYS[2], ARGV[1])
"""
# Full memory refuses a script with this first line as a whole; others go on once they have deleted.
_ADD = f"""#!lua
{NOW}
redis.call('set', KEYS[3], time[1], 'NX')
redis.call('del', KEYS[1])
redis.call('hset', KEYS[1], 'body', ARGV[2], 'version', ARGV[3])
{_TOUCH}"""
_GET = f"""{NOW}
local found = redis.call('hmget', KEYS[1], 'body', 'version')
if not found[1] then return nil end
{_TOUCH}
return found"""
_PUT = f"""{NOW}
local found = redis.call('hmget', KEYS[1], 'version', 'writer')
if found[2] == ARGV[4] then return 1 end
if found[1] ~= ARGV[3] then return 0 end
redis.call('hset', KEYS[1], 'body', ARGV[2], 'version', ARGV[3] + 1, 'writer', ARGV[4])
{_TOUCH}
return 1"""
_SPEND = """
if redis.call('exists', KEYS[1]) == 0 then return 0 end
redis.call('hsetnx', KEYS[1], ARGV[1], ARGV[2])
return redis.call('hget', KEYS[1], ARGV[1]) == ARGV[2] and 1 or 0"""
_DELETE = "redis.call('del', KEYS[1]); redis.call('zrem', KEYS[2], KEYS[1])"
_SINCE = """
redis.call('set', KEYS[1], redis.call('time')[1], 'NX')
return redis.call('get', KEYS[1])"""


class RedisConversations:
    """A ConversationStore that all gateways share."""

    def __init__(self, server: RedisServer) -> None:
        self._server, self._locks = server, Locks()

    async def since(self) -> float:
        """Whoever began later, in seconds of Unix time, was kept here."""
        return float(await self._server.run(_SINCE, [self._server.index("since")]))

    @asynccontextmanager
    async def alone(self, name: str) -> AsyncIterator[None]:
        """Nobody else is in such a block for this conversation, in whatever process; those of
        this one come in the order in which they asked."""
        lock, talk = self._server.name("lock", name), self._keys(name)[0]
        async with self._locks.of(name), held(self._server, lock, talk):
            yield

    async def add(self, record: ConversationRecord, seconds: float) -> None:
        """Keeps a new one, or begins one anew."""
        lifetime, body = milliseconds(seconds), self._server.seal(record.to_json())
        keys = [*self._keys(record.id), self._server.index("since")]
        await self._server.run(_ADD, keys, lifetime, body, record.version)

    async def get(self, name: str, seconds: float) -> ConversationRecord | None:
        """A copy of the record; None where there is none (any more)."""
        found = await self._server.run(_GET, self._keys(name), milliseconds(seconds))
        if found is None:
            return None
        body, version = found
        record = ConversationRecord.from_json(self._server.unseal(body))
        record.version = int(version)
        return record

    async def put(self, record: ConversationRecord, seconds: float) -> bool:
        """Keeps what was changed in a copy, which then has the new version.

        False, and nothing is kept, if it was kept by somebody else meanwhile, or is gone.
        """
        lifetime, body = milliseconds(seconds), self._server.seal(record.to_json())
        keys = self._keys(record.id)
        kept = await self._server.run(_PUT, keys, lifetime, body, record.version, nonce())
        record.version += int(kept)
        return bool(kept)

    async def spend(self, name: str, token: str) -> bool:
        """True the first time for a token of this conversation, then False."""
        keys = self._keys(name)[:1]
        return bool(await self._server.run(_SPEND, keys, _spent(token), nonce()))

    async def give_back(self, name: str, token: str) -> None:
        """It was not spent after all."""
        with self._server.failing():
            await self._server.redis.hdel(self._keys(name)[0], _spent(token))

    async def delete(self, name: str) -> None:
        """Forgets it at once."""
        await self._server.run(_DELETE, self._keys(name))

    async def count(self) -> int:
        """How many there are."""
        return int(await self._server.run(COUNT, [self._server.index("talks")]))

    def _keys(self, name: str) -> list[str]:
        return [self._server.name("talk", name), self._server.index("talks")]


def _spent(token: str) -> str:
    return f"spent:{token}"


class RedisResidents:
    """A ResidentStore that all gateways share."""

    def __init__(self, server: RedisServer) -> None:
        self._server = server

    async def get(self, name: str) -> ResidentRecord | None:
        """A copy of what is kept; None where there is nothing (any more)."""
        with self._server.failing():
            found = await self._server.redis.get(self._name(name))
        return ResidentRecord.from_json(self._server.unseal(found)) if found else None

    async def put(self, name: str, record: ResidentRecord, seconds: float) -> None:
        """Keeps it in place of what was there."""
        sealed = self._server.seal(record.to_json())
        with self._server.failing():
            await self._server.redis.set(self._name(name), sealed, px=milliseconds(seconds))

    async def delete(self, name: str) -> None:
        """Forgets it at once."""
        with self._server.failing():
            await self._server.redis.delete(self._name(name))

    async def note_said(self, messages: Collection[str], seconds: float) -> None:
        """Keeps the platform's names of messages of ours, for so long."""
        with self._server.failing():
            for message in messages:
                name = self._server.name("said", message)
                await self._server.redis.set(name, b"", px=milliseconds(seconds))

    async def was_said(self, message: str) -> bool:
        """Is it the name of a message of ours?"""
        with self._server.failing():
            return bool(await self._server.redis.exists(self._server.name("said", message)))

    def _name(self, name: str) -> str:
        return self._server.name("resident", name)
