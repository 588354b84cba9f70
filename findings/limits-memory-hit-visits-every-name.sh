#!/usr/bin/env bash
# limits 5.8.0, limits.aio with its MemoryStorage: one hit costs a thread hop for every name known.
#
# Seen: each hit or look of a moving window starts a task that goes through all names that have been
# counted, and asks for each of them with asyncio.to_thread what is over. With 1 name a hit makes 1
# such hop, with 300 names it makes 300, although it is about one of them. So the cost of a request
# grows with how many people have come in the last window, on the event loop of the server. Who counts
# in memory with many names wants another storage, or a window of their own.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install --disable-pip-version-check limits==5.8.0
"$folder/venv/bin/python" - <<'PY'
import asyncio
from importlib.metadata import version

from limits import RateLimitItemPerMinute
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import MovingWindowRateLimiter

hops = 0
real = asyncio.to_thread


async def counted(*args, **kwargs):
    global hops
    hops += 1
    return await real(*args, **kwargs)


asyncio.to_thread = counted


async def hops_of_one_hit(names):
    global hops
    storage = MemoryStorage()
    window, limit = MovingWindowRateLimiter(storage), RateLimitItemPerMinute(100)
    for number in range(names):
        assert await window.hit(limit, str(number))
    await asyncio.wait_for(storage.timer, 60)
    hops = 0
    assert await window.hit(limit, "0")
    await asyncio.wait_for(storage.timer, 60)
    return hops


async def main():
    return {names: await hops_of_one_hit(names) for names in (1, 30, 300)}


found = asyncio.run(main())
print("limits", version("limits"))
for names, count in found.items():
    print(f"  {names} names known: one hit makes {count} thread hops")
assert found == {1: 1, 30: 30, 300: 300}
PY
