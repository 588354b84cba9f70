"""What a day is: by its name, which may stand before it or behind it."""

from __future__ import annotations

from bot.text.foreign.gloss_clauses import NAMES_OF_DAYS, is_coming
from bot.text.foreign.items import Item
from bot.text.foreign.telling import GlossTelling

# These say little about what a day is; the others are its very name.
_WEAK = frozenset({"printed", "application", "arrived", "appointment"})
# The certificate in the card expires, the visa was extended to: what is named first is meant.
_WITHIN = frozenset(
    {("ecert", "card"), ("ecert", "renewed"), ("card", "renewed"), ("residence", "renewed")}
)
_TWO = 2


def take_name(telling: GlossTelling, name: str, start: int) -> None:
    """The ``name`` of a day, at ``start``: of the clause's day, or of another to come."""
    clause, paused = telling.clause, telling.paused
    if clause.day is None and not paused and (clause.cue, name) in _WITHIN:
        return
    if clause.day is not None:
        # 办了…，3月24日毕业: of what stands on both sides of a day, its very name is meant.
        unnamed = not clause.cue or (clause.cue in _WEAK and name not in _WEAK)
        if unnamed and not paused:
            clause.cue = name
            return
        if (name in _WEAK or clause.cue == name) and not paused:
            return
        telling.flush(start)
    elif paused and telling.has_facts() and name not in _WEAK:
        # I have no period of stay, but that of my husband …: what is named is another's.
        telling.flush(start)
        telling.clause.people, telling.clause.is_self = clause.people, clause.is_self
    clause = telling.clause
    if clause.cue in ("", *_WEAK) or name not in _WEAK:
        clause.cue = name
    telling.paused = False


def take_day(telling: GlossTelling, day: Item) -> None:
    """A day; where the clause has one already, it is another's or another fact."""
    owners, cue, before = telling.clause.people, telling.clause.cue, telling.clause.day
    is_shared = _is_second_of_two(telling, day)
    if is_shared:
        telling.clause.people = owners[:1]
    if before is not None:
        telling.flush(day.start)
        between = telling.text[before.end : day.start]
        if is_coming(day.value) and telling.words.says("one").search(between):
            telling.clause.cue = telling.coming  # has a card until …; and he (born …) one until …
    if is_shared:
        telling.clause.people, telling.clause.cue = owners[1:], cue
    telling.clause.day = day
    telling.paused = False


def _is_second_of_two(telling: GlossTelling, day: Item) -> bool:
    """My wife's and my visas end on … and …: to each a day of one's own, in that order."""
    clause = telling.clause
    return (
        clause.day is not None
        and len(set(clause.people)) == len(clause.people) == _TWO
        and clause.cue in NAMES_OF_DAYS
        and not clause.facts
        and telling.words.says("join").fullmatch(telling.text[clause.day.end : day.start])
        is not None
    )
