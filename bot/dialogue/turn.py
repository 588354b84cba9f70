"""One turn: what came in, understood as far as a model can, and the time and words for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from bot.content.words import Words
from bot.dialogue.hearing import Utterance
from bot.dialogue.talk import Talk
from bot.rules import Edition

ANSWER_ENTITY = "answer"


@dataclass(frozen=True, slots=True)
class Turn:
    """The resident's message as Rasa understood it, the talk so far, the moment, the words.

    `ranking`    the likeliest ids, best first, without nlu_fallback
    `pressed`    the fact that a pressed button gives: name, value
    `sentences`  what the model made of each clause of a long message
    `syntax`     what whole GiNZA says about it
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

    @property
    def today(self) -> date:
        """The day in Japan."""
        return self.now.date()

    @property
    def utterance(self) -> Utterance:
        """What may hold facts."""
        return Utterance(self.text, self.today, self.edition, self.intent)

    @property
    def edition(self) -> Edition:
        """The edition that the words are of."""
        return self.words.edition
