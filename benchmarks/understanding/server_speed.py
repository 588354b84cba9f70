"""A whole Rasa server asked over HTTP: messages a second, waiting time, memory, time to start.

Both pipelines stand behind the same server and the same address, `/model/parse`.
"""

from __future__ import annotations

import json
import math
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.error import URLError
from urllib.request import Request, urlopen

from benchmarks.understanding.figures import quantile

ROOT = Path(__file__).parents[2]
_AT_ONCE = 8
_WARM_UP = 20
_LONGEST_START = 300


@dataclass(frozen=True, slots=True)
class ServerSpeed:
    """Messages a second with eight at once; milliseconds one by one; MB at most; seconds to start.

    `busy`: the machine's load average before the server started.
    """

    per_second: float
    median: float
    slow: float
    memory: float
    start: float
    busy: float


def compare(models: Mapping[str, Path], texts: Sequence[str]) -> dict[str, ServerSpeed]:
    """Each model served and asked in turn, in one run."""
    return {name: measure(model, texts) for name, model in models.items()}


def measure(model: Path, texts: Sequence[str]) -> ServerSpeed:
    """Serves `model` and asks all `texts`, first one by one, then eight at once."""
    busy, started = os.getloadavg()[0], time.perf_counter()
    with _server(model) as (process, address):
        start = time.perf_counter() - started
        for text in texts[:_WARM_UP]:
            _ask(address, text)
        waits = [_ask(address, text) for text in texts]
        started = time.perf_counter()
        with ThreadPoolExecutor(_AT_ONCE) as callers:
            asked = len(list(callers.map(lambda text: _ask(address, text), texts)))
        per_second = asked / (time.perf_counter() - started)
        memory = _peak_memory(process.pid)
    return ServerSpeed(per_second, quantile(waits, 0.5), quantile(waits, 0.95), memory, start, busy)


@contextmanager
def _server(model: Path) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """Rasa with `model` on a free port of loopback, in an empty folder, until it answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-W", "ignore", "-m", "rasa", "run", "--enable-api"]
    command += ["-i", "127.0.0.1", "-p", str(port), "-m", str(model.resolve())]
    address = f"http://127.0.0.1:{port}"
    settings = {"PYTHONPATH": str(ROOT), "RASA_TELEMETRY_ENABLED": "false", "LOG_LEVEL": "ERROR"}
    with TemporaryDirectory() as folder:
        quiet = subprocess.DEVNULL
        process = subprocess.Popen(
            command, cwd=folder, env=os.environ | settings, stdout=quiet, stderr=quiet
        )
        try:
            _wait(process, address)
            yield process, address
        finally:
            process.terminate()
            process.wait()


def _wait(process: subprocess.Popen[bytes], address: str) -> None:
    until = time.monotonic() + _LONGEST_START
    while time.monotonic() < until and process.poll() is None:
        try:
            urlopen(f"{address}/status", timeout=5).close()
            return
        except (URLError, OSError):
            time.sleep(0.2)
    raise RuntimeError(f"Rasa did not start at {address}")


def _ask(address: str, text: str) -> float:
    """Milliseconds until the answer."""
    body = json.dumps({"text": text}).encode()
    request = Request(f"{address}/model/parse", body, {"Content-Type": "application/json"})
    started = time.perf_counter()
    with urlopen(request, timeout=60) as answer:
        answer.read()
    return (time.perf_counter() - started) * 1000


def _peak_memory(process: int) -> float:
    """MB at most so far, where the system tells it."""
    status = Path(f"/proc/{process}/status")
    if not status.exists():
        return math.nan
    lines = status.read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))
