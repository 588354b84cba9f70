"""The whole service on this machine: nginx, gateways, Rasa workers and what they share."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.scale.programs import Killable, Program
from benchmarks.web import processes
from benchmarks.web.talks import TODAY
from bot import inner, training
from bot.commands.serve import commands_of, environment, inner_token
from bot.settings import ROOT, Settings
from tests.deploy.door import NGINX, for_here
from tests.house.engines import RealNginx, RealPostgres, RealRedis, own_folder

Say = Callable[[str], None]

_SECRET = "a secret of the benchmark and of nobody else"
_ENDLESS = str(1_000_000)  # messages a minute: limits are not what is measured
_READY_SECONDS, _LOOK_SECONDS, _LAST = 240.0, 0.2, 600
# Of a database that is really kept: what was committed is on the disk.
_POSTGRES = "-c max_connections=100"


@dataclass(frozen=True, slots=True)
class Layout:
    """How many there are; `shared`: PostgreSQL and Redis, else SQLite and memory."""

    gateways: int
    workers: int
    shared: bool

    @property
    def name(self) -> str:
        """As a table has it."""
        engines = "PostgreSQL + Redis" if self.shared else "メモリー + SQLite"
        return f"ゲートウェイ {self.gateways}、Rasa {self.workers}、{engines}"


@dataclass
class Service:
    """What runs. `url`: where residents find it; `gateways`, `workers`: where each of them is."""

    layout: Layout
    url: str
    gateways: list[str]
    workers: list[str]
    parts: list[Killable] = field(default_factory=list)
    logs: Path = field(default_factory=Path)

    def cpu(self) -> dict[str, float]:
        """Seconds of processor time so far, by kind of part, and of this process."""
        found: dict[str, float] = {}
        for part in self.parts:
            used = processes.cpu_seconds(part.pids())
            found[part.kind] = found.get(part.kind, 0.0) + used
        return {**found, "client": processes.cpu_seconds([os.getpid()])}

    def memory(self) -> dict[str, float]:
        """Resident MB, by kind of part."""
        found: dict[str, float] = {}
        for part in self.parts:
            found[part.kind] = found.get(part.kind, 0.0) + processes.memory(part.pids())
        return found

    def wait_until_ready(self) -> None:
        """Returns when every worker understands, and every gateway answers a real question.

        Raises RuntimeError where that does not come to be.
        """
        deadline = time.monotonic() + _READY_SECONDS
        words, ours = {"text": "期限"}, inner.headers(inner_token())
        for url in self.workers:
            door = f"{url}/webhooks/rest/parse"
            understands = partial(processes.answers, "POST", door, "ranking", words, ours)
            self._wait(understands, deadline, url)
        for url in self.gateways:
            ready = partial(processes.answers, "GET", f"{url}/readyz", "ready")
            self._wait(ready, deadline, url)

    def _wait(self, is_so: Callable[[], bool], deadline: float, what: str) -> None:
        while not is_so():
            if time.monotonic() > deadline:
                raise RuntimeError(f"{what} did not become ready\n{self._last_words()}")
            time.sleep(_LOOK_SECONDS)

    def _last_words(self) -> str:
        ends = (
            f"{path.name}: {path.read_text(encoding='utf-8', errors='replace')[-_LAST:]}"
            for path in sorted(self.logs.glob("*.log"))
        )
        return "\n".join(ends)


@contextmanager
def running(layout: Layout, say: Say, more: Mapping[str, str] | None = None) -> Iterator[Service]:
    """The service of `layout` until the block ends; `more` is for the environment of gateways."""
    model = training.train(say)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="kokuho-scale-")))
        service = _described(layout, model, folder, stack, more or {})
        for part in service.parts:
            stack.callback(part.stop)
            part.start()
        service.wait_until_ready()
        yield service


def _described(
    layout: Layout, model: Path, folder: Path, stack: ExitStack, more: Mapping[str, str]
) -> Service:
    parts, shared = _engines(stack) if layout.shared else ([], {})
    rasa_door, front, actions, *ports = processes.free_ports(3 + layout.workers)
    several = layout.workers > 1
    for number, port in enumerate(ports, 1):
        chosen = Settings(rasa_port=port, actions_port=actions)
        command = commands_of(chosen, model)["rasa"]
        parts.append(_program(f"rasa {number}", command, _on_the_day("rasa"), folder))
    stack.callback((ROOT / ".cache" / f"endpoints-{actions}.yml").unlink, missing_ok=True)
    command = commands_of(Settings(actions_port=actions), model)["actions"]
    parts.append(_program("actions", command, _on_the_day("actions"), folder))
    doors = processes.free_ports(2 * layout.gateways)
    gateways = doors[: layout.gateways]
    for number, port in enumerate(gateways, 1):
        data = folder / f"data-{number}"
        told = _gateway(port, doors[-number], rasa_door if several else ports[0], data)
        command = [sys.executable, "-m", "bot", "gateway"]
        settings = {**_on_the_day("gateway"), **told, **shared, **more}
        parts.append(_program(f"gateway {number}", command, settings, folder))
    configuration = for_here(folder, gateways, front)
    if several:
        configuration += _rasa_door(folder, rasa_door, ports)
    nginx = RealNginx(folder, configuration, front)
    root = lambda: nginx.process.pid if nginx.process else None  # noqa: E731
    parts.append(Killable("nginx", nginx.stop, nginx.start, root))
    return Service(layout, nginx.url, _local(gateways), _local(ports), parts, folder)


def _local(ports: list[int]) -> list[str]:
    return [f"http://127.0.0.1:{port}" for port in ports]


def _engines(stack: ExitStack) -> tuple[list[Killable], dict[str, str]]:
    folder = stack.enter_context(own_folder())
    redis, postgres = RealRedis(folder), RealPostgres(folder, options=_POSTGRES)
    postgres.make()
    parts = [
        Killable(
            "redis",
            redis.stop,
            redis.start,
            lambda: redis.process.pid if redis.process else None,
        ),
        Killable(
            "postgres",
            lambda: postgres.stop() if postgres.is_up() else None,
            postgres.start,
            lambda: _postmaster(postgres),
        ),
    ]
    return parts, {"BOT_REDIS": redis.url, "BOT_DATABASE": postgres.url}


def _postmaster(postgres: RealPostgres) -> int | None:
    try:
        return int((postgres.data / "postmaster.pid").read_text().split()[0])
    except (OSError, ValueError, IndexError):
        return None


def _program(name: str, command: list[str], environ: Mapping[str, str], folder: Path) -> Killable:
    program = Program(command, ROOT, environ, folder / f"{name.replace(' ', '-')}.log")
    return Killable(name, program.stop, program.start, program.root)


def _gateway(port: int, console: int, rasa: int, data: Path) -> dict[str, str]:
    return {
        "BOT_GATEWAY_PORT": str(port),
        "BOT_CONSOLE_PORT": str(console),
        "BOT_RASA_PORT": str(rasa),
        "BOT_PER_TALK": _ENDLESS,
        "BOT_PER_ADDRESS": _ENDLESS,
        "BOT_DATA": str(data),
        "BOT_SECRET": _SECRET,
    }


def _on_the_day(name: str) -> dict[str, str]:
    """The environment of a process, for all of them on the day of the talks."""
    return {**environment(name), "BOT_TODAY": TODAY}


def _rasa_door(folder: Path, door: int, ports: list[int]) -> str:
    """rasa.conf as it stands, before the workers of this run."""
    text = (NGINX / "rasa.conf").read_text(encoding="utf-8")
    for usual, port in zip((":5006", ":5007"), ports, strict=True):
        text = text.replace(usual, f":{port}")
    return text.replace(":5005", f":{door}").replace("/var/log/nginx", str(folder))
