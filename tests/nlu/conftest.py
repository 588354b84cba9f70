"""Rasa's components take many seconds to import; a run without slow tests does without them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

MODELS = Path(__file__).parents[2] / "models"

Parse = Callable[[str], dict[str, Any]]

HEAVY = {
    "test_linear_classifier.py",
    "test_model.py",
    "test_questions_asked.py",
    "test_outcome_classifier.py",
    "test_readings_featurizer.py",
    "test_sentence_splitter.py",
    "test_syntax.py",
}


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leaves out files in which every test is slow, before they are imported."""
    without_slow = "not slow" in config.getoption("markexpr")
    return True if without_slow and collection_path.name in HEAVY else None


@pytest.fixture(scope="session")
def parse() -> Parse:
    """What the newest model makes of a text, as Rasa hands it on."""
    models = sorted(MODELS.glob("bot-*.tar.gz"), key=lambda path: path.stat().st_mtime)
    if not models:
        pytest.skip("no model has been trained")
    return _parsing(models[-1])


@cache
def _parsing(model: Path) -> Parse:
    """Read once, however many files of tests take the fixture from here."""
    from rasa.core.agent import Agent

    agent = Agent.load(model)
    loop = asyncio.new_event_loop()
    return lambda text: loop.run_until_complete(agent.parse_message(text))
