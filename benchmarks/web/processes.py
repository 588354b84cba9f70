"""Starts the real processes, weighs them, and leaves none behind. Weighing needs Linux' /proc."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import requests

Weighed = Literal["Pss", "Rss"]

_PROC = Path("/proc")
_READY_SECONDS = 240
_STOP_SECONDS = 30
_LOOK_EVERY_SECONDS = 0.1


def free_ports(count: int) -> list[int]:
    """Ports of the loopback that nothing listens on, all different."""
    probes = [socket.socket() for _ in range(count)]
    try:
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [int(probe.getsockname()[1]) for probe in probes]
    finally:
        for probe in probes:
            probe.close()


@dataclass(frozen=True, slots=True)
class Running:
    """A started program; `log` holds what it and its children print."""

    process: subprocess.Popen[bytes]
    log: Path

    def members(self) -> dict[int, str]:
        """This process and all below it: number → command line."""
        lines = {pid: _command_line(pid) for pid in below(self.process.pid, _parents())}
        return {pid: line for pid, line in lines.items() if line}

    def wait_until(self, is_ready: Callable[[], bool]) -> None:
        """Returns when it is ready. Raises RuntimeError with the log's end if that never comes."""
        deadline = time.monotonic() + _READY_SECONDS
        while not is_ready():
            if self.process.poll() is not None or time.monotonic() > deadline:
                end = self.log.read_text(encoding="utf-8", errors="replace")[-2000:]
                raise RuntimeError(f"{self.process.args!r} did not become ready:\n{end}")
            time.sleep(_LOOK_EVERY_SECONDS)

    def stop(self) -> None:
        """Ctrl-C; whoever is still there after half a minute is killed."""
        members = self.members()
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        _end({pid: line for pid, line in members.items() if _command_line(pid) == line})


@contextmanager
def running(
    command: Sequence[str], folder: Path, environment: Mapping[str, str], log: Path
) -> Iterator[Running]:
    """Runs `command` in `folder` until the block ends."""
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
        found = Running(process, log)
        try:
            yield found
        finally:
            found.stop()


def answers(
    method: str,
    url: str,
    wanted: str,
    body: object = None,
    headers: Mapping[str, str] | None = None,
) -> bool:
    """Does the server at `url` answer with something that holds `wanted`?"""
    try:
        answer = requests.request(method, url, json=body, headers=headers, timeout=30)
        return answer.ok and wanted in answer.text
    except requests.RequestException:
        return False


def below(root: int, parents: Mapping[int, int]) -> set[int]:
    """`root` and its children and theirs; `parents` holds each process's parent."""
    found = {root}
    while more := {pid for pid, parent in parents.items() if parent in found} - found:
        found |= more
    return found


def family(root: int) -> set[int]:
    """A process that runs, and all below it now."""
    return below(root, _parents())


def part_of(command_line: str) -> str:
    """What a process is for us, by its command line."""
    program, _, arguments = command_line.partition(" ")
    if "python" not in program:
        return "supervisor"  # a shell's own line names the program that it keeps alive
    kinds = {
        "-m rasa run actions": "actions",
        "-m rasa_sdk": "actions",
        "-m rasa run": "rasa",
        "-m bot.rasa_server": "rasa",
        "-m bot gateway": "gateway",
        "-m bot desk": "desk",
    }
    return next((kinds[k] for k in kinds if arguments.startswith(k)), "supervisor")


def memory(pids: Iterable[int], how: Weighed = "Pss") -> float:
    """What the processes hold of the machine's memory, in MB.

    `Pss` counts a page that several hold once in all, as the machine does (dictionaries are mapped
    by more than one process); `Rss` counts it for each.
    """
    return sum(memory_in(_read(pid, "smaps_rollup"), how) for pid in pids)


def memory_in(rollup: str, how: Weighed) -> float:
    """That line of /proc/…/smaps_rollup, in MB; nothing for a process that is gone."""
    lines = (line.split() for line in rollup.splitlines() if line.startswith(f"{how}:"))
    return sum(int(line[1]) / 1024 for line in lines)


def cpu_seconds(pids: Iterable[int]) -> float:
    """Seconds that the processor has worked for them."""
    ticks = (ticks_in(_read(pid, "stat")) for pid in pids)
    return sum(ticks) / os.sysconf("SC_CLK_TCK")


def ticks_in(stat: str) -> int:
    """utime and stime of /proc/…/stat; the name in brackets may hold anything."""
    fields = stat.rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12]) if fields else 0


def machine_cpu_seconds() -> float:
    """Seconds that all processors have worked for anybody; not a number without /proc."""
    path = _PROC / "stat"
    if not path.exists():
        return float("nan")
    user, nice, system, _idle, _wait, *rest = map(int, path.read_text().splitlines()[0].split()[1:])
    return (user + nice + system + sum(rest[:3])) / os.sysconf("SC_CLK_TCK")


def _end(members: Mapping[int, str]) -> None:
    """Kills them and waits until they are gone; a number taken by another program is spared."""
    for pid in members:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    deadline = time.monotonic() + _STOP_SECONDS
    while any(_command_line(pid) == line for pid, line in members.items()):
        if time.monotonic() > deadline:
            raise RuntimeError(f"could not be ended: {sorted(members)}")
        time.sleep(_LOOK_EVERY_SECONDS)


def _parents() -> dict[int, int]:
    found = {}
    for folder in _PROC.glob("[0-9]*"):
        if fields := _read(int(folder.name), "stat").rpartition(")")[2].split():
            found[int(folder.name)] = int(fields[1])
    return found


def _command_line(pid: int) -> str:
    return _read(pid, "cmdline").replace("\0", " ").strip()


def _read(pid: int, name: str) -> str:
    try:
        return (_PROC / str(pid) / name).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
