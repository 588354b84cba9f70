"""Counts the cases that the sweeps compare, and says so at the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

CASES: Counter[str] = Counter()


@pytest.fixture
def counted(request: pytest.FixtureRequest) -> Callable[[int], None]:
    """Add a number of compared cases to the count that is printed at the end."""

    def add(cases: int) -> None:
        CASES[request.node.name] += cases

    return add


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many cases the sweeps compared."""
    for name, cases in CASES.items():
        terminalreporter.write_line(f"{cases:>8,} cases: {name}")
    if CASES:
        terminalreporter.write_line(f"{sum(CASES.values()):>8,} cases in all")
