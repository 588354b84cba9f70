"""Moving windows, in Redis: counted in one step, by the clock of Redis."""

from __future__ import annotations

from bot.storage.redis.scripts import NOW
from bot.storage.redis.server import RedisServer, milliseconds, nonce

# The window as a sorted set of calls by their time. Gives the milliseconds to wait, 0 = none.
# ARGV: most, the window, and the call that is to be counted; empty: only look.
_HIT = f"""{NOW}
local window = tonumber(ARGV[2])
redis.call('zremrangebyscore', KEYS[1], '-inf', now - window)
if redis.call('zscore', KEYS[1], ARGV[3]) then return 0 end
local most = tonumber(ARGV[1])
if redis.call('zcard', KEYS[1]) >= most then
  local oldest = redis.call('zrange', KEYS[1], -most, -most, 'WITHSCORES')
  return math.max(1, oldest[2] + window - now)
end
if ARGV[3] ~= '' then
  redis.call('zadd', KEYS[1], now, ARGV[3])
  redis.call('pexpire', KEYS[1], window)
end
return 0"""


class RedisThrottles:
    """A ThrottleStore that all gateways share: who asks them in turn gains nothing."""

    def __init__(self, server: RedisServer) -> None:
        self._server = server

    async def hit(self, name: str, most: int, seconds: int) -> float:
        """Counts one more and gives 0; if there were `most` within `seconds` already, counts
        nothing and gives the seconds until there is room again."""
        return await self._wait(name, most, seconds, nonce())

    async def wait(self, name: str, most: int, seconds: int) -> float:
        """The same, and counts nothing in either case."""
        return await self._wait(name, most, seconds, "")

    async def _wait(self, name: str, most: int, seconds: int, call: str) -> float:
        key, window = self._server.name("throttle", name), milliseconds(seconds)
        return int(await self._server.run(_HIT, [key], most, window, call)) / 1000
