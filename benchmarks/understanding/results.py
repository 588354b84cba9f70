"""Everything that one run measures."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from benchmarks.understanding import experiments, speed, stock
from benchmarks.understanding.experiments import Score
from benchmarks.understanding.outcomes import Answered, Guess
from benchmarks.understanding.pipeline import fit, read, training_examples
from benchmarks.understanding.questions import HELDOUT, SAMPLES, Unseen, read_questions
from bot import training
from bot.nlu.calibration import Thresholds

Say = Callable[[str], None]
ALL = "全部(このボット)"


@dataclass(slots=True)
class Findings:
    """What was asked, what was said, and what it cost."""

    fingerprint: str
    examples: int
    thresholds: Thresholds
    heldout: list[Answered]
    samples: list[Answered]
    rivals: dict[str, Score]
    ablation: dict[str, Score]
    curve: dict[int, Score]
    training: dict[str, float] = field(default_factory=dict)
    stock: stock.Measured | None = None
    speeds: dict[str, speed.Speed] = field(default_factory=dict)
    model: str = ""
    model_is_current: bool = False

    @property
    def ours(self) -> list[Answered]:
        """Held-out questions that are ours to answer."""
        return [pair for pair in self.heldout if pair[0].ours]

    @property
    def others(self) -> list[Answered]:
        """Held-out questions that are not."""
        return [pair for pair in self.heldout if not pair[0].ours]


def _unlabelled(questions: Sequence[Unseen]) -> list[Message]:
    return [Message({TEXT: question.text, INTENT: ""}) for question in questions]


def asked(path: Path, say: Say) -> list[Answered]:
    """The questions of `path` and what the pipeline says, trained on the spot."""
    questions = read_questions(path)
    say("training as config.yml says (a few minutes)")
    guesses = fit(read(training_examples())).guesses(read(_unlabelled(questions)))
    return list(zip(questions, guesses, strict=True))


def understanding(say: Say) -> Findings:
    """Trains and asks the held-out questions."""
    fingerprint = training.fingerprint()
    questions = read_questions(HELDOUT) + read_questions(SAMPLES)
    examples = training_examples()
    say(f"reading {len(examples)} examples and {len(questions)} questions")
    started = time.perf_counter()
    known = read(examples)
    reading = time.perf_counter() - started
    unknown = read(_unlabelled(questions))
    say("training as config.yml says (a few minutes)")
    trained = fit(known)
    guesses = trained.guesses(unknown)
    answered = list(zip(questions, guesses, strict=True))
    whole = Score.of(questions, guesses)
    say("keyword search and raw n-grams")
    rivals = {
        "キーワード検索(BM25、Sudachi の正規化語)": experiments.keyword_search(known, unknown),
        "入力文字の n-gram + 線形 SVM": experiments.raw_ngrams(known, unknown),
    }
    return Findings(
        fingerprint=fingerprint,
        examples=len(examples),
        thresholds=trained.thresholds,
        heldout=[pair for pair in answered if not pair[0].sample],
        samples=[pair for pair in answered if pair[0].sample],
        rivals={name: Score.of(questions, said) for name, said in rivals.items()} | {ALL: whole},
        ablation=experiments.ablation(known, unknown, questions, say) | {ALL: whole},
        curve=experiments.learning_curve(known, unknown, questions, say) | {len(examples): whole},
        training={"reading": reading, "classifier": trained.seconds},
    )


def add_stock(results: Findings, say: Say, epochs: int | None) -> None:
    """The stock pipeline beside ours: measured now with `epochs`, or as stock.json remembers it."""
    if epochs is not None:
        say(f"Rasa's stock pipeline, {epochs} epochs (hours, if it was not trained before)")
        questions = read_questions(HELDOUT) + read_questions(SAMPLES)
        ours = speed.newest_model()
        stock.remember(stock.measure(epochs, training_examples(), questions, ours))
    results.stock = stock.remembered()
    if results.stock is not None:
        name = f"Rasa 標準(ja_ginza + DIET {results.stock.epochs} epochs)"
        results.rivals = {name: results.stock.score, **results.rivals}


def add_speed(results: Findings, say: Say) -> None:
    """Measures time and memory on the held-out texts, the agent only if there is a model."""
    texts = [question.text for question, _ in results.heldout]
    model = speed.newest_model()
    for way in speed.WAYS:
        if way != "agent" or model is not None:
            say(f"speed: {way}")
            results.speeds[way] = speed.measure(way, texts)
    if model is not None:
        results.model = model.name
        results.model_is_current = results.fingerprint in model.name


def agreement(guesses: Sequence[Guess], answered: Sequence[Answered]) -> float:
    """The share of texts to which the packed model says the same id, as surely."""
    same = [
        (one.said, one.sure) == (other.said, other.sure)
        for one, (_, other) in zip(guesses, answered, strict=True)
    ]
    return sum(same) / len(same)
