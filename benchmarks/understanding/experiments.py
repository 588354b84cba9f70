"""How much comes from the data, from each kind of feature, and what simpler ways reach."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import mean
from typing import Any

from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, INTENT, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from sklearn.feature_extraction.text import TfidfVectorizer

from benchmarks.understanding.figures import share_in
from benchmarks.understanding.outcomes import Guess
from benchmarks.understanding.pipeline import PARTS, Example, fit, judged, learnt
from benchmarks.understanding.questions import Unseen
from bot.text.lexical.keyword_search import KeywordSearch, ranked

FRACTIONS = (0.12, 0.25, 0.5)
SEEDS = (1, 2, 3)
_FEW_FOLDS = 2  # only the order of the ids is measured here

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Score:
    """Questions of ours: right at once, right in three. Others: `out_of_scope` at once.

    `samples`: right at once of the sample questions that are ours; not a number without them.
    """

    first: float
    in_three: float
    refused: float
    samples: float

    @classmethod
    def of(cls, questions: Sequence[Unseen], guesses: Sequence[Guess]) -> Score:
        """The score of `guesses`."""
        pairs = list(zip(questions, guesses, strict=True))
        ours = [pair for pair in pairs if pair[0].ours and not pair[0].sample]
        others = [pair for pair in pairs if not pair[0].ours and not pair[0].sample]
        samples = [pair for pair in pairs if pair[0].ours and pair[0].sample]
        return cls(share_in(ours, 1), share_in(ours, 3), share_in(others, 1), share_in(samples, 1))

    @classmethod
    def mean(cls, scores: Sequence[Score]) -> Score:
        """The mean of several."""
        return cls(
            mean(s.first for s in scores),
            mean(s.in_three for s in scores),
            mean(s.refused for s in scores),
            mean(s.samples for s in scores),
        )


def sample(items: Sequence[Example], fraction: float, seed: int) -> list[Example]:
    """The same share of each id's examples, at least two, drawn by `seed`."""
    by_intent: dict[str, list[Example]] = defaultdict(list)
    for item in items:
        by_intent[item.intent].append(item)
    draw = random.Random(seed)
    return [
        item
        for found in by_intent.values()
        for item in draw.sample(found, max(2, round(fraction * len(found))))
    ]


def learning_curve(
    known: Sequence[Example], asked: Sequence[Example], questions: Sequence[Unseen], say: Say
) -> dict[int, Score]:
    """Number of training examples → score, mean over the seeds."""
    curve = {}
    for fraction in FRACTIONS:
        scores = []
        for seed in SEEDS:
            say(f"learning curve: {fraction:.0%} of the data, seed {seed}")
            part = sample(known, fraction, seed)
            scores.append(Score.of(questions, fit(part, folds=_FEW_FOLDS).guesses(asked)))
        curve[len(part)] = Score.mean(scores)
    return curve


def ablation(
    known: Sequence[Example], asked: Sequence[Example], questions: Sequence[Unseen], say: Say
) -> dict[str, Score]:
    """Each kind of feature alone, and each left out."""
    choices: dict[str, tuple[str, ...]] = {f"{part}だけ": (part,) for part in PARTS}
    choices |= {f"{part}なし": tuple(p for p in PARTS if p != part) for part in PARTS}
    scores = {}
    for name, parts in choices.items():
        say(f"features: {name}")
        trained = fit(known, parts, folds=_FEW_FOLDS)
        scores[name] = Score.of(questions, trained.guesses(asked))
    return scores


def _words(item: Example) -> list[str]:
    return [token.norm_ for token in item.doc]


def keyword_search(known: Sequence[Example], asked: Sequence[Example]) -> list[Guess]:
    """BM25 over Sudachi's normalised words; an id ranks by its best example."""
    search = KeywordSearch([_words(item) for item in known])
    names = [item.intent for item in known]
    return [Guess(tuple(ranked(search.scores(_words(item)), names)), True) for item in asked]


def raw_ngrams(known: Sequence[Example], asked: Sequence[Example]) -> list[Guess]:
    """The same classifier over character n-grams of the text as it was typed."""
    vectorizer = TfidfVectorizer(analyzer="char", ngram_range=(1, 4), min_df=2, sublinear_tf=True)
    vectorizer.fit([item.text for item in known])

    def messages(items: Sequence[Example]) -> list[Message]:
        rows = vectorizer.transform([item.text for item in items])
        return [
            Message({TEXT: item.text, INTENT: item.intent}, features=[_feature(row)])
            for item, row in zip(items, rows, strict=True)
        ]

    classifier, _ = learnt(messages(known), folds=_FEW_FOLDS)
    return judged(classifier, messages(asked))


def _feature(row: Any) -> Features:
    return Features(row, FEATURE_TYPE_SENTENCE, TEXT, "characters")
