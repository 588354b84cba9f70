"""benchmarks/fairness: what residents got beside an attacker, and when that is enough."""

from __future__ import annotations

import pytest

from benchmarks.fairness.__main__ import holds, parser, report
from benchmarks.fairness.people import LONG_TEXT, ResidentAnswers

ALONE = ResidentAnswers([0.1] * 99 + [0.2])


@pytest.mark.parametrize(
    ("attacked", "enough"),
    [
        (ResidentAnswers([0.3] * 100), True),
        (ResidentAnswers([0.31] * 100), False),
        (ResidentAnswers([0.2] * 95, refused=5), True),
        (ResidentAnswers([0.2] * 94, refused=6), False),
        (ResidentAnswers([0.2] * 94, reduced=6), False),
    ],
)
def test_what_is_enough(attacked: ResidentAnswers, enough: bool) -> None:
    """95 of 100 are answered with Rasa, and 95 of 100 of those within three times as long."""
    assert holds(ALONE, attacked) is enough


def test_nobody_asked() -> None:
    """Without a message nothing was answered."""
    assert ResidentAnswers().whole == 0


def test_the_page() -> None:
    """It says the two figures that the target is about."""
    written = report(ALONE, ResidentAnswers([0.2] * 90, refused=10), parser().parse_args([]))
    assert "**90.0%、2.00 倍でした。**" in written


def test_the_attacker_sends_what_costs_most() -> None:
    """As long as a text may be that is read as a whole, full of dates."""
    assert len(LONG_TEXT) == 1_000
    assert LONG_TEXT.count("11月3日") > 40
