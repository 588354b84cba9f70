"""Failed tries, in Redis: who guesses at one gateway waits at each."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import astuple

from redis.exceptions import WatchError

from bot.errors import StorageError
from bot.storage.ports.failures import Change, Failures
from bot.storage.redis.server import RedisServer, milliseconds

MOST_KEPT = 10_000  # of each kind
_KNOWN_SECONDS = 90 * 24 * 60 * 60
_INDEX_SECONDS = 24 * 60 * 60  # longer than any failure waits to be forgiven
_TRIES = 100

# Drops those that are forgiven, then those that have failed least and longest ago.
_TRIM = """
for _, key in ipairs(redis.call('zrange', KEYS[1], 0, -1)) do
  if redis.call('exists', key) == 0 then redis.call('zrem', KEYS[1], key) end
end
local over = redis.call('zcard', KEYS[1]) - tonumber(ARGV[1])
if over > 0 then
  for _, key in ipairs(redis.call('zrange', KEYS[1], 0, over - 1)) do redis.call('del', key) end
  redis.call('zremrangebyrank', KEYS[1], 0, over - 1)
end"""


class RedisFailures:
    """A FailureStore that all gateways share."""

    def __init__(
        self,
        server: RedisServer,
        most: int = MOST_KEPT,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """`most` of each kind are kept; `clock` gives seconds of Unix time."""
        self._server, self._most, self._clock = server, most, clock

    async def change(self, names: Sequence[str], change: Change) -> None:
        """Puts what `change` makes of the failures behind `names` in their place, all in one step,
        whoever else tries at that moment. None stands for no failures."""
        if not names:
            return
        kinds = {self._index(name) for name in names}
        for _ in range(_TRIES):
            if await self._changed(names, change):
                for kind in kinds:
                    with self._server.failing():
                        many = await self._server.redis.zcard(kind)
                    if many > self._most:
                        await self._server.run(_TRIM, [kind], self._most - self._most // 10)
                return
        raise StorageError("too many try to sign in at once", "Busy", passing=True)

    async def remember(self, name: str) -> None:
        """Notes that somebody has signed in under this name; a bounded number is remembered."""
        key = self._server.index("known")
        with self._server.failing():
            await self._server.redis.zadd(key, {self._name(name): self._clock()})
            await self._server.redis.zremrangebyrank(key, 0, -self._most - 1)
            await self._server.redis.expire(key, _KNOWN_SECONDS)

    async def is_known(self, name: str) -> bool:
        """Was that noted, and is it not forgotten?"""
        key = self._server.index("known")
        with self._server.failing():
            return await self._server.redis.zscore(key, self._name(name)) is not None

    async def _changed(self, names: Sequence[str], change: Change) -> bool:
        """One try; False if somebody else has changed one of them meanwhile."""
        keys = [self._name(name) for name in names]
        with self._server.failing():
            async with self._server.redis.pipeline() as pipe:
                await pipe.watch(*keys)
                found = [self._read(sealed) for sealed in await pipe.mget(keys)]
                pipe.multi()
                for name, key, failures in zip(names, keys, change(found), strict=True):
                    index = self._index(name)
                    if failures is None:
                        pipe.delete(key)
                        pipe.zrem(index, key)
                        continue
                    left = milliseconds(failures.ends - self._clock())
                    pipe.set(key, self._server.seal(astuple(failures)), px=left)
                    pipe.zadd(index, {key: failures.until * 1000 + min(failures.count, 999)})
                    pipe.expire(index, _INDEX_SECONDS)
                try:
                    await pipe.execute()
                except WatchError:
                    return False
        return True

    def _read(self, sealed: bytes | None) -> Failures | None:
        return Failures(*self._server.unseal(sealed)) if sealed else None

    def _name(self, name: str) -> str:
        return self._server.name("failures", name)

    def _index(self, name: str) -> str:
        return self._server.index(f"failures:{name.partition(':')[0]}")
