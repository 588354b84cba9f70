"""bot/nlu/linear_classifier.py: features in, odds and thresholds out."""

from __future__ import annotations

import numpy as np
import pytest
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from scipy import sparse

from bot.nlu.feature_matrix import feature_matrix
from bot.nlu.linear_classifier import LinearClassifier

pytestmark = pytest.mark.slow


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
    untrained = LinearClassifier(LinearClassifier.get_default_config(), None, None)
    assert untrained.process([]) == []
    (message,) = untrained.process([Message(data={"text": "x"})])
    assert message.get("intent") is None
