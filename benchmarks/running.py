"""How a measurement runs: on a calm machine, with its progress shown, its report written."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path

_CALM = 1.5
_CALM_SECONDS = 600
_STARTED = time.monotonic()


def say(line: str) -> None:
    """One line of progress, with the seconds since the start."""
    print(f"[{time.monotonic() - _STARTED:4.0f} s] {line}", file=sys.stderr, flush=True)


def run(measure: Callable[[], str], report: Path, *, quick: bool) -> int:
    """Prints the text that `measure` returns and writes it to `report`. Returns the exit code.

    `quick`: a trial, for which nobody waits and which leaves the report as it is.
    """
    import aiohttp

    from bot.errors import BotError

    warnings.simplefilter("ignore")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the servers are ended too
    if not quick:
        _wait_for_calm()
    try:
        written = measure()
    except (RuntimeError, OSError, BotError, aiohttp.ClientError, asyncio.TimeoutError) as error:
        print(f"nothing was measured: {error or type(error).__name__}", file=sys.stderr)
        return 1
    print(written)
    if not quick:
        report.write_text(written, encoding="utf-8")
        say(f"written: {report.name}")
    return 0


def _wait_for_calm() -> None:
    """Returns when nothing else keeps the machine busy, or after ten minutes."""
    deadline = time.monotonic() + _CALM_SECONDS
    while (load := os.getloadavg()[0]) >= _CALM and time.monotonic() < deadline:
        say(f"the load average is {load:.1f}: waiting until it is below {_CALM}")
        time.sleep(20)
