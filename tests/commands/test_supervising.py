"""bot/commands/supervising.py: real processes are kept alive, and none is left behind."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from bot.commands import supervising
from bot.commands.supervising import Child, Heartbeat, Supervisor
from tests.house.serving import wait_until

# Says its process id, and each beat of its heart.
SERVER = """\
import http.server, os, sys
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200); self.end_headers(); print("beat", flush=True)
    def log_message(self, *_): pass
server = http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Handler)
print(os.getpid(), flush=True)
server.serve_forever()
"""


class Told(list[tuple[str, str]]):
    """What was said; `until` waits for a number of lines."""

    def __call__(self, name: str, line: str) -> None:
        self.append((name, line))

    async def until(self, lines: int) -> list[str]:
        """The lines, once there are so many."""
        while len(self) < lines:
            await asyncio.sleep(0.01)
        return [line for _, line in self]


def supervised(
    children: list[Child], told: Told, work: Callable[[Supervisor], Awaitable[None]]
) -> None:
    """Runs `children` while `work` does."""

    async def live() -> None:
        supervisor = Supervisor(children, "/", told)
        running = asyncio.create_task(supervisor.run())
        await asyncio.wait_for(work(supervisor), 30)
        supervisor.stop()
        await asyncio.wait_for(running, 30)

    asyncio.run(live())


def lives(number: int) -> bool:
    """Does the process live? A zombie does not."""
    try:
        return " Z " not in Path(f"/proc/{number}/stat").read_text()
    except OSError:
        return False


def shell(script: str, **more: object) -> Child:
    """A child that runs a shell script."""
    return Child("child", ["sh", "-c", script], dict(os.environ), **more)  # type: ignore[arg-type]


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """No pause before a new start."""
    monkeypatch.setattr(supervising, "_AGAIN_SECONDS", 0.01)


def test_what_ends_is_started_again() -> None:
    """It is said which ended and how; what it prints is passed on line by line."""
    told = Told()

    async def work(_: Supervisor) -> None:
        assert (await told.until(4))[:4] == [
            "run",
            "serve: WARNING child ended (exit code 7), starting it again",
        ] * 2

    supervised([shell("echo run; exit 7")], told, work)


def test_it_is_looked_at_before_each_start() -> None:
    """Whatever has to be checked is checked each time."""
    looked, told = [], Told()

    async def work(_: Supervisor) -> None:
        await told.until(4)

    supervised([shell("echo run", ready=lambda: looked.append(1))], told, work)
    assert len(looked) >= 2


def test_what_hangs_is_killed_and_started_again() -> None:
    """A stopped process answers nobody; a few seconds later another one does."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    told = Told()
    beat = Heartbeat(f"http://127.0.0.1:{port}/", seconds=0.3, every=0.05)
    child = Child("child", [sys.executable, "-c", SERVER, str(port)], dict(os.environ), beat)

    async def work(_: Supervisor) -> None:
        first = int((await told.until(3))[0])  # after two beats the first was heard for certain
        os.kill(first, signal.SIGSTOP)
        while not (second := [int(line) for _, line in told[3:] if line.isdigit()]):
            await asyncio.sleep(0.01)
        assert ("child", "serve: WARNING child hangs, it is killed") in told
        assert second != [first]
        assert not lives(first)

    supervised([child], told, work)


def test_a_slow_start_is_no_hanging(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who has not answered yet is still starting: Rasa takes half a minute."""
    told, asked = Told(), []
    beat = Heartbeat("http://127.0.0.1:9/", every=0.001)

    async def nobody(*_: object) -> bool:
        asked.append(1)
        return False

    monkeypatch.setattr(supervising, "_answers", nobody)

    async def work(_: Supervisor) -> None:
        while len(asked) < 5:
            await asyncio.sleep(0.01)

    supervised([shell("sleep 60", heartbeat=beat)], told, work)
    assert list(told) == []


def test_nobody_is_left_after_a_stop() -> None:
    """Neither the child nor what it started, deaf to a friendly word or not."""
    told = Told()

    async def work(_: Supervisor) -> None:
        await told.until(2)

    child = shell("trap '' TERM; sleep 60 & echo $!; echo $$; wait; wait")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(supervising, "_END_SECONDS", 0.1)
        supervised([child], told, work)
    numbers = [int(line) for _, line in told]
    assert len(numbers) == 2
    wait_until(lambda: not any(map(lives, numbers)))  # the dead are buried by whoever is next


def test_children_end_with_a_killed_supervisor(tmp_path: Path) -> None:
    """kill -9 of the parent leaves no orphan: the kernel sees to it."""
    script = (
        "import asyncio, sys\n"
        "from bot.commands.supervising import Child, Supervisor\n"
        "child = Child('c', ['sh', '-c', 'echo $$ > $0; exec sleep 60', sys.argv[1]], {})\n"
        "asyncio.run(Supervisor([child], '/', print).run())\n"
    )
    number = tmp_path / "number"
    parent = subprocess.Popen([sys.executable, "-c", script, str(number)])
    wait_until(lambda: number.exists() and number.read_text().strip(), 20)
    child = int(number.read_text())
    assert lives(child)
    parent.kill()
    parent.wait()
    wait_until(lambda: not lives(child))


def test_systemd_hears_that_we_live(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """First that we are ready, then again and again that we are there."""
    monkeypatch.setattr(supervising, "_SYSTEMD_SECONDS", 0.01)
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind(str(tmp_path / "notify"))
        systemd.setblocking(False)
        monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
        heard: list[bytes] = []

        async def work(_: Supervisor) -> None:
            loop = asyncio.get_running_loop()
            heard.extend([await loop.sock_recv(systemd, 100) for _ in range(2)])

        supervised([], Told(), work)
    assert heard == [b"READY=1", b"WATCHDOG=1"]
