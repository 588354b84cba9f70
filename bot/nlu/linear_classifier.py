"""The intent classifier: a linear support vector machine over all features, with calibrated odds.

Each language has a machine of its own, learnt from its own examples alone.

Trains in seconds on two cores. Its scores become probabilities by one temperature that is fitted
on scores of examples that the model had not seen (cross-validation), so that 0.9 means nine in ten.
From the same scores come the thresholds of least cost, which go along with each message.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import joblib
import numpy as np
from joblib import Parallel, delayed
from numpy.typing import NDArray
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.featurizers.featurizer import Featurizer
from rasa.shared.nlu.constants import (
    INTENT,
    INTENT_NAME_KEY,
    INTENT_RANKING_KEY,
    PREDICTED_CONFIDENCE_KEY,
)
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy import sparse
from scipy.special import softmax
from sklearn.model_selection import StratifiedKFold
from sklearn.svm import LinearSVC

from bot.nlu.calibration import NEVER, Judgements, Thresholds, fit_temperature, learn_thresholds
from bot.nlu.feature_matrix import feature_matrix
from bot.nlu.language_recogniser import LANGUAGE
from bot.text.recognising import JAPANESE, head_of

OUT_OF_SCOPE = "out_of_scope"
THRESHOLDS = "thresholds"
_FILE = "classifier.joblib"
_RANKING = 10


class Lesson(NamedTuple):
    """The examples of one language in numbers, and for each fold the rows known and unseen."""

    features: sparse.csr_matrix
    labels: NDArray[np.int64]
    names: NDArray[np.str_]
    folds: list[tuple[NDArray[np.int64], NDArray[np.int64]]]


class Trained(NamedTuple):
    """All that scoring needs: a row of weights a feature, a column an intent.

    Half the usual precision is half the memory, and ten thousand times finer than any threshold.
    """

    names: NDArray[np.str_]
    weights: NDArray[np.float32]
    intercept: NDArray[np.float64]
    temperature: float
    thresholds: Thresholds

    def scores(self, features: sparse.csr_matrix) -> NDArray[np.float64]:
        """Calibrated scores, a row a message: their softmax is the odds."""
        raw: NDArray[np.float64] = features.astype(np.float32) @ self.weights + self.intercept
        return raw * self.temperature


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class LinearClassifier(IntentClassifier, GraphComponent):
    """LinearSVC with one temperature for all classes."""

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        self._config, self._storage, self._resource = config, storage, resource
        self._heads: dict[str, Trained] = {}

    @classmethod
    def required_components(cls) -> list[type]:
        """Any featurizer."""
        return [Featurizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`C`: how closely to follow the examples; `folds` of the calibration; `tolerance` and
        `rounds`: when fitting may end, and when it ends.

        `wrong`, `refused`: what a wrong answer, and a refusal of what is ours, cost in questions
        back. `refusals`: how many times an example of what is not ours counts. What ends in
        `_elsewhere` is for other languages than Japanese.
        """
        costs = {"wrong": 5.0, "wrong_elsewhere": 4.0, "refused": 2.0}
        costs |= {"refusals": 1.0}
        return {"C": 0.3, "C_elsewhere": 1.0, "folds": 5, "tolerance": 0.1, "rounds": 100, **costs}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LinearClassifier:
        """A component yet to be trained."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> LinearClassifier:
        """The trained component."""
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            heads = joblib.load(Path(folder, _FILE))
        component._heads = {language: Trained(*head) for language, head in heads.items()}
        return component

    @property
    def thresholds(self) -> Thresholds:
        """What was learnt about when to answer and when to refuse, in Japanese."""
        if JAPANESE not in self._heads:
            raise RuntimeError("not trained yet")
        return self._heads[JAPANESE].thresholds

    def train(self, training_data: TrainingData) -> Resource:
        """Fits the machine of each language, then the thresholds.

        The languages beside Japanese share theirs: the examples of one are too few to tell where
        acting begins to pay, and its threshold would be chance.
        """
        unseen: dict[bool, list[Judgements]] = defaultdict(list)
        by_head = _by_head(training_data.intent_examples)
        lessons = {name: self._lesson(examples) for name, examples in by_head.items()}
        for (language, lesson), machines in zip(
            lessons.items(), self._fitted(lessons), strict=True
        ):
            self._heads[language], judged = _learnt(lesson, machines)
            unseen[language == JAPANESE].append(judged)
        learnt = {own: self._thresholds(judged, own=own) for own, judged in unseen.items()}
        for language, head in self._heads.items():
            self._heads[language] = head._replace(thresholds=learnt[language == JAPANESE])
        with self._storage.write_to(self._resource) as folder:
            joblib.dump(
                {name: tuple(head) for name, head in self._heads.items()}, Path(folder, _FILE)
            )
        return self._resource

    def _lesson(self, examples: list[Message]) -> Lesson:
        names, labels = np.unique([e.get(INTENT) for e in examples], return_inverse=True)
        folds = StratifiedKFold(self._config["folds"], shuffle=True, random_state=0)
        return Lesson(feature_matrix(examples), labels, names, list(folds.split(labels, labels)))

    def _fitted(self, lessons: dict[str, Lesson]) -> Iterator[list[LinearSVC]]:
        """Of each language the machine, and behind it one a fold.

        All of them at once on all cores, each in a process without others: the library draws its
        random numbers from one sequence a process.
        """
        fits = (  # one after the other: all rows of all folds at once take a gigabyte
            delayed(self._machine(lesson.names, own=language == JAPANESE).fit)(
                lesson.features[rows], lesson.labels[rows]
            )
            for language, lesson in lessons.items()
            for rows in (np.arange(len(lesson.labels)), *(known for known, _ in lesson.folds))
        )
        fitted = iter(Parallel(n_jobs=-1, batch_size=1, return_as="generator")(fits))
        for lesson in lessons.values():
            yield [next(fitted) for _ in (0, *lesson.folds)]

    def _machine(self, classes: NDArray[np.str_], *, own: bool) -> LinearSVC:
        """Yet to be fitted, to the numbers of `classes`. Where examples are many, all intents are
        told apart at once, each from its nearest; each against all the rest does better with few.
        What is not ours lies around all that is: its examples count more (ADR 0004)."""
        way, c = ("crammer_singer", "C") if own else ("ovr", "C_elsewhere")
        ends = {"tol": self._config["tolerance"], "max_iter": self._config["rounds"]}
        more = self._config["refusals"] if own else 1.0
        weight = {i: more if name == OUT_OF_SCOPE else 1.0 for i, name in enumerate(classes)}
        return LinearSVC(
            C=self._config[c], multi_class=way, class_weight=weight, random_state=0, **ends
        )

    def _thresholds(self, judged: list[Judgements], *, own: bool) -> Thresholds:
        """Those that cost least over all of `judged`."""
        wrong = self._config["wrong" if own else "wrong_elsewhere"]
        parts = (np.concatenate(part) for part in zip(*judged, strict=True))
        return learn_thresholds(*parts, wrong=wrong, refused=self._config["refused"])

    def process(self, messages: list[Message]) -> list[Message]:
        """Sets intent and ranking of each message in a language that has examples."""
        for language, own in _by_head(messages).items():
            if (head := self._heads.get(language)) is None:
                continue
            likely = softmax(head.scores(feature_matrix(own)), axis=1)
            for message, odds in zip(own, likely, strict=True):
                ranking = [
                    {INTENT_NAME_KEY: str(head.names[i]), PREDICTED_CONFIDENCE_KEY: float(odds[i])}
                    for i in np.argsort(-odds)[:_RANKING]
                ]
                message.set(INTENT, ranking[0], add_to_output=True)
                message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
                message.set(THRESHOLDS, head.thresholds)
        return messages


def _learnt(lesson: Lesson, machines: list[LinearSVC]) -> tuple[Trained, Judgements]:
    """The first machine with its temperature, and what the others say to examples unseen."""
    machine, *others = machines
    unseen = np.empty((len(lesson.labels), len(lesson.names)))
    for other, (_, rows) in zip(others, lesson.folds, strict=True):
        unseen[rows] = other.decision_function(lesson.features[rows])
    temperature = fit_temperature(unseen, lesson.labels)
    # Transposed once: scikit-learn's own scoring copies all weights for every message.
    weights = np.ascontiguousarray(machine.coef_.T, dtype=np.float32)
    head = Trained(lesson.names, weights, machine.intercept_, temperature, NEVER)
    odds = softmax(unseen * temperature, axis=1)
    return head, Judgements.of(odds, lesson.labels, lesson.names, OUT_OF_SCOPE)


def _by_head(messages: list[Message]) -> dict[str, list[Message]]:
    found = defaultdict(list)
    for message in messages:
        found[head_of(message.get(LANGUAGE) or JAPANESE)].append(message)
    return found
