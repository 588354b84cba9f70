"""`python -m benchmarks.widget`: the chat's first opening on an old phone, beside a plain page."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import running
from benchmarks.browser import chromium
from benchmarks.web import processes
from benchmarks.web.measure import ROOT, local, ours_environment
from benchmarks.widget import opening, plain, report
from benchmarks.widget.report import Openings
from tools.browser import HOW, installed

REPORT = Path(__file__).with_name("report.md")


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs what was asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.widget", description=__doc__)
    parser.add_argument("--rounds", type=int, default=9, help="each way once a round")
    parser.add_argument("--quick", action="store_true", help="a trial; the report stays")
    chosen = parser.parse_args(arguments)
    rounds = 2 if chosen.quick else chosen.rounds
    return running.run(lambda: measured(rounds), REPORT, quick=chosen.quick)


def measured(rounds: int) -> str:
    """The report. Raises RuntimeError without a browser; the gateway alone is enough, no Rasa."""
    path = installed()
    if path is None:
        raise RuntimeError(HOW)
    found = Openings(load=[os.getloadavg()[0]])
    gateway, rasa, actions = processes.free_ports(3)
    with TemporaryDirectory() as name:
        folder = Path(name)
        environment = ours_environment(gateway, rasa, actions, folder / "data")
        command = [sys.executable, "-m", "bot", "gateway"]
        with processes.running(command, ROOT, environment, folder / "log") as server:
            server.wait_until(lambda: processes.answers("GET", f"{local(gateway)}/healthz", ""))
            _measure(found, path, f"{local(gateway)}/", rounds)
    found.load.append(os.getloadavg()[0])
    return report.whole(found)


def _measure(found: Openings, path: str, url: str, rounds: int) -> None:
    with (
        chromium(path) as browser,
        plain.served(opening.words_of(browser, url)) as page,
    ):
        for number in range(rounds):
            one = opening.chat(browser, url)
            found.add(one, opening.plain(browser, page))
            times = " ".join(f"{way} {opened.from_click:.0f}" for way, opened in one.items())
            running.say(f"round {number + 1}: {times}, plain {found.last:.0f} ms")


if __name__ == "__main__":
    sys.exit(main())
