"""Time and memory of understanding one text, each way in a process of its own.

`python -m benchmarks.understanding.speed agent|ginza|spacy` reads texts, one JSON string a line,
and writes one JSON object: milliseconds of each text, peak memory, and what was understood.
"""

from __future__ import annotations

import asyncio
import json
import logging
import math
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.understanding.figures import quantile
from benchmarks.understanding.outcomes import Guess

ROOT = Path(__file__).parents[2]
WAYS = ("agent", "ginza", "spacy")
_WARM_UP = 20


@dataclass(frozen=True, slots=True)
class Speed:
    """Milliseconds of each text, peak memory in MB, seconds to load; guesses of the agent only.

    `busy`: the machine's load average when it started.
    """

    milliseconds: list[float]
    memory: float
    load: float
    busy: float
    guesses: list[Guess]

    @property
    def median(self) -> float:
        """p50."""
        return quantile(self.milliseconds, 0.5)

    @property
    def slow(self) -> float:
        """p95."""
        return quantile(self.milliseconds, 0.95)


def newest_model() -> Path | None:
    """The model that Rasa would serve."""
    models = (ROOT / "models").glob("*.tar.gz")
    return max(models, key=lambda path: path.stat().st_mtime, default=None)


def measure(way: str, texts: Iterable[str]) -> Speed:
    """Runs `way` over `texts` in a fresh process."""
    command = [sys.executable, "-W", "ignore", "-m", __name__, way]
    busy = os.getloadavg()[0]
    done = subprocess.run(
        command,
        input="\n".join(map(json.dumps, texts)),
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{way} failed: {done.stderr[-2000:]}")
    found = json.loads(done.stdout.splitlines()[-1])
    guesses = [Guess.of(parsed) for parsed in found.pop("parsed")]
    return Speed(**found, busy=busy, guesses=guesses)


Understand = Callable[[str], Any]


def agent(model: Path | None) -> Understand:
    """Rasa's agent on a packed model, logging as little as a server does."""
    from rasa.core.agent import Agent
    from rasa.utils.log_utils import configure_structlog

    configure_structlog(logging.WARNING)
    loaded = Agent.load(model)
    loop = asyncio.new_event_loop()
    return lambda text: loop.run_until_complete(loaded.parse_message(text))


def _component(way: str) -> Understand:
    from rasa.nlu.utils.spacy_utils import SpacyNLP
    from rasa.shared.nlu.constants import TEXT
    from rasa.shared.nlu.training_data.message import Message

    from bot.nlu.ginza_loader import GinzaLoader

    kind = GinzaLoader if way == "ginza" else SpacyNLP
    model = kind.load_model("ja_ginza")
    component = kind(model, kind.get_default_config())
    return lambda text: component.process([Message({TEXT: text})], model)


def _run(way: str, texts: Sequence[str]) -> dict[str, Any]:
    started = time.perf_counter()
    understand = agent(newest_model()) if way == "agent" else _component(way)
    load = time.perf_counter() - started
    for text in texts[:_WARM_UP]:
        understand(text)
    times, results = [], []
    for text in texts:
        started = time.perf_counter()
        results.append(understand(text))
        times.append((time.perf_counter() - started) * 1000)
    kept = ("intent", "intent_ranking")
    parsed = [{key: r[key] for key in kept} for r in results] if way == "agent" else []
    return {"milliseconds": times, "memory": _peak_memory(), "load": load, "parsed": parsed}


def _peak_memory() -> float:
    """MB. Linux counts from the start of this program; getrusage would count its parent."""
    status = Path("/proc/self/status")
    if not status.exists():
        return math.nan
    lines = status.read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))


if __name__ == "__main__":
    lines = [json.loads(line) for line in sys.stdin]
    print(json.dumps(_run(sys.argv[1], lines)))
