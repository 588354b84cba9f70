"""What a resident gets: the right answer, a question back, a refusal or a wrong answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from benchmarks.understanding.questions import Unseen
from bot.content import current_words
from bot.conversation.offline import UNSURE
from bot.dialogue.clause import OUT_OF_SCOPE
from bot.dialogue.unsure import options

# Sure of one of these, the bot gives no answer of its own but says whom to call.
HANDED_OVER = {OUT_OF_SCOPE, "operator"}


class Verdict(Enum):
    """From best to worst."""

    RIGHT = "正答"
    OFFERED = "聞き返し(正解あり)"
    ASKED = "聞き返し(正解なし)"
    REFUSED = "断り・つなぐ"
    WRONG = "誤答"


@dataclass(frozen=True, slots=True)
class Guess:
    """The ids for a text, likeliest first, and whether the first may be acted on."""

    ranking: tuple[tuple[str, float], ...]
    sure: bool

    @classmethod
    def of(cls, parsed: Mapping[str, Any]) -> Guess:
        """From what Rasa's classifiers leave behind, read as `Turn.of` reads it."""
        ranking = tuple(
            (str(r["name"]), float(r["confidence"]))
            for r in parsed["intent_ranking"]
            if r["name"] != UNSURE
        )
        return cls(ranking, parsed["intent"]["name"] != UNSURE)

    @property
    def said(self) -> str:
        """The likeliest id."""
        return self.ranking[0][0] if self.ranking else "–"

    @property
    def confidence(self) -> float:
        """How likely the likeliest is."""
        return self.ranking[0][1] if self.ranking else 0.0

    def has(self, right: frozenset[str], first: int) -> bool:
        """Is a right id among the `first` likeliest?"""
        return any(name in right for name, _ in self.ranking[:first])


Answered = tuple[Unseen, Guess]


def outcome(guess: Guess, right: frozenset[str]) -> Verdict:
    """The outcome of one question. Without any option to offer, we ask for other words."""
    if guess.sure:
        if guess.said in right:
            return Verdict.RIGHT
        return Verdict.REFUSED if guess.said in HANDED_OVER else Verdict.WRONG
    return (
        Verdict.OFFERED
        if right & set(options(guess.ranking, current_words().book))
        else Verdict.ASKED
    )


def tally(answered: Iterable[Answered]) -> Counter[Verdict]:
    """How often each outcome came."""
    return Counter(outcome(guess, question.intents) for question, guess in answered)
