"""bot/nlu/linear_classifier.py: from scores to odds."""

from __future__ import annotations

import math

import numpy as np
import pytest
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from scipy import sparse
from scipy.special import softmax

from bot.nlu.linear_classifier import LinearClassifier, feature_matrix, fit_temperature

pytestmark = pytest.mark.slow


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


def with_features(*rows: list[float]) -> Message:
    message = Message(data={"text": "x"})
    for number, row in enumerate(rows):
        matrix = sparse.csr_matrix([row]) if number % 2 else np.array([row])
        message.add_features(Features(matrix, "sentence", "text", f"featurizer {number}"))
    return message


def test_features_stand_side_by_side() -> None:
    """Dense and sparse features of one message are one row, in the order of the pipeline."""
    matrix = feature_matrix([with_features([1, 2], [0, 3]), with_features([4, 5], [6, 0])])
    assert matrix.toarray().tolist() == [[1, 2, 0, 3], [4, 5, 6, 0]]


def test_untrained_it_changes_nothing() -> None:
    """Without a model, and without messages, nothing is set."""
    untrained = LinearClassifier({"C": 1.0, "folds": 5}, None, None)
    assert untrained.process([]) == []
    (message,) = untrained.process([Message(data={"text": "x"})])
    assert message.get("intent") is None
