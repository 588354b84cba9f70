"""What of a message is told already, and the clause that is being told."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from bot.text.foreign.gloss_clauses import (
    NAMED,
    NAMES_OF_DAYS,
    DayWriter,
    GlossClause,
    Sentence,
    is_coming,
)
from bot.text.foreign.items import Item
from bot.text.foreign.lexicon import Lexicon

LONE = 40  # characters: who says no more than the name of a circumstance means it applies


class GlossPiece(NamedTuple):
    """One sentence of the gloss, and where in the plain text its matter begins."""

    start: int
    text: str


class GlossTelling:
    """Takes up a clause piece by piece, and tells it when another begins.

    ``about``  what each day is, and whose.
    ``before``  the item before, in the same sentence.
    ``paused``  was there a pause since the last day or name?
    ``ways``  of applying, that the message names.
    ``coming``  the name of the last day to come that the sentence told.
    """

    def __init__(self, text: str, words: Lexicon, today: date) -> None:
        self.text, self.words = text, words
        self.pieces: list[GlossPiece] = []
        self.about: dict[Item, tuple[str, str]] = {}
        corrects = words.says("correction").search(text) is not None
        self.sentence = Sentence("", asks=False, corrects=corrects)
        self.clause = GlossClause()
        self.before: Item | None = None
        self.paused = False
        self.ways: set[str] = set()
        self.coming = ""
        self._writer = DayWriter(words, today)
        self._cue = ""  # of the last day that was told
        self._named_before = ""  # the name of a day that the sentence before was about

    def begin(self, start: int, text: str, *, asks: bool) -> None:
        """Another sentence."""
        self.sentence = self.sentence._replace(text=text, asks=asks)
        self.clause = GlossClause(start)
        self.before, self.paused, self.coming = None, False, ""

    def end(self, named: str) -> None:
        """No more of the sentence, which was about a day called ``named``, or about none."""
        self.flush()
        self._named_before = named

    def say(self, start: int, text: str) -> None:
        """One sentence more, whose matter begins at ``start``."""
        self.pieces.append(GlossPiece(min(start, len(self.text) - 1), text))

    def between(self, item: Item) -> str:
        """The words between the item before and this one."""
        return self.text[self.before.end : item.start] if self.before else ""

    def has_facts(self) -> bool:
        """Are the facts so far somebody's, so that who is named now is another?"""
        clause = self.clause
        return bool(clause.facts and (clause.people or clause.is_self or self.paused))

    def flush(self, start: int | None = None) -> None:
        """Tells what the clause has come to, and begins another at ``start``."""
        clause = self.clause
        clause.reach()
        for fact in clause.facts:
            self.say(fact.start, f"{clause.whom}{fact.value}。")
        lone = len(self.text) <= LONE and not self.sentence.asks
        if clause.day is not None:
            self._tell_day(clause, clause.day)
        elif clause.age:
            self.say(clause.start, f"{clause.whom}{clause.age}。")
        elif clause.cue in NAMED and (clause.is_named or lone):
            self.say(clause.start, NAMED[clause.cue].format(whom=clause.whom))
        if start is not None:
            self.clause = GlossClause(start)
        self.paused = False

    def _tell_day(self, clause: GlossClause, day: Item) -> None:
        of_before = clause.people or clause.is_mine
        cue = clause.cue or (self._cue if of_before else "")
        if not cue and is_coming(day.value):
            cue = self._named_before  # How do I renew my visa? It ends 15/09/2025
        if not cue and clause.ways and not self._writer.is_about_opening(self.sentence):
            cue = "application"  # at the bank on 20 August: what else is done there is not asked
        if cue == "application" and not clause.ways and len(self.ways) == 1:
            clause.ways = [*self.ways]  # at the bank, what do I bring? If I go on 20 August, …
        of_stay = cue == "renewed"  # until a day, said of the stay that was told before
        if of_stay and self._cue not in ("residence", "renewed"):
            cue, of_stay = "", False
        self.about[day] = ("residence" if of_stay else cue, clause.who)
        if text := self._writer.write(clause, cue, self.sentence):
            self.say(day.start, text)
        if day.value:
            self._cue = cue
            if is_coming(day.value) and cue in NAMES_OF_DAYS:
                self.coming = cue
