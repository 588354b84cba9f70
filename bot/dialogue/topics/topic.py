"""The shape of a matter whose answer depends on somebody's own facts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from bot.dialogue.facts import CIRCUMSTANCE, CIRCUMSTANCES
from bot.dialogue.telling import Explain
from bot.rules import Facts, Question, Result
from bot.rules.questions import SPECS


def _nothing_anew(result: Result) -> str | None:
    """Most results leave no fact to be asked for anew."""
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One matter: a question of the rule module, and how it is talked about.

    `supposed`  facts that asking this very question tells
    `named`     facts that the question names: asked for first, and by their date
    `not_asked` told as a condition of the result instead
    `about_person`  the same may be asked for somebody else
    `anew`      a fact that was over before the documents started: was it renewed since?
    `final`     is the result final although rare circumstances are not known?
    `tells_exceptions`  do its own sentences say for whom the result may be otherwise?
    """

    id: str
    question: Question
    explain: Explain
    supposed: Mapping[str, str] = field(default_factory=dict)
    named: tuple[str, ...] = ()
    not_asked: tuple[str, ...] = ()
    about_person: bool = True
    anew: Callable[[Result], str | None] = _nothing_anew
    final: Callable[[Result, Facts], bool] = lambda result, facts: False
    tells_exceptions: Callable[[Result], bool] = lambda result: False

    @property
    def askable(self) -> tuple[str, ...]:
        """Facts that may be told about it, in the order to ask; not what the question tells."""
        return tuple(n for n in SPECS[self.question].askable if n not in self.supposed)

    @property
    def entries(self) -> tuple[str, ...]:
        """The same with the one question for all circumstances, where there are any."""
        circumstances = bool(set(self.askable) & set(CIRCUMSTANCES))
        return (*self.askable, CIRCUMSTANCE) if circumstances else self.askable
