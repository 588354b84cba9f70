"""Slows the guessing of passwords: failures make the next try wait, longer each time.

Three counts stop three kinds of guessing; the longest wait counts.

- account and address: somebody tries passwords of one colleague. After 5 failures.
- address: somebody tries one password on many names. After 30.
- account: many machines try passwords of one colleague. After 30, and not for an address from
  which this account has signed in before: so nobody locks a colleague out of the usual desk.

A try counts as failed before its password is looked at, and is taken back when the password was
right: a hundred at the same time gain nothing over one after the other. A name that does not exist
is treated like one that does. Bounded, and without any name or address in clear.
"""

from __future__ import annotations

import asyncio
import hashlib
import secrets
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

from bot.conversation.refusals import refused
from bot.conversation.throttle import household
from bot.errors import RequestRefused, StorageError
from bot.storage.ports.failures import Failures, FailureStore

FIRST_WAIT, LONGEST_WAIT = 60, 15 * 60  # seconds; each wait is twice the one before
MOST_WAITING = 20  # passwords that wait to be looked at; more are refused
_BUSY_SECONDS = 5
_DOUBLINGS = 4  # from the first wait to the longest


@dataclass(frozen=True, slots=True)
class Forgiving:
    """One failure is forgiven each `forgiven` seconds; from `free` on, tries wait."""

    free: int
    forgiven: float

    def wait(self, found: Failures | None, now: float) -> float:
        """Seconds until the next try may be made, 0 if at once."""
        return max(0.0, found.until - now) if found else 0.0

    def add(self, found: Failures | None, now: float) -> Failures:
        """One more failure."""
        found = self._forgiven(found, now) or Failures(0, now)
        count = min(found.count + 1, self.free + _DOUBLINGS)
        until = found.until
        if count >= self.free:
            until = now + min(FIRST_WAIT * 2 ** (count - self.free), LONGEST_WAIT)
        ends = max(until, found.since + count * self.forgiven)
        return Failures(count, found.since, until, ends)

    def take_back(self, found: Failures | None, until: float) -> Failures | None:
        """It was no failure. The wait ends only if it was this one that began it."""
        if found is None:
            return None
        left = replace(
            found, count=found.count - 1, until=0.0 if found.until == until else found.until
        )
        return left if left.count > 0 or left.until else None

    def _forgiven(self, found: Failures | None, now: float) -> Failures | None:
        if found is None:
            return None
        times = int((now - found.since) // self.forgiven)
        count, since = found.count - times, found.since + times * self.forgiven
        if count > 0 or found.until > now:
            return replace(found, count=max(count, 0), since=since)
        return None


_PAIR = Forgiving(free=5, forgiven=60 * 60)
_ADDRESS = Forgiving(free=30, forgiven=5 * 60)
_ACCOUNT = Forgiving(free=30, forgiven=15 * 60)


@dataclass(frozen=True, slots=True)
class Try:
    """One try to sign in. `wait`: seconds before it may be made, 0 = now.

    `locks`: if this one fails, so many seconds of waiting begin. `counted`: where it was counted,
    and until when that makes wait.
    """

    wait: int
    locks: int = 0
    pair: str = ""
    counted: tuple[tuple[Forgiving, str, float], ...] = ()


class Guessing:
    """Who may try now. Passwords are looked at one by one in each process."""

    def __init__(
        self, store: FailureStore, key: str = "", clock: Callable[[], float] = time.time
    ) -> None:
        """`key` hides names and addresses, the same for all who share the store, else one of our
        own; `clock` gives seconds, the same for them, too."""
        self._store, self._clock = store, clock
        self._key = hashlib.sha256((key or secrets.token_hex(32)).encode()).digest()
        self._looking, self._waiting = asyncio.Semaphore(1), 0

    async def begin(self, name: str, host: str | None) -> Try:
        """A try for the account `name` from the address `host`; it counts as failed at once."""
        now, home = self._clock(), household(host)
        pair = self._pseudonym("pair", name, home)
        concerned = [(_PAIR, pair), (_ADDRESS, self._pseudonym("address", home))]
        if not await self._store.is_known(pair):
            concerned.append((_ACCOUNT, self._pseudonym("account", name)))
        made = Try(0)

        def count(found: Sequence[Failures | None]) -> Sequence[Failures | None]:
            nonlocal made
            both = list(zip(concerned, found, strict=True))
            longest = max(forgiving.wait(failures, now) for (forgiving, _), failures in both)
            if longest > 0:
                made = Try(_whole(longest))
                return found
            added = [forgiving.add(failures, now) for (forgiving, _), failures in both]
            counted = tuple(
                (forgiving, key, failures.until)
                for (forgiving, key), failures in zip(concerned, added, strict=True)
            )
            locks = max(failures.until for failures in added) - now
            made = Try(0, _whole(max(0.0, locks)), pair, counted)
            return added

        await self._store.change([key for _, key in concerned], count)
        return made

    async def succeeded(self, made: Try) -> None:
        """The password was right."""
        await self.take_back(made)
        await self._store.change([made.pair], lambda _: [None])
        await self._store.remember(made.pair)

    async def take_back(self, made: Try) -> None:
        """The password was not looked at."""

        def back(found: Sequence[Failures | None]) -> Sequence[Failures | None]:
            return [
                forgiving.take_back(failures, until)
                for (forgiving, _, until), failures in zip(made.counted, found, strict=True)
            ]

        await self._store.change([key for _, key, _ in made.counted], back)

    @asynccontextmanager
    async def looked_at(self, made: Try) -> AsyncIterator[None]:
        """Around the look at what was typed: nobody has to wait for a failure of ours."""
        try:
            yield
        except (RequestRefused, StorageError):
            await self.take_back(made)
            raise

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

    def _pseudonym(self, kind: str, *parts: str) -> str:
        """Somebody may have typed a password for a name: nothing typed stays in memory."""
        whole = "\0".join((kind, *parts)).encode(errors="surrogatepass")
        return f"{kind}:{hashlib.blake2b(whole, key=self._key, digest_size=16).hexdigest()}"


def _whole(seconds: float) -> int:
    return int(-(-seconds // 1))
