"""Knows when it does not know: turns an unsure intent into `nlu_fallback`, keeping the ranking.

The action for `nlu_fallback` then asks back with the likeliest options, or hands over. Wrong
answers cost most, so an in-scope intent needs more certainty than a refusal does.
"""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME
from rasa.shared.nlu.constants import (
    INTENT,
    INTENT_NAME_KEY,
    INTENT_RANKING_KEY,
    PREDICTED_CONFIDENCE_KEY,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message

from bot.text.mentions import is_japanese

OUT_OF_SCOPE = "out_of_scope"


def is_sure(ranking: list[dict[str, Any]], answer_from: float, refuse_from: float) -> bool:
    """May the first of `ranking` be acted on without asking back?"""
    first = ranking[0]
    needed = refuse_from if first[INTENT_NAME_KEY] == OUT_OF_SCOPE else answer_from
    return bool(first[PREDICTED_CONFIDENCE_KEY] >= needed)


def is_typed_command(text: str) -> bool:
    """/restart typed by hand: never an order, although the encoder knows what restart means."""
    return text.lstrip().startswith(("/", "／")) and not is_japanese(text)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class OutcomeClassifier(IntentClassifier, GraphComponent):
    """Puts `nlu_fallback` first where the classifier is not sure enough."""

    def __init__(self, config: dict[str, Any]) -> None:
        self._config = config

    @classmethod
    def required_components(cls) -> list[type]:
        """A classifier that ranks."""
        return [IntentClassifier]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Least confidence (0..1) to answer an id, and to refuse a question."""
        return {"answer_from": 0.5, "refuse_from": 0.5}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> OutcomeClassifier:
        """Nothing to train."""
        return cls(config)

    def _is_sure(self, ranking: list[dict[str, Any]]) -> bool:
        needed = self._config["answer_from"], self._config["refuse_from"]
        return bool(ranking) and is_sure(ranking, *needed)

    def process(self, messages: list[Message]) -> list[Message]:
        """Replaces the intent of each message that is not sure."""
        for message in messages:
            ranking = message.get(INTENT_RANKING_KEY) or []
            if not is_typed_command(message.get(TEXT) or "") and self._is_sure(ranking):
                continue
            confidence = 1.0 - ranking[0][PREDICTED_CONFIDENCE_KEY] if ranking else 1.0
            unsure = {
                INTENT_NAME_KEY: DEFAULT_NLU_FALLBACK_INTENT_NAME,
                PREDICTED_CONFIDENCE_KEY: confidence,
            }
            message.set(INTENT, unsure, add_to_output=True)
            message.set(INTENT_RANKING_KEY, [unsure, *ranking], add_to_output=True)
        return messages
