"""Closed loop: so many talks at once, each sends its next message when the last is answered."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import aiohttp

from benchmarks.web.doors import Door, new_session
from benchmarks.web.talks import Script, TalkKind, scripts_from

Clock = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Sample:
    """One message: the seconds until its answer, whether that was right, and made with Rasa."""

    kind: TalkKind
    seconds: float
    right: bool
    reduced: bool = False


@dataclass(frozen=True, slots=True)
class LoadWindow:
    """All messages of a stretch of time, and how long it was."""

    samples: tuple[Sample, ...]
    seconds: float


async def talk(
    door: Door, scripts: Iterable[Script], until: float, clock: Clock = time.perf_counter
) -> list[Sample]:
    """Talks at `door` until the clock shows `until`; what has begun by then is still counted."""
    samples: list[Sample] = []
    for script in scripts:
        if clock() >= until:
            break
        await door.begin()
        for turn in script:
            began = clock()
            if began >= until:
                break
            answer = await door.take(turn)
            lasted, right = clock() - began, turn.expects in answer.words
            samples.append(Sample(turn.kind, lasted, right, answer.reduced))
    return samples


async def window(
    kind: type[Door],
    url: str,
    talks: int,
    seconds: float,
    open_session: Callable[[int], aiohttp.ClientSession] = new_session,
) -> LoadWindow:
    """So many talks at once at the same door, each with a session of its own."""
    sessions = [open_session(number) for number in range(talks)]
    try:
        began = time.perf_counter()
        loops = [
            talk(kind(session, url), scripts_from(number), began + seconds)
            for number, session in enumerate(sessions)
        ]
        found: Sequence[list[Sample]] = await asyncio.gather(*loops)
        lasted = time.perf_counter() - began
    finally:
        await asyncio.gather(*(session.close() for session in sessions))
    return LoadWindow(tuple(sample for part in found for sample in part), lasted)
