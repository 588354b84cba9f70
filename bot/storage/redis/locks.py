"""One lock a conversation over all processes, with a fencing token.

Who has the lock keeps it by word of his: dies he, it is free after LIFETIME_SECONDS. Each time that
it is given, the version of the conversation grows: a holder that was away for too long has an
older one, and nothing that he keeps is taken (the fencing token).
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from bot.errors import StorageError
from bot.storage.redis.server import RedisServer, milliseconds, nonce

LIFETIME_SECONDS = 5.0
_WAIT_SECONDS = 20.0  # for another process; a turn takes a tenth of one second
_LOOK_SECONDS = 0.01  # it waits only who has sent two messages at once to two gateways

_TAKE = """
if redis.call('set', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) then
  if redis.call('exists', KEYS[2]) == 1 then redis.call('hincrby', KEYS[2], 'version', 1) end
  return 1
end
return redis.call('get', KEYS[1]) == ARGV[1] and 1 or 0
"""
_RENEW = """
return redis.call('get', KEYS[1]) == ARGV[1] and redis.call('pexpire', KEYS[1], ARGV[2]) or 0
"""
_FREE = "return redis.call('get', KEYS[1]) == ARGV[1] and redis.call('del', KEYS[1]) or 0"


@asynccontextmanager
async def held(server: RedisServer, lock: str, fenced: str) -> AsyncIterator[None]:
    """Holds `lock` in the block; older copies of the conversation `fenced` are worth nothing.

    Raises StorageError where Redis does not answer, and where somebody holds it too long.
    """
    mine = nonce()
    await _wait(server, lock, fenced, mine)
    renewing = asyncio.create_task(_renew(server, lock, mine))
    try:
        yield
    finally:
        renewing.cancel()
        with suppress(StorageError):  # then it ends by itself
            await server.run(_FREE, [lock], mine)


async def _wait(server: RedisServer, lock: str, fenced: str, mine: str) -> None:
    until = time.monotonic() + _WAIT_SECONDS
    while not await server.run(_TAKE, [lock, fenced], mine, milliseconds(LIFETIME_SECONDS)):
        if time.monotonic() >= until:
            raise StorageError("another process is at work on the talk", "Locked", passing=True)
        await asyncio.sleep(_LOOK_SECONDS * random.uniform(0.5, 1.5))


async def _renew(server: RedisServer, lock: str, mine: str) -> None:
    while True:
        await asyncio.sleep(LIFETIME_SECONDS / 3)
        with suppress(StorageError):
            await server.run(_RENEW, [lock], mine, milliseconds(LIFETIME_SECONDS))
