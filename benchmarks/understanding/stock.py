"""Rasa's stock pipeline for Japanese, trained by Rasa itself on the same data in a project apart.

It takes hours with all the data and the usual 100 epochs, so it runs only when asked to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from rasa.shared.nlu.constants import INTENT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from rasa.shared.utils.io import write_yaml

from benchmarks.understanding.outcomes import Guess
from benchmarks.understanding.speed import agent


def config(epochs: int) -> dict[str, Any]:
    """What Rasa proposes with spaCy, less what reads entities: we have none."""
    return {
        "recipe": "default.v1",
        "language": "ja",
        "assistant_id": "stock",
        "pipeline": [
            {"name": "SpacyNLP", "model": "ja_ginza"},
            {"name": "SpacyTokenizer"},
            {"name": "SpacyFeaturizer"},
            {"name": "CountVectorsFeaturizer"},
            {
                "name": "CountVectorsFeaturizer",
                "analyzer": "char_wb",
                "min_ngram": 1,
                "max_ngram": 4,
            },
            {
                "name": "DIETClassifier",
                "epochs": epochs,
                "entity_recognition": False,
                "constrain_similarities": True,
                "random_seed": 0,
            },
            {"name": "FallbackClassifier", "threshold": 0.3, "ambiguity_threshold": 0.1},
        ],
    }


def first_of_each(messages: Iterable[Message], most: int) -> list[Message]:
    """At most so many examples of each id."""
    seen: Counter[str] = Counter()
    kept = []
    for message in messages:
        seen[message.get(INTENT)] += 1
        if seen[message.get(INTENT)] <= most:
            kept.append(message)
    return kept


def guesses(epochs: int, examples: Sequence[Message], texts: Iterable[str]) -> list[Guess]:
    """Trains, then asks every text."""
    from rasa.model_training import train_nlu

    with TemporaryDirectory() as folder:
        project = Path(folder)
        write_yaml(config(epochs), project / "config.yml")
        (project / "nlu.yml").write_text(TrainingData(list(examples)).nlu_as_yaml(), "utf-8")
        model = train_nlu(
            config=str(project / "config.yml"),
            nlu_data=str(project / "nlu.yml"),
            output=str(project / "models"),
        )
        understand = agent(Path(model))
        return [Guess.of(understand(text)) for text in texts]
