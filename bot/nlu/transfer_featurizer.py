"""Dense features of other languages: what the examples of all the rest say a message means.

The sentence encoder puts the same meaning near the same place in every language that it knows. So
the Japanese examples, many times those of any other language, say much about an English question.
A linear discriminant over all languages but the message's own gives a score an intent; the
classifier of that language learns how far to trust it. Its own examples stay out, so that they are
no better known in training than a new message is.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import joblib
import numpy as np
from numpy.typing import NDArray
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.language_recogniser import LANGUAGE, is_japanese
from bot.nlu.sentence_encoder import MEANING, SentenceEncoder
from bot.text.recognising import head_of

_FILE = "discriminants.joblib"
_SHRINKAGE = 0.1  # towards directions that are all alike

Floats = NDArray[np.float64]


class Moments(NamedTuple):
    """Sums over examples, of which discriminants of any set of languages are made.

    `counts` and `sums` a row an intent, `squares` the sum of each row times itself.
    """

    counts: Floats
    sums: Floats
    squares: Floats

    def __sub__(self, other: Moments) -> Moments:
        return Moments(*(ours - theirs for ours, theirs in zip(self, other, strict=True)))

    def discriminant(self) -> tuple[Floats, Floats]:
        """Weights, a column an intent, and intercepts. Intents without examples score lowest."""
        known = np.maximum(self.counts, 1)[:, None]
        means = self.sums / known
        scatter = self.squares - means.T @ (means * self.counts[:, None])
        covariance = scatter / self.counts.sum()
        size = len(covariance)
        level = np.trace(covariance) / size
        shrunk = (1 - _SHRINKAGE) * covariance + _SHRINKAGE * level * np.eye(size)
        weights: Floats = np.linalg.solve(shrunk, means.T)
        return weights, -0.5 * np.einsum("ij,ji->i", means, weights)


def moments(rows: Floats, labels: NDArray[np.int64], intents: int) -> Moments:
    """Of examples with these labels."""
    counts = np.bincount(labels, minlength=intents).astype(np.float64)
    sums = np.zeros((intents, rows.shape[1]))
    np.add.at(sums, labels, rows)
    return Moments(counts, sums, rows.T @ rows)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class TransferFeaturizer(DenseFeaturizer, GraphComponent):
    """Adds a score an intent to each message that is encoded and not Japanese."""

    def __init__(
        self, config: dict[str, Any], name: str, storage: ModelStorage, resource: Resource
    ) -> None:
        super().__init__(name, config)
        self._weight, self._storage, self._resource = config["weight"], storage, resource
        self._discriminants: dict[str, tuple[Floats, Floats]] = {}

    @classmethod
    def required_components(cls) -> list[type]:
        """Whose embeddings they are."""
        return [SentenceEncoder]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`weight` of the scores, which have a spread of 1, beside the other features."""
        return {**DenseFeaturizer.get_default_config(), "weight": 0.2}

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """The weight is a positive number."""
        if config["weight"] <= 0:
            raise InvalidConfigException("weight must be above 0")

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> TransferFeaturizer:
        """A component yet to be trained."""
        return cls(config, execution_context.node_name, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> TransferFeaturizer:
        """The trained component."""
        component = cls.create(config, model_storage, resource, execution_context)
        with model_storage.read_from(resource) as folder:
            component._discriminants = joblib.load(Path(folder, _FILE))
        return component

    def train(self, training_data: TrainingData) -> Resource:
        """A discriminant for each language, of the examples of all others."""
        examples = [e for e in training_data.intent_examples if e.get(MEANING) is not None]
        names, labels = np.unique([e.get(INTENT) for e in examples], return_inverse=True)
        rows = np.array([e.get(MEANING).row for e in examples], dtype=np.float64)
        of = np.array([head_of(e.get(LANGUAGE)) for e in examples])
        if examples:
            everything = moments(rows, labels, len(names))
            for language in {head_of(e.get(LANGUAGE)) for e in examples if not is_japanese(e)}:
                own = of == language
                others = everything - moments(rows[own], labels[own], len(names))
                weights, intercept = others.discriminant()
                self._discriminants[language] = weights.astype(np.float32), intercept
        with self._storage.write_to(self._resource) as folder:
            joblib.dump(self._discriminants, Path(folder, _FILE))
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Adds scores to every intent example that is not Japanese."""
        self.process(training_data.intent_examples)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds scores to each message of a language that has a discriminant."""
        for message in messages:
            meaning = message.get(MEANING)
            found = self._discriminants.get(message.get(LANGUAGE) or "")
            if meaning is None or found is None:
                continue
            scores = meaning.row @ found[0] + found[1]
            spread = (scores - scores.mean()) / (scores.std() or 1.0) * self._weight
            self.add_features_to_message(None, spread.reshape(1, -1), TEXT, message)
        return messages
