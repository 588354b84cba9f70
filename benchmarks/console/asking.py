"""Suggestions a second: so many operators at once, each asks again when the answer is there."""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

import aiohttp


@dataclass(frozen=True, slots=True)
class Address:
    """Where to ask, and what goes with the words."""

    url: str
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AskingWindow:
    """Seconds of each answer, and how long the stretch of time was."""

    seconds: list[float]
    lasted: float

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.seconds) / self.lasted


def window(address: Address, texts: Sequence[str], at_once: int, seconds: float) -> AskingWindow:
    """One stretch of time at one address. Raises RuntimeError where something is not answered."""
    return asyncio.run(_window(address, texts, at_once, seconds))


async def _window(
    address: Address, texts: Sequence[str], at_once: int, seconds: float
) -> AskingWindow:
    words = itertools.cycle(texts)
    times: list[float] = []
    async with aiohttp.ClientSession(headers=address.headers) as session:
        began = time.perf_counter()

        async def ask() -> None:
            while time.perf_counter() - began < seconds:
                start = time.perf_counter()
                async with session.post(address.url, json={"text": next(words)}) as answer:
                    await answer.read()
                    if answer.status != 200:
                        raise RuntimeError(f"{address.url} answered {answer.status}")
                times.append(time.perf_counter() - start)

        await asyncio.gather(*(ask() for _ in range(at_once)))
        lasted = time.perf_counter() - began
    return AskingWindow(times, lasted)
