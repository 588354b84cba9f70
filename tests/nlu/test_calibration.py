"""bot/nlu/calibration.py: from scores to odds, from odds and costs to thresholds."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.special import softmax

from bot.nlu.calibration import (
    Judgements,
    Thresholds,
    fit_temperature,
    learn_threshold,
    learn_thresholds,
)


def test_temperature_of_three_in_four() -> None:
    """Scores 1 apart and right 3 times of 4: odds of 3 to 1 are e**t, so t = ln 3."""
    scores = np.array([[1.0, 0.0]] * 4)
    labels = np.array([0, 0, 0, 1])
    assert fit_temperature(scores, labels) == pytest.approx(math.log(3), abs=1e-3)


def test_temperature_undoes_the_scale() -> None:
    """Scores twice as far apart get half the factor, and so the same odds."""
    labels = np.array([0, 0, 0, 1])
    one = fit_temperature(np.array([[1.0, 0.0]] * 4), labels)
    two = fit_temperature(np.array([[2.0, 0.0]] * 4), labels)
    assert two == pytest.approx(one / 2, abs=1e-3)


def test_temperature_of_three_classes() -> None:
    """The first of three right half the time, the others a quarter each: e**t = 2, so t = ln 2."""
    scores = np.array([[1.0, 0.0, 0.0]] * 4)
    labels = np.array([0, 0, 1, 2])
    factor = fit_temperature(scores, labels)
    assert factor == pytest.approx(math.log(2), abs=1e-3)
    assert softmax(scores[0] * factor) == pytest.approx([0.5, 0.25, 0.25], abs=1e-3)


def test_temperature_of_faultless_scores_is_bounded() -> None:
    """Scores that are never wrong get a large factor, but not an endless one."""
    factor = fit_temperature(np.array([[1.0, 0.0], [0.0, 1.0]]), np.array([0, 1]))
    assert 10 < factor <= 50


def test_temperature_of_useless_scores_is_small() -> None:
    """Scores that are always wrong get the smallest factor, so that all ids look alike."""
    factor = fit_temperature(np.array([[1.0, 0.0], [0.0, 1.0]]), np.array([1, 0]))
    assert 0.1 <= factor < 0.11


def threshold(points: list[tuple[float, bool]], mistake: float) -> float:
    confidence = np.array([confidence for confidence, _ in points])
    return learn_threshold(confidence, np.array([right for _, right in points], bool), mistake)


MIXED = [(0.9, True), (0.8, True), (0.7, False), (0.6, True), (0.5, True)]


def test_a_dear_mistake_is_asked_about() -> None:
    """Below 0.8 lie one mistake and two hits: at 5 a mistake, asking about all is cheaper."""
    assert threshold(MIXED, 5) == 0.8


def test_a_cheap_mistake_is_risked() -> None:
    """At 2 a mistake, the same three save 1 + 1 - 1 by being acted on."""
    assert threshold(MIXED, 2) == 0.5


def test_equal_confidences_are_acted_on_together() -> None:
    """A hit and a mistake of one confidence cannot be told apart: 1 - 4 is no saving."""
    assert threshold([(0.9, True), (0.6, True), (0.6, False)], 5) == 0.9


@pytest.mark.parametrize("points", [[], [(0.9, False)], [(0.9, True), (0.9, False)]])
def test_where_acting_never_pays(points: list[tuple[float, bool]]) -> None:
    """Without a saving anywhere, only certainty is acted on."""
    assert threshold(points, 5) == 1.0


def test_refusals_have_a_threshold_of_their_own() -> None:
    """A refusal is weighed with the cost of a refusal, all else with that of an answer."""
    odds = np.array([[0.9, 0.1], [0.6, 0.4], [0.2, 0.8], [0.3, 0.7]])
    labels, names = np.array([0, 0, 1, 0]), np.array(["out_of_scope", "greet"])
    unseen = Judgements.of(odds, labels, names, "out_of_scope")
    learnt = learn_thresholds(*unseen, wrong=5, refused=2)
    assert learnt == Thresholds(answer_from=0.8, refuse_from=0.6)
