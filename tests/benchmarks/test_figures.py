"""benchmarks/understanding/figures.py on numbers that can be checked by hand."""

from __future__ import annotations

import math

import pytest

from benchmarks.understanding.figures import (
    Bin,
    calibration_error,
    interval,
    quantile,
    reliability,
    share_in,
)
from benchmarks.understanding.outcomes import Guess
from benchmarks.understanding.questions import Unseen


def test_share_in() -> None:
    """Of two questions, one is right at once and both within two; of none, there is no share."""
    question = Unseen("?", frozenset({"greet"}), "voice")
    first = Guess((("greet", 0.9),), True)
    second = Guess((("thank", 0.6), ("greet", 0.4)), True)
    answered = [(question, first), (question, second)]
    assert (share_in(answered, 1), share_in(answered, 2)) == (0.5, 1.0)
    assert math.isnan(share_in([], 1))


def test_interval() -> None:
    """Wilson's interval of 5 in 10 is (23.7 %, 76.3 %), and of 0 in 10 (0 %, 27.8 %)."""
    assert interval(5, 10) == pytest.approx((0.2366, 0.7634), abs=1e-4)
    assert interval(0, 10) == pytest.approx((0, 0.2775), abs=1e-4)


def test_reliability() -> None:
    """Confidences fall into bins that hold their lower end; 1.0 falls into the last."""
    table = reliability([(0.5, True), (0.59, False), (1.0, True)])
    assert table == [
        Bin(0.5, 0.6, 2, pytest.approx(0.545), 0.5),
        Bin(0.9, 1.0, 1, 1.0, 1.0),
    ]


def test_calibration_error() -> None:
    """Two at 0.545 with half right are 0.045 off, one at 1.0 is not: (2 * 0.045 + 0) / 3."""
    table = reliability([(0.5, True), (0.59, False), (1.0, True)])
    assert calibration_error(table) == pytest.approx(0.03)


@pytest.mark.parametrize(("share", "expected"), [(0.5, 2), (0.95, 4), (0.25, 1), (1, 4)])
def test_quantile(share: float, expected: float) -> None:
    """Half of 1, 2, 3, 4 is at most 2; nearly all of them at most 4."""
    assert quantile([4, 2, 1, 3], share) == expected
