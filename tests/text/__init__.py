"""Tests of bot.text; one file for each source file, tables that a clerk can check."""

import datetime

from hypothesis import HealthCheck, settings

TODAY = datetime.date(2025, 8, 1)

# A busy machine draws slowly; that says nothing about the code.
repeatable = settings(
    database=None,
    deadline=None,
    derandomize=True,
    max_examples=40,
    suppress_health_check=[HealthCheck.too_slow],
)


def day(iso: str) -> datetime.date:
    """Return the date written as 1955-07-15."""
    return datetime.date.fromisoformat(iso)
