"""Residents who ask at an ordinary pace, and an attacker who sends long texts without a pause."""

from __future__ import annotations

import asyncio
import time
import uuid
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import aiohttp

from benchmarks.understanding.figures import quantile
from benchmarks.web.doors import Broken, GatewayDoor, new_session
from benchmarks.web.talks import TalkTurn, scripts_from

# Forty dates in a thousand characters: what costs most to read.
LONG_TEXT = ("父は昭和25年11月3日生まれで、" * 60)[:1_000]
TALKS_OF_ADDRESS = 3
_REFUSED_PAUSE = 0.5  # the attacker does not wait as long as he is told
_FIRST_ATTACKER = 1_000  # addresses apart from those of residents


@dataclass
class ResidentAnswers:
    """Seconds of each answer in full, and how many messages got less than that."""

    seconds: list[float] = field(default_factory=list)
    refused: int = 0
    reduced: int = 0

    @property
    def whole(self) -> float:
        """The share that was answered in full."""
        everybody = len(self.seconds) + self.refused + self.reduced
        return len(self.seconds) / everybody if everybody else 0.0

    @property
    def p95(self) -> float:
        """Seconds in which 95 of 100 full answers came."""
        return quantile(self.seconds, 0.95)


async def ask(url: str, residents: int, seconds: float, pace: float) -> ResidentAnswers:
    """So many residents, each with a message every `pace` seconds, begun one after the other."""
    found, until = ResidentAnswers(), time.perf_counter() + seconds
    await asyncio.gather(
        *(_resident(url, n, pace, pace * n / residents, until, found) for n in range(residents))
    )
    return found


async def beside(
    url: str, addresses: int, work: Callable[[], Awaitable[ResidentAnswers]]
) -> ResidentAnswers:
    """`work`, while the attacker is at it."""
    attack = [
        asyncio.create_task(_attack(url, _FIRST_ATTACKER + number // TALKS_OF_ADDRESS))
        for number in range(addresses * TALKS_OF_ADDRESS)
    ]
    try:
        await asyncio.sleep(2.0)  # until the queue is full
        return await work()
    finally:
        for task in attack:
            task.cancel()
        await asyncio.gather(*attack, return_exceptions=True)


async def _resident(
    url: str, number: int, pace: float, later: float, until: float, found: ResidentAnswers
) -> None:
    session = new_session(number)
    door = GatewayDoor(session, url)
    try:
        await asyncio.sleep(later)
        for script in scripts_from(number):
            for place, turn in enumerate(script):
                began = time.perf_counter()
                if began >= until:
                    return
                await _one(door, turn, found, anew=place == 0)
                await asyncio.sleep(max(0.0, pace - (time.perf_counter() - began)))
    finally:
        await session.close()


async def _one(door: GatewayDoor, turn: TalkTurn, found: ResidentAnswers, *, anew: bool) -> None:
    try:
        if anew:
            await door.begin()
        began = time.perf_counter()
        answer = await door.take(turn)
    except (Broken, aiohttp.ClientError, asyncio.TimeoutError):
        found.refused += 1
        return
    if answer.reduced:
        found.reduced += 1
    else:
        found.seconds.append(time.perf_counter() - began)


async def _attack(url: str, number: int) -> None:
    async with new_session(number) as session:
        token = ""
        while True:
            path, body = "/api/conversations", {}
            headers = {"Authorization": f"Bearer {token}"} if token else {}
            if token:
                path, body = "/api/messages", {"id": uuid.uuid4().hex, "text": LONG_TEXT}
            try:
                async with session.post(url + path, json=body, headers=headers) as answer:
                    told = await answer.json()
            except aiohttp.ClientError:
                told = {}
            if "conversation" in told:
                token = told["conversation"]
            elif "cards" not in told:
                await asyncio.sleep(_REFUSED_PAUSE)
