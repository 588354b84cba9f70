"""benchmarks/web/processes.py: who is who, what they weigh, and that none is left behind."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from benchmarks.web import processes
from benchmarks.web.processes import below, free_ports, memory_in, part_of, running, ticks_in

needs_proc = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs Linux")


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("/x/bin/python -m rasa run actions --port 6000", "actions"),
        ("/x/bin/python -m rasa run --interface 127.0.0.1 --model m", "rasa"),
        ("/x/bin/python3.10 -m bot gateway", "gateway"),
        ("/x/bin/python -m bot serve", "supervisor"),
        ("/bin/sh -c while :; do /x/bin/python -m rasa run actions; done", "supervisor"),
        ("/bin/sh -c while :; do /x/bin/python -m bot gateway; done", "supervisor"),
    ],
)
def test_part_of(line: str, part: str) -> None:
    """A process is known by its own program; the shell that keeps it alive is not it."""
    assert part_of(line) == part


def test_below() -> None:
    """Children and theirs, not parents, brothers or strangers."""
    parents = {2: 1, 3: 2, 4: 3, 5: 3, 6: 1, 7: 6}
    assert below(2, parents) == {2, 3, 4, 5}
    assert below(7, parents) == {7}


@pytest.mark.parametrize(
    ("rollup", "pss", "rss"),
    [
        ("55d0-7ffd [rollup]\nRss:      4096 kB\nPss:      2048 kB\nPss_Anon: 1024 kB\n", 2, 4),
        ("", 0, 0),
    ],
)
def test_memory_in(rollup: str, pss: float, rss: float) -> None:
    """What is held now, in MB, with or without what others hold too; a process that is gone has
    none."""
    assert memory_in(rollup, "Pss") == pss
    assert memory_in(rollup, "Rss") == rss


def test_ticks_in() -> None:
    """User and system time, whatever the name in brackets is; nothing of a process that is gone."""
    assert ticks_in("9 (a) b (c)) S 1 9 9 0 -1 4 100 0 0 0 25 7 0 0 20 0 1 0 5") == 32
    assert ticks_in("") == 0


def test_free_ports() -> None:
    """All different, none of them privileged."""
    ports = free_ports(8)
    assert len(set(ports)) == 8
    assert min(ports) > 1023


@needs_proc
def test_weighs_this_process() -> None:
    """It has megabytes and has worked, though not more than the whole machine."""
    me = {os.getpid()}
    assert 5 < processes.memory(me) <= processes.memory(me, "Rss") < 10_000
    assert 0 < processes.cpu_seconds(me) < processes.machine_cpu_seconds()


@needs_proc
def test_nothing_is_left_behind(tmp_path: Path) -> None:
    """A child that ignores Ctrl-C, in a session of its own, ends with the block all the same."""
    child = "import signal, time; signal.signal(2, signal.SIG_IGN); print('up'); time.sleep(60)"
    parent = f"""
import subprocess, sys
child = subprocess.Popen([sys.executable, "-uc", {child!r}], start_new_session=True)
child.wait()
"""
    log = tmp_path / "log"
    with running([sys.executable, "-c", parent], tmp_path, os.environ, log) as found:
        found.wait_until(lambda: "up" in log.read_text())
        members = found.members()
        assert len(members) == 2
    assert found.process.returncode is not None
    assert [line for pid, line in members.items() if processes._command_line(pid) == line] == []


def test_says_why_it_did_not_start(tmp_path: Path) -> None:
    """A program that ends before it is ready is told with the end of what it printed."""
    command = [sys.executable, "-c", "raise SystemExit('no port')"]
    with (
        pytest.raises(RuntimeError, match="no port"),
        running(command, tmp_path, os.environ, tmp_path / "log") as found,
    ):
        found.wait_until(lambda: False)
