"""One Sanic server for all tests of this folder, and a new agent behind it for each."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from .door import Agent, Door, opened


@pytest.fixture(scope="session")
def served() -> Iterator[Door]:
    """One server for all tests of this folder."""
    with opened() as door:
        yield door


@pytest.fixture
def agent(served: Door) -> Agent:
    """A new agent for each test."""
    return served.renew()


@pytest.fixture
def door(served: Door, agent: Agent) -> Door:
    """The door to that agent."""
    return served
