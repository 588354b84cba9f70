"""bot/app/processes.py: a scrape of one gateway says which it is, and how its processes fare."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from prometheus_client import CollectorRegistry, generate_latest

from bot.app import processes
from bot.app.processes import ProcessFigures

_GONE = 2**22 + 1  # no process has so high a number


def figures(path: Path, supervisor: int) -> list[str]:
    """The lines that Prometheus reads."""
    registry = CollectorRegistry()
    registry.register(ProcessFigures(("127.0.0.1", "8000"), supervisor, path))
    return generate_latest(registry).decode().splitlines()


def test_what_the_supervisor_noted(tmp_path: Path) -> None:
    """Starts, time and memory of each process; one that has ended is down, and has neither."""
    path = tmp_path / "processes.json"
    processes.note({"gateway": (os.getpid(), 1), "rasa": (_GONE, 3)}, path)
    found = figures(path, os.getpid())
    assert 'kokuho_gateway{host="127.0.0.1",port="8000"} 1.0' in found
    assert 'kokuho_process_starts_total{process="rasa"} 3.0' in found
    assert 'kokuho_process_up{process="gateway"} 1.0' in found
    assert 'kokuho_process_up{process="rasa"} 0.0' in found
    assert 'kokuho_process_memory_bytes{process="rasa"} 0.0' in found
    values = {
        name: float(value)
        for name, _, value in (line.rpartition(" ") for line in found)
        if not name.startswith("#")
    }
    assert values['kokuho_process_memory_bytes{process="gateway"}'] > 1e6
    assert values['kokuho_process_cpu_seconds{process="gateway"}'] > 0


@pytest.mark.parametrize("written", ["", "[]", '{"supervisor": 1, "processes": 5}', "{}"])
def test_without_a_supervisor(tmp_path: Path, written: str) -> None:
    """A gateway that runs alone, or beside another one's processes, tells its name only."""
    path = tmp_path / "processes.json"
    if written:
        path.write_text(written)
    else:
        processes.note({"rasa": (os.getpid(), 1)}, path)
    found = [line for line in figures(path, 1) if not line.startswith("#")]
    assert found == ['kokuho_gateway{host="127.0.0.1",port="8000"} 1.0']


def test_no_folder(tmp_path: Path) -> None:
    """What cannot be written stops no start."""
    processes.note({"rasa": (1, 1)}, tmp_path / "missing" / "processes.json")
