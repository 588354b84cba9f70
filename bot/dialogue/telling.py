"""A result on its way into sentences: what an explaining function is given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from bot.content.words import Words
from bot.rules import Edition, Facts, Result


@dataclass(frozen=True, slots=True)
class Telling:
    """One result for one person. `who`: お母さまの; empty where nobody has to be named."""

    words: Words = field(repr=False)
    facts: Facts
    result: Result
    who: str = ""

    @property
    def today(self) -> date:
        """The day on which it is told."""
        return self.words.day

    @property
    def edition(self) -> Edition:
        """The edition by which it was worked out."""
        return self.words.edition

    @property
    def rules(self) -> set[str]:
        """Every rule that met."""
        return {met.rule for met in self.result.met}


# Sentences, the conclusion first.
Explain = Callable[[Telling], list[str]]
