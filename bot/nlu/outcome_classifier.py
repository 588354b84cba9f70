"""Knows when it does not know: turns an unsure intent into `nlu_fallback`, keeping the ranking.

The action for `nlu_fallback` then asks back with the likeliest options, or hands over. Wrong
answers cost most, so an in-scope intent needs more certainty than a refusal does; how much is
learnt with the classifier (bot/nlu/calibration.py). That number goes along as `answer_from`: the
dialogue holds ids that are near each other against it together (bot/dialogue/neighbours.py).
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

from bot.nlu.calibration import Thresholds
from bot.nlu.linear_classifier import OUT_OF_SCOPE, THRESHOLDS
from bot.text.mentions import is_japanese

ANSWER_FROM = "answer_from"


def is_sure(ranking: list[dict[str, Any]], thresholds: Thresholds) -> bool:
    """May the first of `ranking` be acted on without asking back?"""
    first = ranking[0]
    refuses = first[INTENT_NAME_KEY] == OUT_OF_SCOPE
    needed = thresholds.refuse_from if refuses else thresholds.answer_from
    return bool(first[PREDICTED_CONFIDENCE_KEY] >= needed)


def is_typed_command(text: str) -> bool:
    """/restart typed by hand: never an order, although the encoder knows what restart means."""
    return text.lstrip().startswith(("/", "／")) and not is_japanese(text)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class OutcomeClassifier(IntentClassifier, GraphComponent):
    """Puts `nlu_fallback` first where the classifier is not sure enough."""

    @classmethod
    def required_components(cls) -> list[type]:
        """A classifier that ranks."""
        return [IntentClassifier]

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> OutcomeClassifier:
        """Nothing to train."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Replaces the intent of each message that is not sure."""
        for message in messages:
            ranking = message.get(INTENT_RANKING_KEY) or []
            if ranking:
                needed = message.get(THRESHOLDS).answer_from
                message.set(ANSWER_FROM, needed, add_to_output=True)
            if not is_typed_command(message.get(TEXT) or "") and (
                ranking and is_sure(ranking, message.get(THRESHOLDS))
            ):
                continue
            confidence = 1.0 - ranking[0][PREDICTED_CONFIDENCE_KEY] if ranking else 1.0
            unsure = {
                INTENT_NAME_KEY: DEFAULT_NLU_FALLBACK_INTENT_NAME,
                PREDICTED_CONFIDENCE_KEY: confidence,
            }
            message.set(INTENT, unsure, add_to_output=True)
            message.set(INTENT_RANKING_KEY, [unsure, *ranking], add_to_output=True)
        return messages
