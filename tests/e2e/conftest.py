"""One run of the real servers for all tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.running import Servers, copy_project


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project."""
    return copy_project(tmp_path_factory.mktemp("project"))


@pytest.fixture(scope="session")
def bot(project: Path) -> Iterator[Servers]:
    """The servers, on a Wednesday morning within the edition."""
    servers = Servers(project, today="2025-10-01T10:00")
    try:
        servers.wait_until_ready()
        yield servers
    finally:
        servers.stop()
