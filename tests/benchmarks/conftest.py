"""What loads Rasa's components takes many seconds; a run without slow tests does without it."""

from __future__ import annotations

from pathlib import Path

import pytest

HEAVY = {"test_pipeline.py", "test_stock.py"}


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leaves out the files in which every test is slow, before they are imported."""
    without_slow = "not slow" in config.getoption("markexpr")
    return True if without_slow and collection_path.name in HEAVY else None
