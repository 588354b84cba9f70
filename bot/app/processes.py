"""The processes of this machine as figures: how often each was started, its time and its memory.

The supervisor notes them in a file; a gateway that it has started reads them with each scrape.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from bot.settings import ROOT

FILE = ROOT / ".cache" / "processes.json"
_PROC = Path("/proc")


def note(running: Mapping[str, tuple[int, int]], path: Path = FILE) -> None:
    """Writes the number of each process, and how often it was started, for the gateway to read."""
    new = path.with_suffix(".new")
    with suppress(OSError):  # then the figures are missing, and nothing else
        new.write_text(json.dumps({"supervisor": os.getpid(), "processes": running}))
        new.replace(path)


class ProcessFigures(Collector):
    """A collector of Prometheus: what the supervisor of this gateway keeps alive."""

    def __init__(self, gateway: tuple[str, str], supervisor: int, path: Path = FILE) -> None:
        """`gateway`: host and port of ours; what another supervisor noted is not told."""
        self._gateway, self._supervisor, self._path = gateway, supervisor, path

    def collect(self) -> Iterator[Metric]:
        """The figures at this moment."""
        whose = GaugeMetricFamily(
            "kokuho_gateway", "Whose figures these are", labels=["host", "port"]
        )
        whose.add_metric(list(self._gateway), 1.0)
        yield whose
        running = self._running()
        starts = {name: float(times) for name, (_, times) in running.items()}
        yield _family(CounterMetricFamily, "kokuho_process_starts", "Starts, by process", starts)
        up = {name: float((_PROC / str(pid)).exists()) for name, (pid, _) in running.items()}
        yield _family(GaugeMetricFamily, "kokuho_process_up", "1 if the process runs", up)
        cpu = {name: _cpu_seconds(pid) for name, (pid, _) in running.items()}
        told = "Seconds of processor time since the last start"
        yield _family(GaugeMetricFamily, "kokuho_process_cpu_seconds", told, cpu)
        memory = {name: _memory_bytes(pid) for name, (pid, _) in running.items()}
        yield _family(GaugeMetricFamily, "kokuho_process_memory_bytes", "Resident memory", memory)

    def _running(self) -> dict[str, tuple[int, int]]:
        """Number and starts of each; nothing for a gateway that runs alone."""
        try:
            found = json.loads(self._path.read_text())
            if found["supervisor"] != self._supervisor:
                return {}
            return {
                str(n): (int(pid), int(times)) for n, (pid, times) in found["processes"].items()
            }
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return {}


def _family(kind: type[Metric], name: str, told: str, values: Mapping[str, float]) -> Metric:
    found = kind(name, told, labels=["process"])  # type: ignore[call-arg]
    for one, value in values.items():
        found.add_metric([one], value)  # type: ignore[attr-defined]
    return found


def _cpu_seconds(pid: int) -> float:
    fields = _read(pid, "stat").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK") if fields else 0.0


def _memory_bytes(pid: int) -> float:
    lines = (line.split() for line in _read(pid, "status").splitlines())
    return sum(float(line[1]) * 1024 for line in lines if line[:1] == ["VmRSS:"])


def _read(pid: int, name: str) -> str:
    try:
        return (_PROC / str(pid) / name).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
