"""One Sanic server for all tests of this folder, and a new agent behind it for each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

# A run without the tests of this folder reads this file all the same, and does without Rasa.
if TYPE_CHECKING:
    from .door import Agent, Door


@pytest.fixture(scope="session")
def served() -> Iterator[Door]:
    """One server for all tests of this folder."""
    from .door import opened

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
