"""Threads in pools apart: who waits for a disk never keeps those waiting who think, or sign in.

What is stored is asked for in a pool of its own. A file that somebody else has locked costs whoever
asks a third of a second and a refusal, whether he waits for the file or for a thread.
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

_QUEUE_SECONDS = 0.05  # for a thread; with the wait for the file it is less than 0.3
_storing = ThreadPoolExecutor(8, "storing")
_hashing = ThreadPoolExecutor(2, "hashing")  # a password keeps a core and 64 MB busy


async def stored(work: Callable[P, T], *args: P.args, **named: P.kwargs) -> T:
    """What `work` gives, which reads or writes what is stored. Raises StorageError."""
    until = time.monotonic() + _QUEUE_SECONDS

    def in_time() -> T:
        if time.monotonic() > until:  # the threads were all waiting for a file
            raise StorageError("too many wait for what is stored", "Busy", passing=True)
        return work(*args, **named)

    return await _run(_storing, in_time)


async def hashed(work: Callable[P, T], *args: P.args, **named: P.kwargs) -> T:
    """What `work` gives, which hashes a password."""
    return await _run(_hashing, partial(work, *args, **named))


async def _run(pool: ThreadPoolExecutor, work: Callable[[], T]) -> T:
    """Like asyncio.to_thread, in `pool`: the words that are spoken go along."""
    context = contextvars.copy_context()
    return await asyncio.get_running_loop().run_in_executor(pool, partial(context.run, work))
