"""Rasa's training without what Rasa does to 25,000 examples again and again.

At each node of its graph it hashes every example that goes in and that comes out, to find the
node's result in a cache of its own some later day: we train all or nothing (bot/training.py). And
each of four importers, one around the other, copies all examples and hashes them for doubles.
"""

from __future__ import annotations

from collections import ChainMap
from itertools import chain
from typing import Any

from rasa.engine.training.hooks import TrainingHook
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData


def install() -> None:
    """From now on Rasa trains so."""
    TrainingHook.on_before_node = _nothing_to_find
    TrainingHook.on_after_node = _nothing_to_keep
    Message.__eq__, Message.__hash__ = _is_double, _hash
    TrainingData.merge = _merged


def _nothing_to_find(*_: Any, **__: Any) -> dict[str, Any]:
    return {}


def _nothing_to_keep(*_: Any, **__: Any) -> None:
    """The model itself holds what was learnt."""


def _hash(self: Message) -> int:
    return hash(self.get(TEXT))


def _is_double(self: Message, other: object) -> bool:
    """Says the same and is marked the same, as Rasa's own longer way finds."""
    return self is other or (
        isinstance(other, Message) and (self.data, self.features) == (other.data, other.features)
    )


def _merged(self: TrainingData, *others: TrainingData | None) -> TrainingData:
    """All examples, one after the other, without doubles."""
    parts = [self, *filter(None, others)]
    last_first = parts[::-1]
    return TrainingData(
        list(chain.from_iterable(part.training_examples for part in parts)),
        dict(ChainMap(*(part.entity_synonyms for part in last_first))),
        list(chain.from_iterable(part.regex_features for part in parts)),
        list(chain.from_iterable(part.lookup_tables for part in parts)),
        dict(ChainMap(*(part.responses for part in last_first))),
    )
