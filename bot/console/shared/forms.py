"""What people write into the forms of the console."""

from __future__ import annotations

from datetime import date


def day_in(text: str) -> date | None:
    """The day that a field for days holds, as 2026-08-01; None for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
