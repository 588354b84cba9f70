"""Facts as texts in slots, as values for the rule module."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from bot.content import current_words
from bot.dialogue.facts import CIRCUMSTANCES, DATED, FACTS, typed
from bot.rules import ABSENT, JAPAN, Document, Facts, TransferMethod
from bot.rules.questions import SPECS

NOW = datetime(2025, 10, 1, 10, 0, tzinfo=JAPAN)


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("birthday", "1956-03-01", date(1956, 3, 1)),
        ("residence_until", "2026-03-31", date(2026, 3, 31)),
        ("residence_until", "none", ABSENT),
        ("graduation", "none", ABSENT),
        ("burden_change", "none", ABSENT),
        ("has_card", "yes", True),
        ("registered", "no", False),
        ("graduation_moved", "yes", True),
        ("document", "notice", Document.NOTICE),
        ("method", "ward", TransferMethod.WARD),
        ("applied_on", "2025-10-20", date(2025, 10, 20)),
        ("ecert_expiry", "2025-11-30", date(2025, 11, 30)),
    ],
)
def test_each_fact_has_its_value(name: str, text: str, value: object) -> None:
    """Each text becomes the one value that the rules take, with today beside it."""
    assert typed({name: text}, NOW) == Facts(**{name: value}, today=NOW.date(), at=NOW)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("birthday", "none"),
        ("birthday", "昭和31年"),
        ("document", "letter"),
        ("method", ""),
        ("residence_until", "2026-02-30"),
    ],
)
def test_what_is_no_value_is_refused(name: str, text: str) -> None:
    """A text that is no value of its fact never reaches a rule."""
    with pytest.raises(ValueError, match=r".+"):
        typed({name: text}, NOW)


def test_circumstances_are_dated_facts() -> None:
    """Each circumstance is asked for by a date, and every dated fact is one of the rules'."""
    assert set(CIRCUMSTANCES) <= set(DATED) <= set(Facts.__slots__)


def test_one_row_a_fact() -> None:
    """Every fact that a rule can ask for has one row, with a question and a name."""
    names = [row.name for row in FACTS]
    assert len(names) == len(set(names))
    assert set(names) == {name for spec in SPECS.values() for name in spec.askable}
    phrases = current_words().book.phrases
    assert set(names) <= set(phrases["ask"]) & set(phrases["fact"]) & set(phrases["find"])
    assert {key for row in FACTS for _, key in row.choices} <= set(phrases["label"])
