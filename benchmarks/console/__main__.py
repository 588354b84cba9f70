"""`python -m benchmarks.console`: key to suggestion, suggestions a second; writes report.md."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks import running

REPORT = Path(__file__).with_name("report.md")


def parser() -> argparse.ArgumentParser:
    """The options."""
    found = argparse.ArgumentParser(prog="python -m benchmarks.console", description=__doc__)
    found.add_argument("--questions", type=int, default=40, help="that are typed")
    found.add_argument("--operators", type=int, nargs="+", default=[1, 8], metavar="N")
    found.add_argument("--rounds", type=int, default=5)
    found.add_argument("--seconds", type=float, default=5.0, help="of each way in each round")
    found.add_argument("--epochs", type=int, default=1, help="for stock Rasa")
    found.add_argument("--quick", action="store_true", help="a trial; the report stays")
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs what was asked for."""
    chosen = parser().parse_args(arguments)
    if chosen.quick:
        chosen.questions, chosen.rounds, chosen.seconds = 4, 1, 1.0
    return running.run(lambda: _measured(chosen), REPORT, quick=chosen.quick)


def _measured(chosen: argparse.Namespace) -> str:
    """The report."""
    from benchmarks.console import measure, report

    found = measure.ConsoleResults(chosen.rounds, chosen.seconds, chosen.epochs)
    found.load.append(os.getloadavg()[0])
    measure.run(found, chosen.questions, chosen.operators, running.say)
    found.load.append(os.getloadavg()[0])
    return report.whole(found)


if __name__ == "__main__":
    sys.exit(main())
