"""`python -m benchmarks.scale`: measures each layout, then writes report.md; with `--storm` lets
2,000 residents talk while every process in turn is killed, then writes storm.md."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks import running

REPORT = Path(__file__).with_name("report.md")
STORM = Path(__file__).with_name("storm.md")


def parser() -> argparse.ArgumentParser:
    """The options."""
    found = argparse.ArgumentParser(prog="python -m benchmarks.scale", description=__doc__)
    found.add_argument("--talks", type=int, nargs="+", default=[1, 10, 50], metavar="N")
    found.add_argument("--rounds", type=int, default=2, help="each starts every layout anew")
    found.add_argument("--seconds", type=float, default=8.0, help="of each number of talks")
    found.add_argument(
        "--quick", action="store_true", help="a trial of a few minutes; the reports stay"
    )
    found.add_argument("--storm", action="store_true", help="kill every process in turn instead")
    found.add_argument("--messages", type=int, default=100_000, help="of the storm, in all")
    found.add_argument("--residents", type=int, default=2_000, help="of the storm")
    return found


def options(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """What was asked for; `--quick` goes before the rest."""
    chosen = parser().parse_args(arguments)
    if chosen.quick:
        chosen.rounds, chosen.seconds = 1, 2.0
        chosen.messages, chosen.residents = min(chosen.messages, 2_000), min(chosen.residents, 200)
    return chosen


def main() -> int:
    """Runs what was asked for."""
    chosen = options()
    if chosen.storm:
        return running.run(lambda: _storm(chosen), STORM, quick=chosen.quick)
    return running.run(lambda: _measured(chosen), REPORT, quick=chosen.quick)


def _measured(chosen: argparse.Namespace) -> str:
    """The report of the layouts."""
    from benchmarks.scale import measure, report
    from benchmarks.scale.results import ScaleResults

    found = ScaleResults(chosen.rounds, chosen.seconds, os.cpu_count() or 1)
    measure.run(found, chosen.talks, running.say)
    found.load.append(os.getloadavg()[0])
    return report.whole(found)


def _storm(chosen: argparse.Namespace) -> str:
    """The report of the storm."""
    from benchmarks.scale.storm import report, running_it

    return report.whole(running_it.run(chosen.messages, chosen.residents, running.say))


if __name__ == "__main__":
    sys.exit(main())
