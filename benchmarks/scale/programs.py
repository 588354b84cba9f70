"""A program that can be killed and started again, and the numbers of all its processes."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.web import processes

_KILLED_SECONDS = 30


@dataclass
class Program:
    """`command` in `folder`; what it prints is added to `log`."""

    command: Sequence[str]
    folder: Path
    environment: Mapping[str, str] = field(repr=False)
    log: Path
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Returns at once."""
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                self.command,
                cwd=self.folder,
                env=self.environment,
                stdout=output,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )

    def stop(self) -> None:
        """Kills it and whatever it has started, in the middle of its work."""
        if self.process is None:
            return
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(_KILLED_SECONDS)
        self.process = None

    def root(self) -> int | None:
        """Its number; None while it does not run."""
        return None if self.process is None else self.process.pid


@dataclass
class Killable:
    """One that can be killed: what it is, how it ends and begins, which process it is."""

    name: str
    stop: Callable[[], None] = field(repr=False)
    start: Callable[[], None] = field(repr=False)
    root: Callable[[], int | None] = field(repr=False)

    @property
    def kind(self) -> str:
        """Without its number: all gateways are of one kind."""
        return self.name.rstrip("0123456789 ")

    def pids(self) -> set[int]:
        """All its processes, now."""
        number = self.root()
        return set() if number is None else processes.family(number)
