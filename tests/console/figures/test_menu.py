"""bot/console/figures/menu.py: presses of a period, by field and by day."""

from __future__ import annotations

from datetime import timedelta

from bot.console.figures.menu import menu_report
from bot.console.figures.reporting import Period
from bot.storage.ports.statistics import PressKey
from tests.console.counting import TODAY


def test_nothing_pressed() -> None:
    """Without presses there are no fields, and nothing to draw."""
    found = menu_report([], Period("today", TODAY, TODAY))
    assert (found.fields, found.times, found.most) == ((), 0, 0)


def test_days_of_a_long_period_are_told_together() -> None:
    """Presses of a week stand in one column, and no press is lost."""
    period = Period("days", TODAY - timedelta(days=62), TODAY)
    days = [period.first, period.first + timedelta(days=6), TODAY]
    counted = [(PressKey(f"{day}T09", "line", "help"), n) for n, day in enumerate(days, 1)]
    (field,) = menu_report(counted, period).fields
    assert field.days == (3, *[0] * 7, 3)
    assert field.times == 6
