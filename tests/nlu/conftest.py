"""Rasa's components take many seconds to import; a run without slow tests does without them."""

from __future__ import annotations

from pathlib import Path

import pytest

HEAVY = {
    "test_linear_classifier.py",
    "test_model.py",
    "test_outcome_classifier.py",
    "test_readings_featurizer.py",
    "test_sentence_splitter.py",
    "test_syntax.py",
}


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leaves out files in which every test is slow, before they are imported."""
    without_slow = "not slow" in config.getoption("markexpr")
    return True if without_slow and collection_path.name in HEAVY else None
