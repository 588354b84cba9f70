"""Lets residents talk at each layout in turn."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Sequence

import aiohttp

from benchmarks.scale.results import Passed, ScaleResults
from benchmarks.scale.service import Layout, Say, Service, running
from benchmarks.web import processes
from benchmarks.web.doors import GatewayDoor
from benchmarks.web.load import LoadWindow, window

LAYOUTS = (
    Layout(1, 1, shared=False),
    Layout(1, 1, shared=True),
    Layout(2, 1, shared=True),
    Layout(1, 2, shared=True),
    Layout(2, 2, shared=True),
)
_WARM_UP_TALKS, _WARM_UP_SECONDS = 10, 5.0


def run(results: ScaleResults, talks: Sequence[int], say: Say) -> ScaleResults:
    """Fills `results`: each round starts every layout anew."""
    for number in range(results.rounds):
        for layout in LAYOUTS:
            say(f"round {number + 1}: {layout.gateways} × {layout.workers}, shared={layout.shared}")
            with running(layout, say) as service:
                if not results.load:
                    results.load.append(os.getloadavg()[0])
                _measure(results, service, talks, say)
    return results


def new_session(number: int = 0) -> aiohttp.ClientSession:
    """A browser with an address of its own, before a certificate that is signed by itself."""
    address = f"127.0.{1 + number // 250}.{1 + number % 250}"
    return aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(local_addr=(address, 0), ssl=False),
        cookie_jar=aiohttp.CookieJar(unsafe=True),
        timeout=aiohttp.ClientTimeout(total=60),
    )


def _measure(results: ScaleResults, service: Service, talks: Sequence[int], say: Say) -> None:
    asyncio.run(_talked(service, _WARM_UP_TALKS, _WARM_UP_SECONDS))
    for count in talks:
        cpu, machine = service.cpu(), processes.machine_cpu_seconds()
        found = asyncio.run(_talked(service, count, results.seconds))
        machine = processes.machine_cpu_seconds() - machine
        used = {kind: now - cpu.get(kind, 0.0) for kind, now in service.cpu().items()}
        key = (service.layout, count)
        results.measured.setdefault(key, []).append(Passed(found, used, machine))
        say(f"{count} talks: {len(found.samples) / found.seconds:.1f} a second")
    results.memory[service.layout] = service.memory()


async def _talked(service: Service, talks: int, seconds: float) -> LoadWindow:
    return await window(GatewayDoor, service.url, talks, seconds, new_session)
