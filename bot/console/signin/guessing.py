"""Slows the guessing of passwords: failures make the next try wait, longer each time.

Three tallies stop three kinds of guessing; the longest wait counts.

- account and address: somebody tries passwords of one colleague. After 5 failures.
- address: somebody tries one password on many names. After 30.
- account: many machines try passwords of one colleague. After 30, and not for an address from
  which this account has signed in before: so nobody locks a colleague out of the usual desk.

A try counts as failed before its password is looked at, and is taken back when the password was
right: a hundred at the same time gain nothing over one after the other. A name that does not exist
is treated like one that does. In memory alone, bounded, and without any name or address in clear.
"""

from __future__ import annotations

import asyncio
import hashlib
import secrets
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bot.conversation.limits import household
from bot.conversation.refusals import refused

FIRST_WAIT, LONGEST_WAIT = 60, 15 * 60  # seconds; each wait is twice the one before
MOST_KEPT = 10_000  # entries of each tally
MOST_WAITING = 20  # passwords that wait to be looked at; more are refused
_BUSY_SECONDS = 5
_DOUBLINGS = 4  # from the first wait to the longest


@dataclass(slots=True)
class _Failures:
    """How many are not forgiven yet, since when that is so, and until when the next one waits."""

    count: int
    since: float
    until: float = 0.0


class TryCount:
    """Failures by key. One is forgiven each `forgiven` seconds; from `free` on, tries wait."""

    def __init__(self, free: int, forgiven: float) -> None:
        self._free, self._forgiven = free, forgiven
        self._kept: dict[str, _Failures] = {}

    def __len__(self) -> int:
        return len(self._kept)

    def wait(self, key: str, now: float) -> float:
        """Seconds until `key` may try again, 0 if at once."""
        found = self._kept.get(key)
        return max(0.0, found.until - now) if found else 0.0

    def add(self, key: str, now: float) -> float:
        """One more failure. Gives the moment until which `key` now waits, 0 if it does not."""
        found = self._forgive(key, now)
        if found is None:
            self._make_room(now)
            found = self._kept[key] = _Failures(0, now)
        found.count = min(found.count + 1, self._free + _DOUBLINGS)
        if found.count >= self._free:
            seconds = FIRST_WAIT * 2 ** (found.count - self._free)
            found.until = now + min(seconds, LONGEST_WAIT)
        return found.until

    def take_back(self, key: str, until: float) -> None:
        """It was no failure. The wait ends only if it was this one that began it."""
        found = self._kept.get(key)
        if found is None:
            return
        found.count -= 1
        if found.until == until:
            found.until = 0.0
        if found.count <= 0 and not found.until:
            del self._kept[key]

    def clear(self, key: str) -> None:
        """Everything is forgiven."""
        self._kept.pop(key, None)

    def _forgive(self, key: str, now: float) -> _Failures | None:
        found = self._kept.get(key)
        if found is None:
            return None
        times = int((now - found.since) // self._forgiven)
        found.count -= times
        found.since += times * self._forgiven
        if found.count > 0 or found.until > now:
            found.count = max(found.count, 0)
            return found
        del self._kept[key]
        return None

    def _make_room(self, now: float) -> None:
        """Whoever floods the memory with new keys pushes out those, not the ones that wait."""
        if len(self._kept) < MOST_KEPT:
            return
        for key in list(self._kept):
            self._forgive(key, now)
        if len(self._kept) >= MOST_KEPT:
            for key in sorted(self._kept, key=self._rank)[: MOST_KEPT // 10]:
                del self._kept[key]

    def _rank(self, key: str) -> tuple[float, int, float]:
        found = self._kept[key]
        return found.until, found.count, found.since


@dataclass(frozen=True, slots=True)
class Try:
    """One try to sign in. `wait`: seconds before it may be made, 0 = now.

    `locks`: if this one fails, so many seconds of waiting begin.
    """

    wait: int
    locks: int = 0
    pair: str = ""
    counted: tuple[tuple[TryCount, str, float], ...] = ()


class Guessing:
    """The failures of this process. For one event loop, not for threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """`clock` gives seconds, tests bring their own."""
        self._clock = clock
        self._key = secrets.token_bytes(32)
        self._pairs = TryCount(free=5, forgiven=60 * 60)
        self._addresses = TryCount(free=30, forgiven=5 * 60)
        self._accounts = TryCount(free=30, forgiven=15 * 60)
        self._usual: dict[str, None] = {}  # pairs that have signed in, the oldest first
        self._looking, self._waiting = asyncio.Semaphore(1), 0

    def begin(self, name: str, host: str | None) -> Try:
        """A try for the account `name` from the address `host`; it counts as failed at once."""
        now, home = self._clock(), household(host)
        pair = self._pseudonym("pair", name, home)
        concerned = [(self._pairs, pair), (self._addresses, self._pseudonym("address", home))]
        if pair not in self._usual:
            concerned.append((self._accounts, self._pseudonym("account", name)))
        longest = max(tally.wait(key, now) for tally, key in concerned)
        if longest > 0:
            return Try(_whole(longest))
        counted = tuple((tally, key, tally.add(key, now)) for tally, key in concerned)
        locks = max(until for _, _, until in counted) - now
        return Try(0, _whole(max(0.0, locks)), pair, counted)

    def succeeded(self, made: Try) -> None:
        """The password was right."""
        self.take_back(made)
        self._pairs.clear(made.pair)
        self._usual.pop(made.pair, None)
        self._usual[made.pair] = None
        if len(self._usual) > MOST_KEPT:
            del self._usual[next(iter(self._usual))]

    def take_back(self, made: Try) -> None:
        """The password was not looked at."""
        for tally, key, until in made.counted:
            tally.take_back(key, until)

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """One password at a time is looked at, so that residents keep the processor.

        Raises busy when too many wait already.
        """
        if self._waiting >= MOST_WAITING:
            raise refused("busy", retry_after=_BUSY_SECONDS)
        self._waiting += 1
        try:
            async with self._looking:
                yield
        finally:
            self._waiting -= 1

    def _pseudonym(self, *parts: str) -> str:
        """Somebody may have typed a password for a name: nothing typed stays in memory."""
        whole = "\0".join(parts).encode(errors="surrogatepass")
        return hashlib.blake2b(whole, key=self._key, digest_size=16).hexdigest()


def _whole(seconds: float) -> int:
    return int(-(-seconds // 1))
