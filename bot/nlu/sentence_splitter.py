"""Puts a long message's clauses beside it, so that one batch of the pipeline reads them all.

A batch of six costs hardly more than one text. `SentenceJoiner`, last in the pipeline, takes the
pieces off again and leaves what they mean on the message. A message with one question in one
sentence stays alone.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.language_recogniser import LANGUAGE, is_japanese
from bot.text.foreign_clauses import foreign_readings
from bot.text.readings import Reading, readings

PIECE = "piece"


class Piece(NamedTuple):
    """What a message in the batch stands for: a reading of a part of `whole`."""

    whole: Message
    reading: Reading


def pieces(message: Message) -> list[Message]:
    """A message for each reading of a part of `message`; none for a short one or a command."""
    text = message.get(TEXT) or ""
    read = readings if is_japanese(message) else foreign_readings
    return [
        Message(
            {
                TEXT: reading.words,
                PIECE: Piece(message, reading),
                LANGUAGE: message.get(LANGUAGE),
            }
        )
        for reading in (() if text.startswith("/") else read(text))
    ]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class SentenceSplitter(GraphComponent):
    """Appends a message for each piece; training data passes by."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceSplitter:
        """Nothing to train."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """The messages, and behind them their pieces."""
        return [*messages, *(piece for whole in messages for piece in pieces(whole))]
