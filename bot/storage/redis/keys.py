"""Keys that all gateways have, in the memory of Redis, sealed and for minutes."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain

from bot.storage.redis.scripts import NOW
from bot.storage.redis.server import RedisServer, milliseconds

# KEYS: the sealed keys by a hidden name, and when each name is over.
# ARGV: a name, what is sealed and its lifetime, again and again.
_EXCHANGE = f"""{NOW}
for i = 1, #ARGV, 3 do
  redis.call('hset', KEYS[1], ARGV[i], ARGV[i + 1])
  redis.call('zadd', KEYS[2], now + ARGV[i + 2], ARGV[i])
end
for _, name in ipairs(redis.call('zrangebyscore', KEYS[2], '-inf', now)) do
  redis.call('hdel', KEYS[1], name)
  redis.call('zrem', KEYS[2], name)
end
local last = redis.call('zrevrange', KEYS[2], 0, 0, 'withscores')
for _, key in ipairs(KEYS) do
  if last[2] then redis.call('pexpire', key, last[2] - now) end
end
return redis.call('hvals', KEYS[1])"""


class RedisKeys:
    """A KeyStore that all gateways share."""

    def __init__(self, server: RedisServer) -> None:
        self._server = server

    async def exchange(
        self, mine: Mapping[str, float], seconds: Mapping[str, float]
    ) -> dict[str, float]:
        """Keeps `mine`, each for so many seconds from now, and gives what everybody has kept."""
        server = self._server
        told = chain.from_iterable(
            (server.name("seal", key), server.seal([key, made]), milliseconds(seconds[key]))
            for key, made in mine.items()
        )
        keys = [server.index("seals"), server.index("seals-over")]
        found = await server.run(_EXCHANGE, keys, *told)
        return dict(server.unseal(sealed) for sealed in found)
