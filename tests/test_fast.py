"""What the fast tests do without."""

from __future__ import annotations

import sys

import pytest


def test_the_fast_tests_do_without_rasa(request: pytest.FixtureRequest) -> None:
    """All that is tested quickly runs without Rasa: rules, texts, actions, gateway and console."""
    if "not slow" not in request.config.getoption("markexpr"):
        pytest.skip("modules that need Rasa are loaded in this run")
    assert not {"rasa", "tensorflow"} & set(sys.modules)
