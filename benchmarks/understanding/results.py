"""Everything that one run measures."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from benchmarks.understanding import experiments, speed, stock
from benchmarks.understanding.experiments import Score
from benchmarks.understanding.outcomes import Answered, Guess
from benchmarks.understanding.pipeline import fit, read, settings, training_examples
from benchmarks.understanding.questions import HELDOUT, SAMPLES, Question, read_questions
from bot import training
from bot.nlu.outcome_classifier import OutcomeClassifier

Say = Callable[[str], None]
ALL = "全部(このボット)"


@dataclass(slots=True)
class Results:
    """What was asked, what was said, and what it cost."""

    fingerprint: str
    examples: int
    answer_from: float
    refuse_from: float
    heldout: list[Answered]
    samples: list[Answered]
    rivals: dict[str, Score]
    ablation: dict[str, Score]
    curve: dict[int, Score]
    training: dict[str, float] = field(default_factory=dict)
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


def _unlabelled(questions: Sequence[Question]) -> list[Message]:
    return [Message({TEXT: question.text, INTENT: ""}) for question in questions]


def understanding(say: Say, epochs: int | None) -> Results:
    """Trains and asks; `epochs` of the stock pipeline beside it, if any."""
    fingerprint = training.fingerprint()
    questions = read_questions(HELDOUT) + read_questions(SAMPLES)
    examples = training_examples()
    say(f"reading {len(examples)} examples and {len(questions)} questions")
    started = time.perf_counter()
    known = read(examples)
    reading = time.perf_counter() - started
    asked = read(_unlabelled(questions))
    say("training as config.yml says (about a minute)")
    trained = fit(known)
    guesses = trained.guesses(asked)
    answered = list(zip(questions, guesses, strict=True))
    whole = Score.of(questions, guesses)
    say("keyword search and raw n-grams")
    rivals = {
        "キーワード検索(BM25、Sudachi の正規化語)": experiments.keyword_search(known, asked),
        "入力文字の n-gram + 線形 SVM": experiments.raw_ngrams(known, asked),
    }
    if epochs is not None:
        say(f"Rasa's stock pipeline, {epochs} epochs (hours)")
        name = f"Rasa 標準(ja_ginza + DIET {epochs} epochs)"
        rivals[name] = stock.guesses(epochs, examples, [q.text for q in questions])
    limits = settings(OutcomeClassifier)
    return Results(
        fingerprint=fingerprint,
        examples=len(examples),
        answer_from=limits["answer_from"],
        refuse_from=limits["refuse_from"],
        heldout=[pair for pair in answered if not pair[0].sample],
        samples=[pair for pair in answered if pair[0].sample],
        rivals={name: Score.of(questions, said) for name, said in rivals.items()} | {ALL: whole},
        ablation=experiments.ablation(known, asked, questions, say) | {ALL: whole},
        curve=experiments.learning_curve(known, asked, questions, say) | {len(examples): whole},
        training={"reading": reading, "classifier": trained.seconds},
    )


def add_speed(results: Results, say: Say) -> None:
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
