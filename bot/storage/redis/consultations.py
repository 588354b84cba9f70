"""Consultation numbers, in Redis: gone with their use and with their time."""

from __future__ import annotations

import time
from collections.abc import Callable

from bot.storage.ports.consultations import Shown
from bot.storage.redis.scripts import COUNT, NOW
from bot.storage.redis.server import RedisServer, milliseconds

# KEYS: what is shown, that the name was given, and the index of when each is over.
_ADD = f"""
if redis.call('exists', KEYS[1], KEYS[2]) > 0 then return 0 end
{NOW}
redis.call('set', KEYS[1], ARGV[1], 'PX', ARGV[2])
redis.call('set', KEYS[2], '', 'PX', ARGV[3])
redis.call('zadd', KEYS[3], now + ARGV[2], KEYS[1])
redis.call('pexpire', KEYS[3], ARGV[2])
return 1"""
_TAKE = "redis.call('zrem', KEYS[2], KEYS[1]); return redis.call('getdel', KEYS[1])"


class RedisConsultations:
    """A ConsultationStore that all gateways share: any of them hands out any number."""

    def __init__(self, server: RedisServer, clock: Callable[[], float] = time.time) -> None:
        """`clock` gives seconds, the same for all who share the store."""
        self._server, self._clock = server, clock

    async def add(self, name: str, shown: Shown, seconds: float, reserved: float) -> bool:
        """Keeps it for `seconds`; False if the name is in use, or was within `reserved` seconds
        after its end."""
        live, index = self._keys(name)
        keys = [live, self._server.name("reserved", name), index]
        sealed = self._server.seal([self._clock(), shown.to_json()])
        times = milliseconds(seconds), milliseconds(seconds + reserved)
        return bool(await self._server.run(_ADD, keys, sealed, *times))

    async def is_live(self, name: str) -> bool:
        """May it still be used?"""
        with self._server.failing():
            return bool(await self._server.redis.exists(self._keys(name)[0]))

    async def take(self, name: str) -> tuple[Shown, float] | None:
        """What stands behind the name, wiped here: one asks, one gets it. And its age in
        seconds."""
        found = await self._server.run(_TAKE, self._keys(name))
        if found is None:
            return None
        at, shown = self._server.unseal(found)
        return Shown.from_json(shown), self._clock() - at

    async def drop(self, name: str) -> bool:
        """Wipes it; was there anything?"""
        return await self._server.run(_TAKE, self._keys(name)) is not None

    async def count(self) -> int:
        """How many are live."""
        return int(await self._server.run(COUNT, [self._server.index("consultations")]))

    def _keys(self, name: str) -> list[str]:
        return [self._server.name("consultation", name), self._server.index("consultations")]
