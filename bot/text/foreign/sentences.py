"""Items of a message become Japanese sentences: who, what, when; one fact a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from bot.text.foreign.gloss_clauses import (
    NAMED,
    NAMES_OF_DAYS,
    SELF,
    DayWriter,
    GlossClause,
    Sentence,
    is_coming,
)
from bot.text.foreign.items import Item, ItemKind
from bot.text.foreign.lexicon import Lexicon

# These say little about what a day is; the others are its very name.
_WEAK = frozenset({"printed", "application", "arrived", "appointment"})
# The certificate in the card expires, the visa was extended to: what is named first is meant.
_WITHIN = frozenset(
    {("ecert", "card"), ("ecert", "renewed"), ("card", "renewed"), ("residence", "renewed")}
)
_CHANGES = "負担割合が変わります"
_LONE = 40  # characters: who says no more than the name of a circumstance means it applies
_NEAR = 16  # characters: from stands so near its day
_BOTH, _TWO = "二人とも", 2


class GlossPiece(NamedTuple):
    """One sentence of the gloss, and where in the plain text its matter begins."""

    start: int
    text: str


class Teller:
    """Tells one message anew."""

    def __init__(self, text: str, items: Sequence[Item], words: Lexicon, today: date) -> None:
        self._text, self._items, self._words = text, items, words
        self._writer = DayWriter(words, today)
        self._pieces: list[GlossPiece] = []
        self.about: dict[Item, tuple[str, str]] = {}  # what each day is, and whose
        self._clause = GlossClause()
        self._before: Item | None = None  # the item before
        self._paused = False  # since the last day or name
        self._pause = 0  # where the last pause ended
        self._last_person = 0  # where the last name of somebody ended
        self._people: list[str] = []  # named last, whom he and she mean
        self._named_before = ""  # the name of a day that the sentence before was about
        self._cue = ""  # of the last day that was told
        self._ways: set[str] = set()  # of applying, that the message names
        self._coming = ""  # the name of the last day to come that the sentence told
        corrects = words.says("correction").search(text) is not None
        self._sentence = Sentence("", asks=False, corrects=corrects)

    def pieces(self) -> list[GlossPiece]:
        """The sentences of the gloss, in order."""
        start = 0
        for sentence in self._sentences():
            end = sentence[-1].end if sentence else len(self._text)
            self._tell(sentence, start, max(end, start))
            start = end
        if self._pieces and self._sentence.corrects:
            first = self._pieces[0]
            self._pieces[0] = GlossPiece(first.start, f"いや、{first.text}")
        return self._pieces

    def _sentences(self) -> Iterator[list[Item]]:
        sentence: list[Item] = []
        for item in self._items:
            sentence.append(item)
            if item.kind is ItemKind.STOP:
                yield sentence
                sentence = []
        rest = Item(len(self._text), len(self._text), ItemKind.STOP)
        if sentence or self._end(self._items) < len(self._text.rstrip()):
            yield [*sentence, rest]

    @staticmethod
    def _end(items: Sequence[Item]) -> int:
        return items[-1].end if items else 0

    # --- one sentence ----------------------------------------------------------------------------
    def _tell(self, items: Sequence[Item], start: int, end: int) -> None:
        text = self._text[start:end]
        asks = any(self._words.says(name).search(text) for name in ("question", "bring"))
        told = len(self._pieces)
        self._clause = GlossClause(start)
        self._before, self._paused, self._coming = None, False, ""
        self._sentence = self._sentence._replace(text=text, asks=asks)
        of_somebody = any(
            i.kind in (ItemKind.PERSON, ItemKind.SELF, ItemKind.PRONOUN) for i in items
        )
        for item in items:
            if item.kind is ItemKind.FACT and asks and not of_somebody:
                continue  # Can permanent residents …?: people in general
            self._take(item)
            self._before = item
        self._flush()
        cues = [i.value for i in items if i.kind is ItemKind.CUE and i.value in NAMES_OF_DAYS]
        self._named_before = cues[-1] if cues else ""
        papers = list(dict.fromkeys(i.value for i in items if i.kind is ItemKind.PAPER))
        self._close(items, papers, start, text, told)

    def _close(
        self, items: Sequence[Item], papers: list[str], start: int, text: str, told: int
    ) -> None:
        """What else the sentence says: the paper, whom it is about, and that it asks."""
        asks, nothing = self._sentence.asks, len(self._pieces) == told
        people = [i.value for i in items if i.kind is ItemKind.PERSON]
        whose = f"{'と'.join(dict.fromkeys(people))}の" if people and nothing else ""
        paper = "と".join(papers)
        if asks:
            until, bring = (self._words.says(name).search(text) for name in ("until", "bring"))
            if until is not None:
                own = f"{SELF}の" if self._is_own_paper(items) else whose
                self._say(start + until.start(), f"{own}{paper or 'それ'}はいつまでですか？")
            if bring is not None:
                way = f"{self._clause.ways[-1]}に" if self._clause.ways else ""
                named = f"{paper}の話です。" if paper and until is None else ""
                self._say(start + bring.start(), f"{named}{way}何を持って行けばいいですか？")
            elif until is None and paper:
                self._say(start, f"{whose}{paper}とはどういうことですか？")
            elif until is None and not any("？" in piece.text for piece in self._pieces[told:]):
                self._say(start, f"{whose}ことを教えてください。" if whose else "教えてください。")
        elif paper and len(papers) == 1:
            got = any(i.kind is ItemKind.CUE and i.value == "arrived" for i in items)
            lone = "です" if nothing and self._is_all(items, start, text) else "の話です"
            self._say(start, f"{whose}{paper}{'が届きました' if got else lone}。")
        elif whose:
            self._say(start, f"{whose}分です。")
        elif nothing and len(text) <= _LONE and self._clause.ways:
            self._say(start, f"{'と'.join(dict.fromkeys(self._clause.ways))}です。")

    def _is_own_paper(self, items: Sequence[Item]) -> bool:
        """My certificate: of whoever else was told, this is asked about the caller."""
        named = max((i.end for i in items if i.kind is ItemKind.PERSON), default=0)
        return any(
            {a.kind, b.kind} == {ItemKind.SELF, ItemKind.PAPER}
            and a.start >= named
            and not self._text[a.end : b.start].strip()
            for a, b in pairwise(items)
        )

    def _is_all(self, items: Sequence[Item], start: int, text: str) -> bool:
        """Do the items say all of a short sentence? Who says more than a name means that."""
        rest = list(text)
        for item in items:
            rest[item.start - start : item.end - start] = " " * (item.end - item.start)
        said = re.sub(r"[\W_]", "", self._words.says("fillers").sub(" ", "".join(rest)))
        return len(text) <= _LONE and not said

    def _say(self, start: int, text: str) -> None:
        self._pieces.append(GlossPiece(min(start, len(self._text) - 1), text))

    # --- one item --------------------------------------------------------------------------------
    def _take(self, item: Item) -> None:
        clause = self._clause
        own = self._words.says("own").match(self._text, item.start, item.end)
        if own and item.kind in (ItemKind.CUE, ItemKind.FACT, ItemKind.AGE):
            self._myself(item)  # nasci: I was born
            clause = self._clause
        match item.kind:
            case ItemKind.PAUSE:
                self._paused, self._pause = True, item.end
            case ItemKind.PERSON:
                self._person(item)
            case ItemKind.SELF:
                self._myself(item)
            case ItemKind.PRONOUN:
                told = clause.day is not None or self._has_told_facts()
                if told and (self._paused or not clause.people):  # el 1 de octubre le sube: his
                    self._flush(item.start)
                if not self._clause.people:  # of my wife and me, she is my wife
                    others = [person for person in self._people if person != SELF]
                    self._clause.people = others or list(self._people)
            case ItemKind.CUE:
                self._named(item)
            case ItemKind.DAY:
                self._day(item)
            case ItemKind.AGE if item.value.endswith("なります"):
                clause.age = item.value
            case ItemKind.FACT if item.value == _CHANGES:
                clause.is_named = True
                self._named(replace(item, value="burden"))
            case ItemKind.AGE | ItemKind.FACT:
                self._fact(item)
            case ItemKind.WAY:
                clause.ways.append(item.value)
                self._ways.add(item.value)
            case ItemKind.STOP | ItemKind.PAPER:
                pass

    def _between(self, item: Item) -> str:
        return self._text[self._before.end : item.start] if self._before else ""

    def _joined(self, item: Item) -> bool:
        """My wife and I: is it one more of the same people?"""
        if not self._clause.people or self._clause.day is not None:
            return False
        last = self._last_person
        between = self._text[last : item.start]
        return self._words.says("join").fullmatch(between) is not None

    def _person(self, item: Item) -> None:
        if item.value == _BOTH and self._clause.people:
            return
        if self._is_owner(item):
            self._clause.people = self._people = [item.value]
            self._last_person = item.end
            return
        begins = self._begins_with_day()
        if (self._clause.day is not None and not begins) or self._has_told_facts():
            self._turn_to_next(item)
        clause = self._clause
        own = self._words.says("possessive").fullmatch(self._between(item))
        back = self._words.says("of").fullmatch(self._between(item))
        after = self._before is not None and self._before.kind is ItemKind.PERSON
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
        self._people, self._paused = list(clause.people), False

    def _begins_with_day(self) -> bool:
        """From 1 December my mother …: a day before anybody is named is of whom it begins for."""
        clause = self._clause
        if clause.day is None or clause.people or clause.is_self or clause.cue or clause.facts:
            return False
        around = self._text[max(0, clause.day.start - _NEAR) : clause.day.end + _NEAR]
        return self._words.says("since").search(around) is not None

    def _is_owner(self, item: Item) -> bool:
        """Hanggang Dis. 20 ang visa ng mister ko: whose the day is stands behind its name."""
        clause, before = self._clause, self._before
        return (
            clause.day is not None
            and not clause.people
            and before is not None
            and before.kind is ItemKind.CUE
            and before.start >= clause.day.end
            and any(
                self._words.says(name).fullmatch(self._between(item)) for name in ("of", "is_of")
            )
        )

    def _turn_to_next(self, item: Item) -> None:
        """Tells what was of those before; what stands behind the pause is of whom it names now."""
        facts = self._clause.facts
        ahead = [f for f in facts if self._paused and f.start >= self._pause]
        self._clause.facts = [f for f in facts if f not in ahead]
        self._flush(item.start)
        self._clause.facts = ahead

    def _has_told_facts(self) -> bool:
        """Are the facts so far somebody's, so that who is named now is another?"""
        telling = self._clause
        return bool(telling.facts and (telling.people or telling.is_self or self._paused))

    def _joins_self(self, item: Item) -> bool:
        before = self._before
        if before is None:
            return False
        start = before.start if before.kind is ItemKind.PAUSE else before.end
        is_self = before.kind is ItemKind.SELF or before.kind is ItemKind.PAUSE
        return (
            is_self
            and self._words.says("join").fullmatch(self._text[start : item.start]) is not None
        )

    def _myself(self, item: Item) -> None:
        own = self._text[item.start : item.end]
        if self._is_possessor(item, own):
            return
        if self._joined(item) and not self._words.says("anew").fullmatch(own):
            self._clause.people.append(SELF)
            self._people = list(self._clause.people)
            self._last_person, self._paused = item.end, False
            return
        told = self._paused or (self._words.label_after and self._clause.cue)
        if (self._clause.day is not None and told) or (self._paused and self._has_told_facts()):
            self._flush(item.start)
        between = self._text[self._last_person : item.start]
        if self._clause.people and (self._paused or re.search("[,:;]", between)):
            self._clause.people = []
        self._clause.is_self = True
        self._clause.is_mine = self._words.says("mine").fullmatch(own) is not None

    def _is_possessor(self, item: Item, own: str) -> bool:
        """Con gái của em: the daughter of mine, nothing about me."""
        return (
            self._before is not None
            and self._before.kind is ItemKind.PERSON
            and not self._between(item).strip()
            and self._words.says("owner").fullmatch(own) is not None
        )

    def _named(self, item: Item) -> None:
        clause = self._clause
        if clause.day is None and not self._paused and (clause.cue, item.value) in _WITHIN:
            return
        if clause.day is not None:
            # 办了…，3月24日毕业: of what stands on both sides of a day, its very name is meant.
            unnamed = not clause.cue or (clause.cue in _WEAK and item.value not in _WEAK)
            if unnamed and not self._paused:
                clause.cue = item.value
                return
            if clause.cue == item.value and item.value not in _WEAK and not self._paused:
                return
            if item.value in _WEAK and not self._paused:
                return
            self._flush(item.start)
            clause = self._clause
        elif self._paused and self._has_told_facts() and item.value not in _WEAK:
            # I have no period of stay, but that of my husband …: what is named is another's.
            people, is_self = clause.people, clause.is_self
            self._flush(item.start)
            clause = self._clause
            clause.people, clause.is_self = people, is_self
        if clause.cue in ("", *_WEAK) or item.value not in _WEAK:
            clause.cue = item.value
        self._paused = False

    def _day(self, item: Item) -> None:
        owners, cue = self._clause.people, self._clause.cue
        is_shared = self._is_second_of_two(item)
        if is_shared:
            self._clause.people = owners[:1]
        if (day := self._clause.day) is not None:
            between = self._text[day.end : item.start]
            self._flush(item.start)
            if is_coming(item.value) and self._words.says("one").search(between):
                self._clause.cue = self._coming  # has a card until …; and he (born …) one until …
        if is_shared:
            self._clause.people, self._clause.cue = owners[1:], cue
        self._clause.day = item
        self._paused = False

    def _is_second_of_two(self, item: Item) -> bool:
        """My wife's and my visas end on … and …: to each a day of one's own, in that order."""
        clause = self._clause
        return (
            clause.day is not None
            and len(set(clause.people)) == len(clause.people) == _TWO
            and clause.cue in NAMES_OF_DAYS
            and not clause.facts
            and self._words.says("join").fullmatch(self._text[clause.day.end : item.start])
            is not None
        )

    def _fact(self, item: Item) -> None:
        if self._clause.day is not None and self._paused:
            self._flush(item.start)
        self._clause.facts.append(item)

    def _flush(self, start: int | None = None) -> None:
        """Tells what the clause has come to, and begins another at ``start``."""
        clause = self._clause
        clause.reach()
        for fact in clause.facts:
            self._say(fact.start, f"{clause.whom}{fact.value}。")
        lone = len(self._text) <= _LONE and not self._sentence.asks
        if clause.day is not None:
            self._tell_day(clause)
        elif clause.age:
            self._say(clause.start, f"{clause.whom}{clause.age}。")
        elif clause.cue in NAMED and (clause.is_named or lone):
            self._say(clause.start, NAMED[clause.cue].format(whom=clause.whom))
        if start is not None:
            self._clause = GlossClause(start)
        self._paused = False

    def _tell_day(self, clause: GlossClause) -> None:
        assert clause.day is not None
        of_before = clause.people or clause.is_mine
        cue = clause.cue or (self._cue if of_before else "")
        if not cue and is_coming(clause.day.value):
            cue = self._named_before  # How do I renew my visa? It ends 15/09/2025
        if not cue and clause.ways and not self._writer.is_about_opening(self._sentence):
            cue = "application"  # at the bank on 20 August: what else is done there is not asked
        if cue == "application" and not clause.ways and len(self._ways) == 1:
            clause.ways = [*self._ways]  # at the bank, what do I bring? If I go on 20 August, …
        of_stay = cue == "renewed"  # until a day, said of the stay that was told before
        if of_stay and self._cue not in ("residence", "renewed"):
            cue, of_stay = "", False
        self.about[clause.day] = ("residence" if of_stay else cue, clause.who)
        if text := self._writer.write(clause, cue, self._sentence):
            self._say(clause.day.start, text)
        if clause.day.value:
            self._cue = cue
            if is_coming(clause.day.value) and cue in NAMES_OF_DAYS:
                self._coming = cue
