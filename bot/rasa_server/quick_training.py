"""Rasa's training without what Rasa does to 25,000 examples again and again.

At each node of its graph it hashes every example that goes in and that comes out, to find the
node's result in a cache of its own some later day: we train all or nothing (bot/training.py). Each
of four importers, one around the other, copies all examples and hashes them for doubles. And all
files are read four times, each time once more by the slower of two parsers: only that one notes in
which line something stands, for who reads of a mistake.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable
from functools import partial, partialmethod
from itertools import chain
from typing import Any

from rasa.engine.training.hooks import TrainingHook
from rasa.shared.exceptions import RasaException
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from rasa.shared.utils import io, validation


def install() -> None:
    """From now on Rasa trains so."""
    TrainingHook.on_before_node = _nothing_to_find
    TrainingHook.on_after_node = _nothing_to_keep
    Message.__eq__, Message.__hash__ = _is_double, _hash
    TrainingData.merge = _merged
    RasaFileImporter.get_nlu_data = partialmethod(_read_once, {}, RasaFileImporter.get_nlu_data)
    validation.validate_yaml_schema = partial(_checked, validation.validate_yaml_schema)


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


def _read_once(
    self: RasaFileImporter,
    known: dict[Any, TrainingData],
    read: Callable[..., TrainingData],
    language: str | None = "en",
) -> TrainingData:
    """The examples of the importer's files, the same ones for every importer."""
    key = language, *self._nlu_files
    if key not in known:
        known[key] = read(self, language)
    return known[key]


def _checked(check: Callable[..., None], content: str, *schema: str) -> None:
    """Rasa's own check of a file; what is wrong, and in which line, says the slower parser."""
    thorough = io.read_yaml
    io.read_yaml = lambda content, *_, **__: thorough(content)
    try:
        check(content, *schema)
    except RasaException:
        io.read_yaml = thorough
        check(content, *schema)
    finally:
        io.read_yaml = thorough
