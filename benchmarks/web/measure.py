"""Starts both bots side by side and lets residents talk at each door in turn."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.web import processes, stock
from benchmarks.web.doors import Door, GatewayDoor, RasaDoor, StockDoor
from benchmarks.web.load import window
from benchmarks.web.processes import Running
from benchmarks.web.results import LoadResults, Measured, Way
from benchmarks.web.talks import TODAY
from bot import training
from bot.commands.serve import environment

ROOT = Path(__file__).parents[2]
CLIENT = "client"
_DOORS: dict[Way, type[Door]] = {
    Way.GATEWAY: GatewayDoor,
    Way.DIRECT: RasaDoor,
    Way.STOCK: StockDoor,
}
_ENDLESS = str(1_000_000)  # messages a minute: limits are not what is measured
_WARM_UP_TALKS, _WARM_UP_SECONDS = 10, 5.0

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Bots:
    """Both bots, ready; the address of each door, and the processes by what they are for us."""

    urls: dict[Way, str]
    parts: dict[str, set[int]]

    def cpu(self) -> dict[str, float]:
        """Seconds of processor time so far, by part."""
        return {part: processes.cpu_seconds(pids) for part, pids in self.parts.items()}


@contextmanager
def both(examples: int, epochs: int, say: Say) -> Iterator[Bots]:
    """Ours as `make serve` starts it, and stock Rasa trained anew, on free ports."""
    model = training.train(say)
    say(f"our model: {model.name}")
    gateway, rasa, actions, plain = processes.free_ports(4)
    with TemporaryDirectory() as name:
        folder = Path(name)
        project = folder / "stock"
        project.mkdir()
        say(f"training stock Rasa: {examples} examples an id, {epochs} epochs")
        stock.train(project, examples, epochs, environment("rasa"))
        stock.write_endpoints(project, actions)
        say("starting the servers")
        ours = ours_environment(gateway, rasa, actions, folder / "data")
        serve = [sys.executable, "-m", "bot", "serve"]
        try:
            with (
                processes.running(serve, ROOT, ours, folder / "ours.log") as first,
                processes.running(
                    stock.command(plain), project, environment("rasa"), folder / "stock.log"
                ) as second,
            ):
                wait_for_both(first, gateway, second, plain)
                urls = dict(zip(Way, map(local, (gateway, rasa, plain)), strict=True))
                yield Bots(urls, parts_of(first, second))
        finally:
            (ROOT / ".cache" / f"endpoints-{actions}.yml").unlink(missing_ok=True)


def ours_environment(gateway: int, rasa: int, actions: int, data: Path) -> dict[str, str]:
    """Free ports, no limits, a set day, and a folder that will be thrown away."""
    (console,) = processes.free_ports(1)
    return {
        **environment("gateway"),
        "BOT_CONSOLE_PORT": str(console),
        "BOT_GATEWAY_PORT": str(gateway),
        "BOT_RASA_PORT": str(rasa),
        "BOT_ACTIONS_PORT": str(actions),
        "BOT_PER_TALK": _ENDLESS,
        "BOT_PER_ADDRESS": _ENDLESS,
        "BOT_DATA": str(data),
        "BOT_TODAY": TODAY,
    }


def local(port: int) -> str:
    """The address of a port of this machine."""
    return f"http://127.0.0.1:{port}"


def wait_for_both(ours: Running, gateway: int, plain: Running, port: int) -> None:
    """Returns when the gateway knows that its Rasa is up, and stock Rasa says something."""
    up, hello = f"{local(gateway)}/metrics", {"sender": "ready?", "message": "こんにちは"}
    url = f"{local(port)}/webhooks/rest/webhook"
    ours.wait_until(lambda: processes.answers("GET", up, "kokuho_rasa_up 1.0"))
    plain.wait_until(lambda: processes.answers("POST", url, "recipient_id", hello))


def parts_of(ours: Running, plain: Running) -> dict[str, set[int]]:
    """Process numbers by part: gateway, rasa, actions, supervisor, stock and the client."""
    parts: dict[str, set[int]] = {}
    for pid, line in ours.members().items():
        parts.setdefault(processes.part_of(line), set()).add(pid)
    return {**parts, "stock": set(plain.members()), CLIENT: {os.getpid()}}


def run(results: LoadResults, talks: Sequence[int], say: Say) -> LoadResults:
    """Fills `results`: each round goes through all doors and all numbers of talks."""
    with both(results.examples, results.epochs, say) as bots:
        say("warming up")
        for way in Way:
            asyncio.run(window(_DOORS[way], bots.urls[way], _WARM_UP_TALKS, _WARM_UP_SECONDS))
        results.load.append(os.getloadavg()[0])
        for number in range(results.rounds):
            for count in talks:
                for way in in_order(number):
                    one = _measure(bots, way, count, results.seconds)
                    results.measured.setdefault((way, count), []).append(one)
                    rate = len(one.window.samples) / one.window.seconds
                    say(f"round {number + 1}, {count} talks, {way.name}: {rate:.1f} a second")
        results.memory = {part: processes.memory(pids) for part, pids in bots.parts.items()}
        results.resident = {p: processes.memory(pids, "Rss") for p, pids in bots.parts.items()}
    return results


def in_order(number: int) -> list[Way]:
    """Each round begins at another door."""
    ways, first = list(Way), number % len(Way)
    return [*ways[first:], *ways[:first]]


def _measure(bots: Bots, way: Way, talks: int, seconds: float) -> Measured:
    cpu, machine = bots.cpu(), processes.machine_cpu_seconds()
    found = asyncio.run(window(_DOORS[way], bots.urls[way], talks, seconds))
    machine = processes.machine_cpu_seconds() - machine
    return Measured(found, {part: now - cpu[part] for part, now in bots.cpu().items()}, machine)
