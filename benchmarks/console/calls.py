"""Telephone calls around a question, utterance by utterance, as speech recognition writes them."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass

from benchmarks.console.talks import AROUND
from benchmarks.understanding.questions import Unseen

_OPENINGS = (
    "もしもし",
    "お世話になっております",
    "ちょっとうかがいたいんですけど",
    "すみません、国保のことなんですが",
    "あの、手紙が届きまして",
    "母の代わりにかけているんですが",
)
_FILLERS = ("", "", "あのー、", "えっとですね、", "それでですね、")
_BETWEEN = ("はい", "ええ", "そうです", "ちょっと待ってくださいね")
_CLOSINGS = (
    "わかりました",
    "ああ、そうなんですね",
    "ありがとうございました",
    "はい、助かりました",
    "ちょっとメモしますね",
)
_SHORTEST = 6  # characters of a piece: nobody breathes after less
_CUT = re.compile(r"(?<=[、。?])")


@dataclass(frozen=True, slots=True)
class RecognisedCall:
    """What the caller says, in order; the question begins at `asks_at`, and `right` answer it."""

    sentences: tuple[str, ...]
    asks_at: int
    right: frozenset[str]
    ours: bool


def recognised(question: Unseen, number: int) -> RecognisedCall:
    """A call in which `question` is asked; the same for the same number every time."""
    chance = random.Random(number)
    before = [chance.choice(_OPENINGS), *chance.sample(AROUND, chance.randrange(3))]
    asked = _pieces(chance.choice(_FILLERS) + question.text, chance)
    after = [chance.choice(_BETWEEN), *chance.sample(_CLOSINGS, 2)]
    said = [*before, *asked, *after]
    if chance.random() < 0.5:  # there is recognition that writes no marks
        said = [re.sub("[、。?!]", "", sentence) for sentence in said]
    return RecognisedCall(tuple(said), len(before), question.intents, question.ours)


def _pieces(text: str, chance: random.Random) -> list[str]:
    """Cut where somebody may breathe, as often as not; at most into three."""
    parts = [""]
    for part in _CUT.split(text):
        cuts = len(parts) < 3 and len(parts[-1]) >= _SHORTEST and len(part) >= _SHORTEST
        if cuts and chance.random() < 0.5:
            parts.append(part)
        else:
            parts[-1] += part
    return parts
