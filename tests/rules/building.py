"""The edition, facts from the plain values of expectations.py, and days to walk over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from hypothesis import Phase, settings

from bot.content import current_content
from bot.content.editions import edition_of
from bot.rules import ABSENT, Document, Facts

D = date.fromisoformat

# 国保だより 第179号, also when a newer one has been added.
EDITION = edition_of(D("2025-08-01"), current_content().editions)

# The same examples in every run; not shrunk, because a row of sweeps would be shrunk for minutes.
repeatable = settings(max_examples=30, phases=(Phase.explicit, Phase.generate))


def days(first: str, last: str) -> Iterator[date]:
    """Every day from first to last, both included."""
    start, end = D(first), D(last)
    for n in range((end - start).days + 1):
        yield start + timedelta(days=n)


def around(day: str) -> tuple[date, date, date]:
    """The day before, the day, the day after."""
    return tuple(D(day) + timedelta(days=n) for n in (-1, 0, 1))  # type: ignore[return-value]


def person(
    document: str,
    birthday: date | None,
    residence: date | None = None,
    graduation: date | None = None,
    burden: date | None = None,
    *,
    moved: bool | None = None,
) -> Facts:
    """A person of whom everything is known: `None` becomes ABSENT, except for the birthday."""
    return Facts(
        document=Document(document),
        birthday=birthday,
        residence_until=residence or ABSENT,
        graduation=graduation or ABSENT,
        graduation_moved=moved,
        burden_change=burden or ABSENT,
    )
