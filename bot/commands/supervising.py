"""Keeps processes alive: starts again what ends, kills what hangs, and leaves none behind.

One asyncio loop for all of them. The kernel ends each with us, however we end (PR_SET_PDEATHSIG),
and systemd is told that we live, if it is systemd that started us.
"""

from __future__ import annotations

import asyncio
import ctypes
import os
import signal
import socket
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

import aiohttp

Tell = Callable[[str, str], None]
Note = Callable[[Mapping[str, tuple[int, int]]], None]

_PR_SET_PDEATHSIG = 1
# A process that cannot start does not take the machine: each pause is twice the one before.
_AGAIN_SECONDS, _AGAIN_LONGEST, _STARTED_SECONDS = 0.5, 30.0, 20.0
_LAST_LINES_SECONDS = 1.0
_END_SECONDS = 5.0
_LINE_LONGEST = 1 << 20
_SYSTEMD_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Heartbeat:
    """`url` has to answer within `seconds`; `misses` in a row, once it ever did, are the end."""

    url: str
    seconds: float = 3.0
    misses: int = 3
    every: float = 2.0


@dataclass
class Child:
    """A process to keep alive. `ready` is called before each start."""

    name: str
    command: list[str]
    environment: Mapping[str, str] = field(repr=False)
    heartbeat: Heartbeat | None = None
    ready: Callable[[], None] = lambda: None
    process: asyncio.subprocess.Process | None = None
    starts: int = 0

    def end(self, how: signal.Signals) -> None:
        """Sends a signal to the process and whatever it has started."""
        if self.process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, how)


class Supervisor:
    """Runs `children` until `stop`; every line that they print goes to `tell(name, line)`."""

    def __init__(
        self, children: list[Child], folder: str, tell: Tell, note: Note = lambda _: None
    ) -> None:
        """`note` is given, after each start, the number of each process and its starts."""
        self.children, self._folder, self._tell, self._note = children, folder, tell, note
        self._stopped = asyncio.Event()

    def stop(self) -> None:
        """Ends the run."""
        self._stopped.set()

    async def run(self) -> None:
        """Returns after `stop`, when no child is left."""
        loop = asyncio.get_running_loop()
        for one in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(one, self.stop)
        tasks = [asyncio.create_task(self._keep(child)) for child in self.children]
        tasks += [
            asyncio.create_task(self._watch(c, c.heartbeat)) for c in self.children if c.heartbeat
        ]
        tasks.append(asyncio.create_task(_tell_systemd()))
        await self._stopped.wait()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self._end_all()

    async def _keep(self, child: Child) -> None:
        pause = _AGAIN_SECONDS
        while True:
            child.ready()
            began = time.monotonic()
            child.process = await asyncio.create_subprocess_exec(
                *child.command,
                cwd=self._folder,
                env=dict(child.environment),
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.STDOUT,
                start_new_session=True,  # Ctrl-C is ours to pass on
                preexec_fn=_dies_with(os.getpid()),
                limit=_LINE_LONGEST,
            )
            child.starts += 1
            self._note({c.name: (c.process.pid, c.starts) for c in self.children if c.process})
            listening = asyncio.create_task(self._listen(child, child.process))
            code = await child.process.wait()
            await asyncio.wait({listening}, timeout=_LAST_LINES_SECONDS)
            listening.cancel()
            child.end(signal.SIGKILL)  # what it had started goes with it
            self._tell(
                child.name,
                f"serve: WARNING {child.name} ended (exit code {code}), starting it again",
            )
            pause = _AGAIN_SECONDS if time.monotonic() - began > _STARTED_SECONDS else pause * 2
            await asyncio.sleep(min(pause, _AGAIN_LONGEST))

    async def _listen(self, child: Child, process: asyncio.subprocess.Process) -> None:
        assert process.stdout is not None
        while True:
            try:
                line = await process.stdout.readline()
            except ValueError:  # longer than any line of ours; the rest of it comes next
                continue
            if not line:
                return
            self._tell(child.name, line.decode(errors="replace").rstrip())

    async def _watch(self, child: Child, heartbeat: Heartbeat) -> None:
        watched, lived, missed = None, False, 0
        timeout = aiohttp.ClientTimeout(total=heartbeat.seconds)
        while True:
            await asyncio.sleep(heartbeat.every)
            if child.process is not watched:
                watched, lived, missed = child.process, False, 0
            if await _answers(heartbeat.url, timeout):
                lived, missed = True, 0
                continue
            missed += 1
            if lived and missed >= heartbeat.misses and child.process is watched:
                self._tell(child.name, f"serve: WARNING {child.name} hangs, it is killed")
                child.end(signal.SIGKILL)

    async def _end_all(self) -> None:
        running = [c.process for c in self.children if c.process and c.process.returncode is None]
        for child in self.children:
            child.end(signal.SIGTERM)
        with suppress(asyncio.TimeoutError):
            await asyncio.wait_for(asyncio.gather(*(p.wait() for p in running)), _END_SECONDS)
        for child in self.children:
            child.end(signal.SIGKILL)
        await asyncio.gather(*(p.wait() for p in running))


async def _answers(url: str, timeout: aiohttp.ClientTimeout) -> bool:
    """A connection of its own each time: one that is kept tells nothing of the door."""
    try:
        async with aiohttp.ClientSession(timeout=timeout) as session, session.get(url) as answer:
            return answer.status < 500
    except (aiohttp.ClientError, asyncio.TimeoutError, OSError):
        return False


def _dies_with(parent: int) -> Callable[[], None]:
    libc = ctypes.CDLL(None, use_errno=True)

    def in_child() -> None:
        libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # it ended before the kernel knew
            os._exit(1)

    return in_child


async def _tell_systemd() -> None:
    """That we are there, and every few seconds that we still are."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address:
        return
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as sock:
        message = b"READY=1"
        while True:
            with suppress(OSError):
                sock.sendto(message, f"\0{address[1:]}" if address[0] == "@" else address)
            message = b"WATCHDOG=1"
            await asyncio.sleep(_SYSTEMD_SECONDS)
