"""`python -m benchmarks.web`: measures the whole path beside stock Rasa, then writes report.md."""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
import sys
import time
import warnings
from collections.abc import Sequence
from pathlib import Path

REPORT = Path(__file__).with_name("report.md")
_CALM = 1.5
_CALM_SECONDS = 600
_STARTED = time.monotonic()


def say(line: str) -> None:
    """One line of progress, with the seconds since the start."""
    print(f"[{time.monotonic() - _STARTED:4.0f} s] {line}", file=sys.stderr, flush=True)


def parser() -> argparse.ArgumentParser:
    """The options."""
    found = argparse.ArgumentParser(prog="python -m benchmarks.web", description=__doc__)
    found.add_argument("--talks", type=int, nargs="+", default=[1, 10, 50], metavar="N")
    found.add_argument("--rounds", type=int, default=5, help="each goes through all doors")
    found.add_argument("--seconds", type=float, default=8.0, help="of each door in each round")
    found.add_argument("--examples", type=int, default=6, help="an id, for stock Rasa")
    found.add_argument("--epochs", type=int, default=30, help="for stock Rasa")
    found.add_argument(
        "--quick", action="store_true", help="a trial of a minute or two; the report stays"
    )
    return found


def options(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """What was asked for; `--quick` goes before the rest."""
    chosen = parser().parse_args(arguments)
    if chosen.quick:
        chosen.rounds, chosen.seconds, chosen.epochs = 1, 2.0, 3
    return chosen


def wait_for_calm() -> None:
    """Returns when nothing else keeps the machine busy, or after ten minutes."""
    deadline = time.monotonic() + _CALM_SECONDS
    while (load := os.getloadavg()[0]) >= _CALM and time.monotonic() < deadline:
        say(f"the load average is {load:.1f}: waiting until it is below {_CALM}")
        time.sleep(20)


def main() -> int:
    """Runs what was asked for."""
    chosen = options()
    warnings.simplefilter("ignore")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the servers are ended too
    import aiohttp

    from benchmarks.web import measure, report
    from benchmarks.web.results import Results
    from bot.errors import BotError

    if not chosen.quick:
        wait_for_calm()
    found = Results(
        chosen.rounds, chosen.seconds, chosen.examples, chosen.epochs, os.cpu_count() or 1
    )
    try:
        measure.run(found, chosen.talks, say)
    except (RuntimeError, BotError, aiohttp.ClientError, asyncio.TimeoutError) as error:
        print(f"nothing was measured: {error or type(error).__name__}", file=sys.stderr)
        return 1
    found.load.append(os.getloadavg()[0])
    written = report.whole(found)
    print(written)
    if not chosen.quick:
        REPORT.write_text(written, encoding="utf-8")
        say(f"written: {REPORT.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
