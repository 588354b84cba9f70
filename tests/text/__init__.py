"""Tests of bot.text; one file for each source file, tables that a clerk can check."""

import datetime

from hypothesis import settings

TODAY = datetime.date(2025, 8, 1)

repeatable = settings(max_examples=40)


def day(iso: str) -> datetime.date:
    """Return the date written as 1955-07-15."""
    return datetime.date.fromisoformat(iso)
