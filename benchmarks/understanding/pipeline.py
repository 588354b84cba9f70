"""The components of config.yml themselves, trained in this process on any part of the data."""

from __future__ import annotations

import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.nlu.constants import SPACY_DOCS
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.loading import load_data
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from rasa.shared.utils.io import read_yaml_file
from spacy.tokens import Doc

from benchmarks.understanding.outcomes import Guess
from bot.nlu.calibration import Thresholds
from bot.nlu.ginza_loader import GinzaLoader
from bot.nlu.language_recogniser import LanguageRecogniser, language_of
from bot.nlu.linear_classifier import LinearClassifier
from bot.nlu.outcome_classifier import OutcomeClassifier
from bot.nlu.readings_featurizer import ReadingsFeaturizer
from bot.nlu.sentence_encoder import SentenceEncoder
from bot.nlu.sentence_joiner import SentenceJoiner
from bot.nlu.sentence_splitter import SentenceSplitter
from bot.nlu.spelling_featurizer import SpellingFeaturizer
from bot.nlu.syntax import SyntaxReader
from bot.nlu.transfer_featurizer import TransferFeaturizer
from bot.text.recognising import JAPANESE

ROOT = Path(__file__).parents[2]
# What reads a Japanese text. The components before and behind them only matter to long messages;
# those between the encoder and the classifier to other languages, which have machines of their own.
COMPONENTS = (GinzaLoader, ReadingsFeaturizer, SentenceEncoder, LinearClassifier, OutcomeClassifier)
# What the featurizers add to a message, in this order.
READINGS, WORDS, MEANING = PARTS = ("読みの n-gram", "正規化した語", "文エンコーダー")


@dataclass(frozen=True, slots=True)
class Example:
    """A text read once: its tokens and its meaning do not depend on the training data."""

    text: str
    intent: str
    doc: Doc
    meaning: Features


@dataclass(frozen=True, slots=True)
class Fitted:
    """Components that have learnt, and how long the classifier took."""

    readings: ReadingsFeaturizer
    classifier: LinearClassifier
    parts: Collection[str]
    seconds: float

    @property
    def thresholds(self) -> Thresholds:
        """What the classifier learnt about when to answer and when to refuse."""
        return self.classifier.thresholds

    def guesses(self, items: Sequence[Example]) -> list[Guess]:
        """What the pipeline says to each text."""
        return judged(self.classifier, _messages(items, self.readings, self.parts))


@cache
def _pipeline() -> dict[str, dict[str, Any]]:
    entries = read_yaml_file(ROOT / "config.yml")["pipeline"]
    *readers, classifier, outcome = COMPONENTS
    components = (LanguageRecogniser, SentenceSplitter, *readers)
    components += (SpellingFeaturizer, TransferFeaturizer, classifier, outcome)
    components += (SentenceJoiner, SyntaxReader)
    known = [f"{c.__module__}.{c.__name__}" for c in components]
    if [entry["name"] for entry in entries] != known:
        raise ValueError(f"config.yml has another pipeline than this measure knows: {known}")
    return {entry["name"].rpartition(".")[2]: entry for entry in entries}


def settings(component: type[Any]) -> dict[str, Any]:
    """The component's defaults under what config.yml says."""
    return {**component.get_default_config(), **_pipeline()[component.__name__]}


@cache
def _folder() -> TemporaryDirectory[str]:
    return TemporaryDirectory()


def _room() -> tuple[LocalModelStorage, Resource, ExecutionContext]:
    """Where a component may write, as Rasa hands it to `create`."""
    storage = LocalModelStorage(Path(_folder().name))
    return storage, Resource("component"), ExecutionContext(GraphSchema({}), node_name="component")


def training_examples() -> list[Message]:
    """All of data/nlu that is in Japanese: the other languages are learnt apart."""
    found = load_data(str(ROOT / "data/nlu"), "ja").intent_examples
    return [example for example in found if language_of(example) == JAPANESE]


def read(messages: Sequence[Message]) -> list[Example]:
    """Tokens and meaning of each."""
    data = TrainingData([Message({TEXT: m.get(TEXT), INTENT: m.get(INTENT)}) for m in messages])
    config = settings(GinzaLoader)
    model = GinzaLoader.load_model(config["model"])
    GinzaLoader(model, config).process_training_data(data, model)
    SentenceEncoder.create(settings(SentenceEncoder), *_room()).process(data.training_examples)
    return [
        Example(m.get(TEXT), m.get(INTENT), m.get(SPACY_DOCS[TEXT]), m.features[0])
        for m in data.training_examples
    ]


def _bare(item: Example) -> Message:
    return Message({TEXT: item.text, INTENT: item.intent, SPACY_DOCS[TEXT]: item.doc})


def _messages(
    items: Sequence[Example], readings: ReadingsFeaturizer, parts: Collection[str]
) -> list[Message]:
    messages = readings.process([_bare(item) for item in items])
    for message, item in zip(messages, items, strict=True):
        message.add_features(item.meaning)
        named = zip(PARTS, message.features, strict=True)
        message.features = [features for part, features in named if part in parts]
    return messages


def fit(items: Sequence[Example], parts: Collection[str] = PARTS, **changes: Any) -> Fitted:
    """Trains on `items` with the features `parts`; `changes` as in `learnt`."""
    readings = ReadingsFeaturizer.create(settings(ReadingsFeaturizer), *_room())
    readings.train(TrainingData([_bare(item) for item in items]))
    classifier, seconds = learnt(_messages(items, readings, parts), **changes)
    return Fitted(readings, classifier, parts, seconds)


def learnt(messages: list[Message], **changes: Any) -> tuple[LinearClassifier, float]:
    """The classifier trained on the features of `messages`, and the seconds that it took.

    `changes` go over its settings. `folds` alters confidences only, never the order of the ids, so
    few do where order is measured.
    """
    classifier = LinearClassifier.create(settings(LinearClassifier) | changes, *_room())
    started = time.perf_counter()
    classifier.train(TrainingData(messages))
    return classifier, time.perf_counter() - started


def judged(classifier: LinearClassifier, messages: list[Message]) -> list[Guess]:
    """What classifier and thresholds say, as Rasa would put it."""
    classifier.process(messages)
    OutcomeClassifier.create(settings(OutcomeClassifier), *_room()).process(messages)
    return [Guess.of(message.data) for message in messages]
