"""Dense features: a multilingual sentence encoder whose weights come inside its package.

universal-sentence-encoder-multilingual v3 in plain numpy (Apache-2.0). It carries meaning over to
words that no training example has. ADR 0003 says why this one and what if it goes away.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import SPACY_DOCS
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.encoding import encode
from bot.nlu.ginza_loader import GinzaLoader
from bot.nlu.language_recogniser import LANGUAGE, is_japanese
from bot.text.cleaning import for_foreign_understanding

MEANING = "meaning"  # an Embedding, for who learns across languages


@dataclass(frozen=True, slots=True)
class Embedding:
    """The embedding of one text: a row of 512 numbers.

    Rasa fingerprints each example at each node of a training. Without a method of its own, an array
    is written out as text for that: four milliseconds each, minutes in all.
    """

    row: NDArray[np.float32]

    def fingerprint(self) -> str:
        """Tells this row from any other."""
        return hashlib.sha1(self.row.tobytes(), usedforsecurity=False).hexdigest()


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceEncoder(DenseFeaturizer, GraphComponent):
    """Adds the sentence embedding, times a weight, as a dense sentence feature."""

    def __init__(self, config: dict[str, Any], name: str) -> None:
        super().__init__(name, config)
        self._weight, self._elsewhere = config["weight"], config["weight_elsewhere"]
        self._knows = frozenset(config["languages"])

    @classmethod
    def required_components(cls) -> list[type]:
        """The cleaned text comes with GiNZA's docs."""
        return [GinzaLoader]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`weight` of the embedding beside the sparse features (each of length 1).

        `languages`: those besides Japanese that the encoder knows, with their `weight_elsewhere`.
        """
        own = {"weight": 1.0, "languages": [], "weight_elsewhere": 1.5}
        return {**DenseFeaturizer.get_default_config(), **own}

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """The weights are positive numbers."""
        if min(config["weight"], config["weight_elsewhere"]) <= 0:
            raise InvalidConfigException("weight must be above 0")

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceEncoder:
        """Nothing to train: the weights are the package's."""
        return cls(config, execution_context.node_name)

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Adds embeddings to every intent example."""
        self.process(training_data.intent_examples)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds the embedding to each message of a language that it knows, all in one go."""
        known = [m for m in messages if is_japanese(m) or m.get(LANGUAGE) in self._knows]
        if not known:
            return messages
        for message, row in zip(known, encode([_text(m) for m in known]), strict=True):
            weight = self._weight if is_japanese(message) else self._elsewhere
            message.set(MEANING, Embedding(row))
            self.add_features_to_message(None, (row * weight).reshape(1, -1), TEXT, message)
        return messages


def _text(message: Message) -> str:
    """The cleaned text; of Japanese, GiNZA's docs hold it already. An empty one has no doc."""
    if not is_japanese(message):
        return for_foreign_understanding(message.get(TEXT) or "") or " "
    doc = message.get(SPACY_DOCS[TEXT])
    return doc.text if doc is not None and len(doc) else " "
