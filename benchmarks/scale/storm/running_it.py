"""Starts the service, lets residents talk, kills one process after another, and counts."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

import aiohttp

from benchmarks.scale.measure import new_session
from benchmarks.scale.programs import Killable
from benchmarks.scale.service import Layout, Say, Service, running
from benchmarks.scale.storm.counting import LINE, WEB, StormResults
from benchmarks.scale.storm.phones import ForgetfulPlatform, LineResident, Phones
from benchmarks.scale.storm.residents import ORIGIN, Web, WebResident
from tests.line_platform.platform import SECRET, TOKEN

LAYOUT = Layout(2, 2, shared=True)
_WEB_AT_ONCE, _LINE_AT_ONCE = 24, 12
_MESSAGES_A_ROUND = 20_000  # of kills, in which each process has its turn
_AWAY_SECONDS, _LATE_SECONDS = 2.0, 10.0
_ORDER = ("nginx", "gateway 1", "rasa 1", "postgres", "actions", "gateway 2", "redis", "rasa 2")

R = TypeVar("R", WebResident, LineResident)


def run(messages: int, residents: int, say: Say) -> StormResults:
    """So many messages of so many residents, half of them at LINE."""
    results = StormResults(residents, os.cpu_count() or 1)
    results.load.append(os.getloadavg()[0])
    with ForgetfulPlatform().listening() as platform:
        assert isinstance(platform, ForgetfulPlatform)
        more = {
            "BOT_LINE_SECRET": SECRET,
            "BOT_LINE_TOKEN": TOKEN,
            "BOT_LINE_API": platform.url,
            "BOT_ORIGINS": ORIGIN,
        }
        with running(LAYOUT, say, more) as service:
            say("the service is ready")
            asyncio.run(_storm(service, platform, results, messages, say))
    results.load.append(os.getloadavg()[0])
    return results


async def _storm(
    service: Service,
    platform: ForgetfulPlatform,
    results: StormResults,
    messages: int,
    say: Say,
) -> None:
    web = Web(service.url, results, results.channels[WEB])
    phones = Phones(platform, service.url, results, results.channels[LINE])
    half = results.residents // 2
    results.began = time.monotonic()
    killing = asyncio.create_task(_kill_in_turn(service, results, messages, say))
    talking = asyncio.gather(
        _all(
            web.say,
            [WebResident(n) for n in range(half)],
            messages // 2,
            _WEB_AT_ONCE,
            killing.done,
        ),
        _all(
            phones.say,
            [LineResident(half + n) for n in range(results.residents - half)],
            messages - messages // 2,
            _LINE_AT_ONCE,
            killing.done,
            first=_WEB_AT_ONCE,
        ),
    )
    try:
        await talking
    finally:
        killing.cancel()
        await asyncio.gather(killing, talking, return_exceptions=True)
    if not killing.cancelled():
        killing.result()  # a process that did not come back is no figure but a failure
    results.seconds = time.monotonic() - results.began
    await asyncio.sleep(_LATE_SECONDS)  # whoever has two answers has them by now
    results.channels[LINE].doubled += phones.doubled()


async def _all(
    say: Callable[[aiohttp.ClientSession, R], Awaitable[None]],
    residents: Sequence[R],
    messages: int,
    at_once: int,
    is_over: Callable[[], bool],
    first: int = 0,
) -> None:
    """One message of each resident after another: so many, and until `is_over`."""
    queue: asyncio.Queue[R] = asyncio.Queue()
    for resident in residents:
        queue.put_nowait(resident)
    left = messages

    async def work(number: int) -> None:
        nonlocal left
        async with new_session(number) as session:
            while left > 0 or not is_over():
                left -= 1
                resident = await queue.get()
                await say(session, resident)
                queue.put_nowait(resident)

    await asyncio.gather(*(work(first + number) for number in range(at_once)))


async def _kill_in_turn(service: Service, results: StormResults, messages: int, say: Say) -> None:
    """Each process once for so many messages, the next one when all are there again."""
    parts = {part.name: part for part in service.parts}
    rounds = max(1, messages // _MESSAGES_A_ROUND)
    every = messages / (rounds * len(_ORDER) + 1)
    for number in range(rounds * len(_ORDER)):
        while results.answered < every * (number + 1):
            await asyncio.sleep(0.1)
        part = parts[_ORDER[number % len(_ORDER)]]
        say(f"{results.answered} answered; {part.name} is killed")
        began = time.monotonic()
        await asyncio.to_thread(_killed, part, service)
        results.killed[part.name] += 1
        results.away.setdefault(part.name, []).append(time.monotonic() - began)


def _killed(part: Killable, service: Service) -> None:
    part.stop()
    time.sleep(_AWAY_SECONDS)
    part.start()
    service.wait_until_ready()
