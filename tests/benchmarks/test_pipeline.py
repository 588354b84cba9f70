"""benchmarks/understanding/pipeline.py: the measure trains what the bot trains."""

from __future__ import annotations

import pytest

from benchmarks.understanding.pipeline import COMPONENTS, settings, training_examples
from bot.nlu.language_recogniser import language_of

pytestmark = pytest.mark.slow


def test_the_measure_knows_the_pipeline() -> None:
    """Each component that reads a Japanese text is set as config.yml says."""
    assert {settings(component)["name"].rpartition(".")[2] for component in COMPONENTS} == {
        component.__name__ for component in COMPONENTS
    }


def test_the_measure_is_of_japanese() -> None:
    """Lines of other languages, which a machine apart learns, are no part of the measure."""
    examples = training_examples()
    assert len(examples) > 5000
    assert {language_of(example) for example in examples} == {"ja"}
