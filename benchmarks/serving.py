"""Our own processes for a measurement, as `make serve` starts them, with a folder of their own."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.web import processes
from benchmarks.web.measure import ROOT, local, ours_environment
from bot import training


@dataclass(frozen=True, slots=True)
class OurServers:
    """The gateway's address; the processes are asked for anew, as one may have been replaced."""

    url: str
    started: processes.Running

    def memory(self) -> dict[str, float]:
        """Resident MB by part: gateway, rasa, actions, supervisor."""
        parts: dict[str, float] = {}
        for pid, line in self.started.members().items():
            part = processes.part_of(line)
            parts[part] = parts.get(part, 0.0) + processes.memory([pid])
        return parts


@contextmanager
def ours(settings: Mapping[str, str], say: Callable[[str], None]) -> Iterator[OurServers]:
    """Served on free ports until the block ends; `settings` go over those of a measurement."""
    say(f"our model: {training.train(say).name}")
    gateway, rasa, actions = processes.free_ports(3)
    with TemporaryDirectory() as name:
        folder = Path(name)
        environment = {**ours_environment(gateway, rasa, actions, folder / "data"), **settings}
        serve = [sys.executable, "-m", "bot", "serve"]
        try:
            with processes.running(serve, ROOT, environment, folder / "ours.log") as started:
                url = local(gateway)
                metrics = f"{url}/metrics"
                started.wait_until(lambda: processes.answers("GET", metrics, "kokuho_rasa_up 1.0"))
                yield OurServers(url, started)
        finally:
            (ROOT / ".cache" / f"endpoints-{actions}.yml").unlink(missing_ok=True)
