"""A run without the tests of real servers does not even import them."""

from __future__ import annotations

from pathlib import Path

import pytest

E2E = Path(__file__).parent / "e2e"


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leaves out the folder in which every test starts servers."""
    without = "not e2e" in config.getoption("markexpr")
    return True if without and collection_path == E2E else None
