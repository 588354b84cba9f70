"""A small folder of content for each test."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.content.folders import Files


@pytest.fixture
def files(tmp_path: Path) -> Files:
    """Good content."""
    return Files(tmp_path)
