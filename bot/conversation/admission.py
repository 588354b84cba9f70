"""Whose message is worked on next: a fair share of the time for each caller, by what it costs.

Rasa works on one message at a time, and a long one takes ten times as long as a short one. So few
go to it at once, and the rest waits here, in the order of weighted fair queueing: a message's turn
comes when its caller would have had so much of the time if all shared it equally. Who asks one
short question passes whoever sends long texts without end. Among long texts there are rests, so
that a short one seldom finds Rasa at work on one. To wait here says nothing of Rasa.
"""

from __future__ import annotations

import asyncio
import heapq
import itertools
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from bot.conversation.refusals import refused
from bot.errors import RequestRefused

SLOTS = 4  # at work at once: enough to keep Rasa busy while answers are read and written
MOST_OF_ONE, MOST_OF_ALL, MOST_IN_NEED = 16, 512, 1024  # waiting; the last for who has none yet
_RETRY_SECONDS = 5
_FIRST, _EACH = 0.02, 0.00016  # seconds of a message, and of a character, until it is measured
_QUICKER, _SLOWER = 0.3, 0.02  # what the machine can do counts more than what it did under load
_SHORT = 6  # as a step of Costs: below 64 characters
# So many times what a short one costs, and no less than so many seconds: where Rasa is quick, three
# times a short one is still nothing that anybody waits for.
_HEAVY, _HEAVY_SECONDS = 3.0, 0.05
# A rest is so many times as long as the long text took; the second, where more than so many wait:
# then four of a hundred short questions find Rasa at a long one, which the p95 does not see.
_REST, _REST_OF_MANY, _MANY = 1.0, 24.0, 8


@dataclass(order=True)
class Ticket:
    """One message that waits. `finish` and `start` are in the virtual time of the queue."""

    finish: float
    number: int
    start: float = field(compare=False)
    caller: str = field(compare=False)
    heavy: bool = field(compare=False)
    admitted: asyncio.Future[None] = field(compare=False, repr=False)


class Costs:
    """Seconds of work by length, as measured, in steps of twice the length.

    The length of a pressed button is 0: nothing has to be understood.
    """

    def __init__(self) -> None:
        self._seconds = [_guess(step) for step in range(16)]
        self._known: set[int] = set()

    def of(self, size: int) -> float:
        """What a text of so many characters will very likely cost."""
        step = _step(size)
        if step in self._known:
            return self._seconds[step]
        return self._short() * _guess(step) / _guess(_SHORT)

    def is_heavy(self, size: int) -> bool:
        """Is that much more than a short question?"""
        return self.of(size) > max(_HEAVY * self._short(), _HEAVY_SECONDS)

    def measured(self, size: int, seconds: float) -> None:
        """What one did cost, with whatever else was at work."""
        old = self._seconds[_step(size)]
        weight = _QUICKER if seconds < old else _SLOWER
        if _step(size) not in self._known:
            self._known.add(_step(size))
            weight = 1.0
        self._seconds[_step(size)] = old + weight * (seconds - old)

    def _short(self) -> float:
        short = [self._seconds[step] for step in self._known if 0 < step <= _SHORT]
        return max(short, default=_guess(_SHORT))


class Admission:
    """The queue of one process."""

    def __init__(
        self,
        patience: float,
        slots: int = SLOTS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Who has not had his turn after `patience` seconds is refused."""
        self._patience, self._slots, self._clock = patience, slots, clock
        self._costs, self._numbers = Costs(), itertools.count()
        self._light: list[Ticket] = []
        self._heavy: list[Ticket] = []
        self._waiting: Counter[str] = Counter()
        self._served: dict[str, float] = {}  # the virtual finish of each caller's last message
        self._now = 0.0  # virtual
        self._at_work, self._heavy_at_work = 0, False
        self._rests_until, self._wakes = 0.0, False

    def check(self, caller: str) -> None:
        """Raises busy for who has too many waiting, or where too many wait in all."""
        own, all_ = self._waiting[caller], self._waiting.total()
        most = MOST_OF_ALL if own else MOST_IN_NEED
        if own >= MOST_OF_ONE or all_ >= most:
            raise refused("busy", retry_after=_RETRY_SECONDS)

    @asynccontextmanager
    async def turn(self, caller: str, size: int) -> AsyncIterator[None]:
        """Waits for the turn of a text of `size` characters. Raises busy."""
        self.check(caller)
        ticket = self._ticket(caller, size)
        await self._wait(ticket)
        began = self._clock()
        try:
            yield
            self._costs.measured(size, self._clock() - began)
        finally:
            self._leave(ticket, self._clock() - began)

    def _ticket(self, caller: str, size: int) -> Ticket:
        start = max(self._now, self._served.get(caller, 0.0))
        finish = self._served[caller] = start + self._costs.of(size)
        admitted = asyncio.get_running_loop().create_future()
        heavy = self._costs.is_heavy(size)
        return Ticket(finish, next(self._numbers), start, caller, heavy, admitted)

    async def _wait(self, ticket: Ticket) -> None:
        queue = self._heavy if ticket.heavy else self._light
        heapq.heappush(queue, ticket)
        self._admit()
        if ticket.admitted.done():
            return
        self._waiting[ticket.caller] += 1
        try:
            # Not wait_for, which in Python 3.10 loses a cancellation that comes with the turn.
            done, _ = await asyncio.wait({ticket.admitted}, timeout=self._patience)
            if not done:
                raise refused("busy", retry_after=_RETRY_SECONDS)
        except (RequestRefused, asyncio.CancelledError):
            self._withdraw(ticket, queue)
            raise
        finally:
            self._waiting[ticket.caller] -= 1
            self._waiting += Counter()  # without those who have none

    def _withdraw(self, ticket: Ticket, queue: list[Ticket]) -> None:
        if ticket.admitted.done():  # at that very moment
            self._leave(ticket, 0.0)
        else:
            queue.remove(ticket)
            heapq.heapify(queue)

    def _leave(self, ticket: Ticket, seconds: float) -> None:
        self._at_work -= 1
        if ticket.heavy:
            self._heavy_at_work = False
            rest = _REST if len(self._heavy) <= _MANY else _REST_OF_MANY
            self._rests_until = self._clock() + rest * seconds
        self._admit()

    def _admit(self) -> None:
        while self._at_work < self._slots and (queue := self._next()) is not None:
            ticket = heapq.heappop(queue)
            self._now = max(self._now, ticket.start)
            self._at_work += 1
            self._heavy_at_work = self._heavy_at_work or ticket.heavy
            ticket.admitted.set_result(None)
        rest = self._rests_until - self._clock()
        if self._heavy and rest > 0 and not self._wakes:
            self._wakes = True
            asyncio.get_running_loop().call_later(rest, self._wake)
        self._forget()

    def _wake(self) -> None:
        """The rest is over; perhaps not quite, as two clocks have it."""
        self._wakes = False
        self._admit()

    def _next(self) -> list[Ticket] | None:
        may = not self._heavy_at_work and self._clock() >= self._rests_until
        queues = [queue for queue in (self._light, self._heavy if may else []) if queue]
        return min(queues, key=lambda queue: queue[0], default=None)

    def _forget(self) -> None:
        """Who has had less than everybody else begins anew."""
        if len(self._served) > 2 * MOST_IN_NEED:
            self._served = {c: at for c, at in self._served.items() if at > self._now}


def _guess(step: int) -> float:
    """Seconds, before anything is measured."""
    return float(_FIRST + _EACH * (1 << step))


def _step(size: int) -> int:
    return min(size.bit_length(), 15)
