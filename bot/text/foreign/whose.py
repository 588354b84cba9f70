"""Whom a clause is about: me, my husband, my husband's mother, the two of us."""

from __future__ import annotations

import re

from bot.text.foreign.gloss_clauses import SELF
from bot.text.foreign.items import Item, ItemKind
from bot.text.foreign.telling import GlossTelling

_NEAR = 16  # characters: from stands so near its day
_BOTH = "二人とも"


class Whose:
    """Takes up who is named, and begins another clause where somebody else is."""

    def __init__(self, telling: GlossTelling) -> None:
        self._telling, self._words = telling, telling.words
        self._pause = 0  # where the last pause ended
        self._last_person = 0  # where the last name of somebody ended
        self._people: list[str] = []  # named last, whom he and she mean

    def pause(self, item: Item) -> None:
        """Behind a comma, somebody else may be meant."""
        self._telling.paused, self._pause = True, item.end

    def person(self, item: Item) -> None:
        """My husband: of whom it is, one more of them, or the next."""
        telling = self._telling
        clause = telling.clause
        if item.value == _BOTH and clause.people:
            return
        if self._is_owner(item):
            clause.people = self._people = [item.value]
            self._last_person = item.end
            return
        begins = self._begins_with_day()
        if (clause.day is not None and not begins) or telling.has_facts():
            self._turn_to_next(item)
            clause = telling.clause
        own = self._words.says("possessive").fullmatch(telling.between(item))
        back = self._words.says("of").fullmatch(telling.between(item))
        after = telling.before is not None and telling.before.kind is ItemKind.PERSON
        if after and clause.people == [_BOTH]:
            clause.people = [SELF, item.value]  # pareho kami ng asawa ko: my wife and I
        elif after and own and clause.people:
            clause.people[-1] = f"{clause.people[-1]}の{item.value}"
        elif after and back and clause.people:
            clause.people[-1] = f"{item.value}の{clause.people[-1]}"
        elif self._joined(item):
            clause.people.append(item.value)
        else:
            joined_self = clause.is_self and self._joins_self(item)
            clause.people = [SELF, item.value] if joined_self else [item.value]
        self._last_person = item.end
        self._people, telling.paused = list(clause.people), False

    def pronoun(self, item: Item) -> None:
        """He, she: whoever was named last."""
        telling = self._telling
        told = telling.clause.day is not None or telling.has_facts()
        # el 1 de octubre le sube: his
        if told and (telling.paused or not telling.clause.people):
            telling.flush(item.start)
        if not telling.clause.people:  # of my wife and me, she is my wife
            others = [person for person in self._people if person != SELF]
            telling.clause.people = others or list(self._people)

    def myself(self, item: Item) -> None:
        """I, my, mine; nothing about me where it is only whose relative somebody is."""
        telling = self._telling
        own = telling.text[item.start : item.end]
        if self._is_possessor(item, own):
            return
        if self._joined(item) and not self._words.says("anew").fullmatch(own):
            telling.clause.people.append(SELF)
            self._people = list(telling.clause.people)
            self._last_person, telling.paused = item.end, False
            return
        told = telling.paused or (self._words.label_after and telling.clause.cue)
        ended = telling.clause.day is not None and told
        if ended or (telling.paused and telling.has_facts()):
            telling.flush(item.start)
        clause = telling.clause
        between = telling.text[self._last_person : item.start]
        if clause.people and (telling.paused or re.search("[,:;]", between)):
            clause.people = []
        clause.is_self = True
        clause.is_mine = self._words.says("mine").fullmatch(own) is not None

    def _joined(self, item: Item) -> bool:
        """My wife and I: is it one more of the same people?"""
        clause = self._telling.clause
        if not clause.people or clause.day is not None:
            return False
        between = self._telling.text[self._last_person : item.start]
        return self._words.says("join").fullmatch(between) is not None

    def _joins_self(self, item: Item) -> bool:
        before = self._telling.before
        if before is None or before.kind not in (ItemKind.SELF, ItemKind.PAUSE):
            return False
        start = before.start if before.kind is ItemKind.PAUSE else before.end
        between = self._telling.text[start : item.start]
        return self._words.says("join").fullmatch(between) is not None

    def _begins_with_day(self) -> bool:
        """From 1 December my mother …: a day before anybody is named is of whom it begins for."""
        clause = self._telling.clause
        if clause.day is None or clause.people or clause.is_self or clause.cue or clause.facts:
            return False
        around = self._telling.text[max(0, clause.day.start - _NEAR) : clause.day.end + _NEAR]
        return self._words.says("since").search(around) is not None

    def _is_owner(self, item: Item) -> bool:
        """Hanggang Dis. 20 ang visa ng mister ko: whose the day is stands behind its name."""
        clause, before = self._telling.clause, self._telling.before
        between = self._telling.between(item)
        return (
            clause.day is not None
            and not clause.people
            and before is not None
            and before.kind is ItemKind.CUE
            and before.start >= clause.day.end
            and any(self._words.says(name).fullmatch(between) for name in ("of", "is_of"))
        )

    def _is_possessor(self, item: Item, own: str) -> bool:
        """Con gái của em: the daughter of mine, nothing about me."""
        before = self._telling.before
        return (
            before is not None
            and before.kind is ItemKind.PERSON
            and not self._telling.between(item).strip()
            and self._words.says("owner").fullmatch(own) is not None
        )

    def _turn_to_next(self, item: Item) -> None:
        """Tells what was of those before; what stands behind the pause is of whom it names now."""
        telling = self._telling
        facts = telling.clause.facts
        ahead = [f for f in facts if telling.paused and f.start >= self._pause]
        telling.clause.facts = [f for f in facts if f not in ahead]
        telling.flush(item.start)
        telling.clause.facts = ahead
