"""Every fact of a person: one table; and short texts (of talks, buttons) as values for rules.

A new fact needs a row here, its rule, and its words in the phrases.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bot.rules import ABSENT, Document, Facts, TransferMethod

NONE = ABSENT.value  # the circumstance does not apply
CIRCUMSTANCE = "circumstances"  # the one question for all circumstances
IN_HAND = "in_hand"  # the paper that is said to have come: no fact that is asked for
TODAY = "today"  # the value of a button for a day


class ErasOffered(enum.Enum):
    """Which eras a field for a date offers first."""

    BIRTH = "birth"
    NOW = "now"


@dataclass(frozen=True, slots=True)
class FactRow:
    """How one fact is read, asked for and entered.

    `reader`   what the date reader calls it; empty for a fact that is no day
    `choices`  values that answer it without typing, each with its key in the phrases' `label`
    `values`   the type of the rule module for a chosen value
    `circumstance`  most people have nothing to say to it: all such are asked for in one question
    `rare`     it matters only once a circumstance applies, or is one
    `private`  its question offers 言いたくない
    `month`    a month is enough for the rule; `by_month`: it is asked for by its month
    """

    name: str
    reader: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    values: type[enum.Enum] | None = None
    circumstance: bool = False
    rare: bool = False
    private: bool = False
    month: bool = False
    by_month: bool = False
    may_be_unknown: bool = True
    eras: ErasOffered = ErasOffered.NOW

    @property
    def is_day(self) -> bool:
        """Is it answered with a date, whole or as a month?"""
        return bool(self.reader)


_YES_NO = (("yes", "yes"), ("no", "no"))

FACTS: tuple[FactRow, ...] = (
    FactRow("birthday", "birthday", private=True, eras=ErasOffered.BIRTH),
    FactRow("residence_until", "residence", circumstance=True, rare=True, private=True),
    FactRow("graduation", "graduation", circumstance=True, rare=True, private=True),
    FactRow("graduation_moved", choices=_YES_NO, rare=True),
    FactRow(
        "burden_change",
        "burden",
        circumstance=True,
        rare=True,
        private=True,
        month=True,
        by_month=True,
    ),
    FactRow("ecert_expiry", "ecert", private=True, month=True),
    FactRow(
        "document",
        choices=(("notice", "notice"), ("certificate", "certificate")),
        values=Document,
    ),
    FactRow("has_card", choices=(("yes", "has_card"), ("no", "no_card")), may_be_unknown=False),
    FactRow("registered", choices=(("yes", "registered"), ("no", "not_registered"))),
    FactRow(
        "method",
        choices=(("bank", "bank"), ("web", "web"), ("ward", "ward")),
        values=TransferMethod,
        may_be_unknown=False,
    ),
    FactRow("applied_on", "application", choices=((TODAY, "today"),)),
)
BY_NAME: dict[str, FactRow] = {row.name: row for row in FACTS}
# Each dated fact, and what the date reader calls it.
DATED: dict[str, str] = {row.name: row.reader for row in FACTS if row.is_day}
CIRCUMSTANCES = tuple(row.name for row in FACTS if row.circumstance)
RARE = tuple(row.name for row in FACTS if row.rare)
YES_NO = tuple(row.name for row in FACTS if row.choices and not row.values and not row.is_day)


def typed(known: Mapping[str, str], now: datetime) -> Facts:
    """The facts of a talk for the rule module; what no rule asks for is left out.

    Raises ValueError for a text that is no value.
    """
    values = {name: _value(BY_NAME[name], text) for name, text in known.items() if name in BY_NAME}
    return Facts(**values, today=now.date(), at=now)


def _value(row: FactRow, text: str) -> Any:
    if text == NONE and row.circumstance:
        return ABSENT
    if row.is_day:
        return date.fromisoformat(text)
    if row.values is not None:
        return row.values(text)
    if text not in ("yes", "no"):
        raise ValueError(f"{row.name} is yes or no")
    return text == "yes"
