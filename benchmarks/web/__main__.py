"""`python -m benchmarks.web`: measures the whole path beside stock Rasa, then writes report.md."""

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


def main() -> int:
    """Runs what was asked for."""
    chosen = options()
    return running.run(lambda: _measured(chosen), REPORT, quick=chosen.quick)


def _measured(chosen: argparse.Namespace) -> str:
    """The report."""
    from benchmarks.web import measure, report
    from benchmarks.web.results import LoadResults

    found = LoadResults(
        chosen.rounds, chosen.seconds, chosen.examples, chosen.epochs, os.cpu_count() or 1
    )
    measure.run(found, chosen.talks, running.say)
    found.load.append(os.getloadavg()[0])
    return report.whole(found)


if __name__ == "__main__":
    sys.exit(main())
