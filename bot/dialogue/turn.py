"""One turn: what came in, understood as far as a model can, and the time and words for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from bot.content.words import Words
from bot.dialogue.hearing import Utterance
from bot.dialogue.talk import Talk
from bot.messages import JAPANESE
from bot.rules import Edition
from bot.text.foreign import Doubtful

ANSWER_ENTITY = "answer"


@dataclass(frozen=True, slots=True)
class Turn:
    """The resident's message as Rasa understood it, the talk so far, the moment, the words.

    `ranking`    the likeliest ids, best first, without nlu_fallback
    `pressed`    the fact that a pressed button gives: name, value
    `sentences`  what the model made of each clause of a long message
    `syntax`     what whole GiNZA says about it
    `answer_from` least confidence (0..1) to act on an id, as the model has learnt it
    `near`       ids of cards that hold the words, best first, to choose from where that is unsure
    `language`   of the message; `sure` where it can be no other
    `original`   the resident's own words, where `text` is their gloss (see `foreign`)
    `quotes`     the own words of each date of the gloss; `doubtful`: dates that can be two days;
                 `is_strange`: is a date of a calendar that we do not reckon with?
    """

    text: str
    intent: str
    ranking: tuple[tuple[str, float], ...]
    pressed: tuple[str, str] | None
    talk: Talk
    now: datetime
    words: Words = field(repr=False)
    sentences: Sequence[Mapping[str, Any]] = ()
    syntax: Mapping[str, Sequence[Any]] | None = None
    near: tuple[str, ...] = ()
    answer_from: float = 1.0
    language: str = JAPANESE
    sure: bool = False
    original: str = ""
    quotes: Mapping[str, str] = field(default_factory=dict, repr=False)
    doubtful: tuple[Doubtful, ...] = ()
    is_strange: bool = False

    @property
    def today(self) -> date:
        """The day in Japan."""
        return self.now.date()

    @property
    def utterance(self) -> Utterance:
        """What may hold facts."""
        return Utterance(self.text, self.today, self.edition, self.intent)

    def own_words(self, start: int, end: int) -> str:
        """What the resident wrote where `start:end` of `text` stands."""
        if not self.original:
            return self.text[start:end]
        own = (s["own"] for s in self.sentences if (s["start"], s["end"]) == (start, end))
        return next(own, self.original)

    def own_date(self, words: str) -> str:
        """How the resident wrote a date of `text`."""
        return self.quotes.get(words, words)

    @property
    def edition(self) -> Edition:
        """The edition that the words are of."""
        return self.words.edition
