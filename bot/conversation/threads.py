"""Threads in pools apart: who waits for a disk never keeps those waiting who think, or sign in.

What is stored is asked for in a pool of its own. A file that somebody else has locked costs whoever
asks a second and a refusal, whether he waits for the file or for a thread.
"""

from __future__ import annotations

import asyncio
import contextvars
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import ParamSpec, TypeVar

from bot.errors import StorageError

P = ParamSpec("P")
T = TypeVar("T")

_QUEUE_SECONDS = 0.25  # for a thread, while all of them wait for the file
_STORING = 8
_storing = ThreadPoolExecutor(_STORING, "storing")
_stored_now = 0  # how much is being stored or waits for a thread; only the event loop counts
_hashing = ThreadPoolExecutor(2, "hashing")  # a password keeps a core and 64 MB busy


async def stored(work: Callable[P, T], *args: P.args, **named: P.kwargs) -> T:
    """What `work` gives, which reads or writes what is stored. Raises StorageError.

    Who finds all threads taken waits for one a moment, and no longer: they wait for a file. Where
    one is free but the machine is slow to run it, nobody is refused.
    """
    global _stored_now
    until = time.monotonic() + _QUEUE_SECONDS if _stored_now >= _STORING else None

    def in_time() -> T:
        if until is not None and time.monotonic() > until:
            raise StorageError("too many wait for what is stored", "Busy", passing=True)
        return work(*args, **named)

    _stored_now += 1
    try:
        return await _run(_storing, in_time)
    finally:
        _stored_now -= 1


async def hashed(work: Callable[P, T], *args: P.args, **named: P.kwargs) -> T:
    """What `work` gives, which hashes a password."""
    return await _run(_hashing, partial(work, *args, **named))


async def _run(pool: ThreadPoolExecutor, work: Callable[[], T]) -> T:
    """Like asyncio.to_thread, in `pool`: the words that are spoken go along."""
    context = contextvars.copy_context()
    return await asyncio.get_running_loop().run_in_executor(pool, partial(context.run, work))
