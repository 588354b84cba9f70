"""Facts between slots, buttons and the rule module: short texts there, typed values here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from typing import Any

from bot.rules import ABSENT, Document, Facts, TransferMethod

# Each dated fact, and what the date reader calls it.
DATED: dict[str, str] = {
    "birthday": "birthday",
    "residence_until": "residence",
    "graduation": "graduation",
    "burden_change": "burden",
    "ecert_expiry": "ecert",
    "applied_on": "application",
}
# Facts that most people have nothing to say to; they are asked for in one question.
CIRCUMSTANCES = ("residence_until", "graduation", "burden_change")
CIRCUMSTANCE = "circumstances"
# With what only matters once such a circumstance applies.
RARE = (*CIRCUMSTANCES, "graduation_moved")
NONE = ABSENT.value  # the circumstance does not apply

_YES_NO = ("has_card", "registered", "graduation_moved")
_CHOICES: dict[str, type[Enum]] = {"document": Document, "method": TransferMethod}


def typed(known: Mapping[str, str], now: datetime) -> Facts:
    """The facts of a talk for the rule module. Raises ValueError for a text that is no value."""
    values = {name: _value(name, text) for name, text in known.items()}
    return Facts(**values, today=now.date(), at=now)


def _value(name: str, text: str) -> Any:
    if text == NONE and name in CIRCUMSTANCES:
        return ABSENT
    if name in DATED:
        return date.fromisoformat(text)
    if name in _YES_NO:
        return {"yes": True, "no": False}[text]
    return _CHOICES[name](text)
