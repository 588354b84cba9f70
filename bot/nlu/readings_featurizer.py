"""Sparse features: n-grams of the kana reading, and normalised words.

Readings undo what people's keyboards do: 視覚確認書, しかくかくにんしょ and 資格確認書 read alike.
Normalised forms undo spelling (振替, 振り替え) and, through our dictionary, wrong names.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import joblib
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import SPACY_DOCS
from rasa.nlu.featurizers.sparse_featurizer.sparse_featurizer import SparseFeaturizer
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from spacy.tokens import Doc

from bot.nlu.ginza_loader import GinzaLoader
from bot.nlu.language_recogniser import is_japanese
from bot.nlu.tfidf import QuickTfidf

_FILE = "vectorizers.joblib"


def reading(doc: Doc | None) -> str:
    """The kana reading of the whole text; a token that Sudachi cannot read stands for itself.

    Rasa makes no doc of an empty text.
    """
    if doc is None:
        return ""
    return "".join((token.morph.get("Reading", None) or [token.text])[0] for token in doc)


def words_and_pairs(doc: Doc | None) -> list[str]:
    """Normalised forms, and each pair of neighbours."""
    words = [token.norm_ for token in doc or ()]
    return words + [f"{a} {b}" for a, b in pairwise(words)]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class ReadingsFeaturizer(SparseFeaturizer, GraphComponent):
    """TF-IDF over reading n-grams and over normalised words, as sparse sentence features."""

    def __init__(
        self, config: dict[str, Any], name: str, storage: ModelStorage, resource: Resource
    ) -> None:
        super().__init__(name, config)
        self._storage, self._resource = storage, resource
        self._vectorizers = [
            QuickTfidf(
                preprocessor=reading,
                analyzer="char",
                ngram_range=(1, config["longest_ngram"]),
                min_df=config["min_df"],
            ),
            QuickTfidf(analyzer=words_and_pairs, min_df=config["min_df"]),
        ]

    @classmethod
    def required_components(cls) -> list[type]:
        """The docs come from GiNZA."""
        return [GinzaLoader]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`longest_ngram` in kana; `min_df`: examples that must share a feature to keep it."""
        return {**SparseFeaturizer.get_default_config(), "longest_ngram": 4, "min_df": 2}

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Both numbers are at least 1."""
        if min(config["longest_ngram"], config["min_df"]) < 1:
            raise InvalidConfigException("longest_ngram and min_df must be at least 1")

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> ReadingsFeaturizer:
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
    ) -> ReadingsFeaturizer:
        """The trained component."""
        component = cls.create(config, model_storage, resource, execution_context)
        with model_storage.read_from(resource) as folder:
            component._vectorizers = joblib.load(Path(folder, _FILE))
        return component

    def train(self, training_data: TrainingData) -> Resource:
        """Learns which n-grams and words there are."""
        own = filter(is_japanese, training_data.intent_examples)
        docs = [message.get(SPACY_DOCS[TEXT]) for message in own]
        for vectorizer in self._vectorizers:
            vectorizer.fit(docs)
        with self._storage.write_to(self._resource) as folder:
            joblib.dump(self._vectorizers, Path(folder, _FILE))
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Adds features to every intent example."""
        self.process(training_data.intent_examples)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds features to each Japanese message, all in one go."""
        own = list(filter(is_japanese, messages))
        docs = [message.get(SPACY_DOCS[TEXT]) for message in own]
        if not docs:
            return messages
        for vectorizer in self._vectorizers:
            for message, row in zip(own, vectorizer.transform(docs), strict=True):
                self.add_features_to_message(None, row, TEXT, message)
        return messages
