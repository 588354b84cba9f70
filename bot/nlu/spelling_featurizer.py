"""Sparse features of other languages: spellings and words, learnt for each language alone.

Japanese has its own, of readings and normalised words: bot/nlu/readings_featurizer.py.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import joblib
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.sparse_featurizer.sparse_featurizer import SparseFeaturizer
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.language_recogniser import LANGUAGE, LanguageRecogniser, is_japanese
from bot.nlu.tfidf import QuickTfidf
from bot.text.cleaning import for_foreign_understanding
from bot.text.unmarked import unmarked

_FILE = "vectorizers.joblib"
_WORD = r"[\w#]+"


def plain(message: Message) -> str:
    """The words as features see them: marks aside, which many leave out."""
    return unmarked(for_foreign_understanding(message.get(TEXT) or ""))


def by_language(messages: Iterable[Message]) -> dict[str, list[Message]]:
    """The messages that are not Japanese."""
    found = defaultdict(list)
    for message in messages:
        if not is_japanese(message):
            found[str(message.get(LANGUAGE))].append(message)
    return found


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class SpellingFeaturizer(SparseFeaturizer, GraphComponent):
    """TF-IDF over character n-grams and over words and their pairs."""

    def __init__(
        self, config: dict[str, Any], name: str, storage: ModelStorage, resource: Resource
    ) -> None:
        super().__init__(name, config)
        self._config, self._storage, self._resource = config, storage, resource
        self._vectorizers: dict[str, list[QuickTfidf]] = {}

    @classmethod
    def required_components(cls) -> list[type]:
        """Who says which language it is."""
        return [LanguageRecogniser]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`longest_ngram` in characters; `min_df`: examples that must share a feature."""
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
    ) -> SpellingFeaturizer:
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
    ) -> SpellingFeaturizer:
        """The trained component."""
        component = cls.create(config, model_storage, resource, execution_context)
        with model_storage.read_from(resource) as folder:
            component._vectorizers = joblib.load(Path(folder, _FILE))
        return component

    def train(self, training_data: TrainingData) -> Resource:
        """Learns which n-grams and words each language has."""
        min_df = self._config["min_df"]
        for language, examples in by_language(training_data.intent_examples).items():
            spellings = QuickTfidf(
                analyzer="char_wb", ngram_range=(1, self._config["longest_ngram"]), min_df=min_df
            )
            words = QuickTfidf(token_pattern=_WORD, ngram_range=(1, 2), min_df=min_df)
            texts = [plain(example) for example in examples]
            self._vectorizers[language] = [spellings.fit(texts), words.fit(texts)]
        with self._storage.write_to(self._resource) as folder:
            joblib.dump(self._vectorizers, Path(folder, _FILE))
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Adds features to every intent example that is not Japanese."""
        self.process(training_data.intent_examples)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds features to each message of a language that has examples, all in one go."""
        for language, own in by_language(messages).items():
            texts = [plain(message) for message in own]
            for vectorizer in self._vectorizers.get(language, ()):
                for message, row in zip(own, vectorizer.transform(texts), strict=True):
                    self.add_features_to_message(None, row, TEXT, message)
        return messages
