"""Takes the pieces of SentenceSplitter off the batch and leaves their meaning on the message."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME
from rasa.shared.nlu.constants import (
    INTENT,
    INTENT_NAME_KEY,
    INTENT_RANKING_KEY,
    PREDICTED_CONFIDENCE_KEY,
)
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.sentence_splitter import PIECE, Piece

SENTENCES = "sentences"
_RANKING = 5


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class SentenceJoiner(GraphComponent):
    """Sets `sentences` on each message that was split.

    One entry a clause, in order: `start` and `end` in the message's text, `sentence` (its number),
    `asks`, `ranking` (the five likeliest of {"name", "confidence"}) and `sure` of the clause alone.
    A question that was read in other ways as well (see bot.text.readings) has `others`, a list of
    {"way", "ranking", "sure"}.
    """

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceJoiner:
        """Nothing to train."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """The messages as they came in, each with its `sentences`."""
        for message in messages:
            piece: Piece | None = message.get(PIECE)
            if piece is None:
                continue
            sentences: list[dict[str, Any]] = piece.whole.get(SENTENCES) or []
            reading = piece.reading
            if reading.way == "alone":
                clause = reading.clause._asdict()
                del clause["said"]  # words of a person, which the places already tell
                sentences.append({**clause, **_meaning(message)})
            else:
                others = sentences[-1].setdefault("others", [])
                others.append({"way": reading.way, **_meaning(message)})
            piece.whole.set(SENTENCES, sentences, add_to_output=True)
        return [message for message in messages if message.get(PIECE) is None]


def _meaning(message: Message) -> dict[str, Any]:
    ranking = [
        {INTENT_NAME_KEY: r[INTENT_NAME_KEY], PREDICTED_CONFIDENCE_KEY: r[PREDICTED_CONFIDENCE_KEY]}
        for r in message.get(INTENT_RANKING_KEY) or ()
        if r[INTENT_NAME_KEY] != DEFAULT_NLU_FALLBACK_INTENT_NAME
    ]
    sure = (message.get(INTENT) or {}).get(INTENT_NAME_KEY) != DEFAULT_NLU_FALLBACK_INTENT_NAME
    return {"ranking": ranking[:_RANKING], "sure": sure and bool(ranking)}
