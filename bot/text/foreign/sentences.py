"""Items of a message become Japanese sentences: who, what, when; one fact a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from bot.text.foreign.items import OPENING, Item, ItemKind
from bot.text.foreign.lexicon import Lexicon

# What a day is, as a sentence about it. {who} is empty, or 夫の; {day} is the day.
_DAY = {
    "birthday": "{who}誕生日は{day}",
    "residence": "{who}在留期限は{day}",
    "renewed": "{who}在留期限を{day}まで更新しました。",
    "graduation": "{whom}{day}に卒業します。",
    "ecert": "{who}電子証明書の有効期限は{day}",
    "card": "{who}マイナンバーカードの有効期限は{day}",
    "printed": "資格確認書には{day}と書いてあります。",
    "burden": "{who}負担割合が{day}から変わります。",
    "application": "{way}{day}に申し込みます。",
    "arrived": "{day}に届きました。",
    "appointment": "{day}に病院に行きます。",
    "": "{whom}{day}",
}
# The same of a day whose year nobody said: which year that is, the verb tells.
_RUNS_OUT = {
    "residence": "{who}在留期限が{day}に切れ",
    "ecert": "{who}電子証明書が{day}に切れ",
}
_NO_YEAR = re.compile(r"(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日|末)?")
# The very names of days that are facts.
NAMES_OF_DAYS = frozenset({"birthday", "residence", "graduation", "ecert", "card", "burden"})
# A circumstance that is named without its day, where nothing is asked.
_NAMED = {
    "residence": "{whom}在留期限があります。",
    "burden": "{whom}負担割合が変わります。",
    "graduation": "{whom}学生です。",
}
# These say little about what a day is; the others are its very name.
_WEAK = frozenset({"printed", "application", "arrived", "appointment"})
_CHANGES = "負担割合が変わります"
_COMING = re.compile("20[2-9][0-9]年|令和|[今来]年の")
_LONG_AGO = re.compile("(?:19[0-9]{2}|20[01][0-9])年|明治|大正|昭和|平成")
_OF_RULES = re.compile("(7[05]歳)です$")
_LONE = 40  # characters: who says no more than the name of a circumstance means it applies
_SELF, _BOTH, _TWO = "私", "二人とも", 2


class GlossPiece(NamedTuple):
    """One sentence of the gloss, and where in the plain text its matter begins."""

    start: int
    text: str


@dataclass
class _Telling:
    """What is known so far of the fact that is being told."""

    start: int = 0
    people: list[str] = field(default_factory=list)
    is_self: bool = False
    is_mine: bool = False  # mine: of what was told before
    cue: str = ""
    day: Item | None = None
    is_named: bool = False  # the cue says that the circumstance applies
    age: str = ""  # that is reached on the day
    ways: list[str] = field(default_factory=list)
    facts: list[Item] = field(default_factory=list)

    @property
    def who(self) -> str:
        people = self.people or ([_SELF] if self.is_self else [])
        return "と".join(dict.fromkeys(people))

    @property
    def whom(self) -> str:
        return f"{self.who}は" if self.who else ""


class Teller:
    """Tells one message anew."""

    def __init__(self, text: str, items: Sequence[Item], words: Lexicon, today: date) -> None:
        self._text, self._items, self._words, self._today = text, items, words, today
        self._pieces: list[GlossPiece] = []
        self.about: dict[Item, tuple[str, str]] = {}  # what each day is, and whose
        self._telling = _Telling()
        self._before: Item | None = None  # the item before
        self._paused = False  # since the last day or name
        self._pause = 0  # where the last pause ended
        self._asks, self._sentence = False, ""
        self._last_person = 0  # where the last name of somebody ended
        self._people: list[str] = []  # named last, whom he and she mean
        self._named_before = ""  # the name of a day that the sentence before was about
        self._cue = ""  # of the last day that was told
        self._corrects = words.says("correction").search(text) is not None

    def pieces(self) -> list[GlossPiece]:
        """The sentences of the gloss, in order."""
        start = 0
        for sentence in self._sentences():
            end = sentence[-1].end if sentence else len(self._text)
            self._tell(sentence, start, max(end, start))
            start = end
        if self._pieces and self._corrects:
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
        asks = self._words.says("question").search(text) is not None
        told = len(self._pieces)
        self._telling = _Telling(start)
        self._before, self._paused = None, False
        self._asks, self._sentence = asks, text
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
        asks, nothing = self._asks, len(self._pieces) == told
        people = [i.value for i in items if i.kind is ItemKind.PERSON]
        whose = f"{'と'.join(dict.fromkeys(people))}の" if people and nothing else ""
        paper = "と".join(papers)
        if asks:
            if self._words.says("until").search(text):
                own = f"{_SELF}の" if self._is_own_paper(items) else whose
                self._say(start, f"{own}{paper or 'それ'}はいつまでですか？")
            elif paper:
                self._say(start, f"{whose}{paper}とはどういうことですか？")
            elif not any("？" in piece.text for piece in self._pieces[told:]):
                self._say(start, f"{whose}ことを教えてください。" if whose else "教えてください。")
        elif paper and len(papers) == 1:
            got = any(i.kind is ItemKind.CUE and i.value == "arrived" for i in items)
            lone = "です" if nothing and self._is_all(items, start, text) else "の話です"
            self._say(start, f"{whose}{paper}{'が届きました' if got else lone}。")
        elif whose:
            self._say(start, f"{whose}分です。")
        elif nothing and len(text) <= _LONE and self._telling.ways:
            self._say(start, f"{'と'.join(dict.fromkeys(self._telling.ways))}です。")

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
        clause = self._telling
        own = self._words.says("own").match(self._text, item.start, item.end)
        if own and item.kind in (ItemKind.CUE, ItemKind.FACT, ItemKind.AGE):
            self._myself(item)  # nasci: I was born
            clause = self._telling
        match item.kind:
            case ItemKind.PAUSE:
                self._paused, self._pause = True, item.end
            case ItemKind.PERSON:
                self._person(item)
            case ItemKind.SELF:
                self._myself(item)
            case ItemKind.PRONOUN:
                if clause.day is not None:
                    self._flush(item.start)
                if not self._telling.people:  # of my wife and me, she is my wife
                    others = [person for person in self._people if person != _SELF]
                    self._telling.people = others or list(self._people)
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
            case ItemKind.STOP | ItemKind.PAPER:
                pass

    def _between(self, item: Item) -> str:
        return self._text[self._before.end : item.start] if self._before else ""

    def _joined(self, item: Item) -> bool:
        """My wife and I: is it one more of the same people?"""
        if not self._telling.people or self._telling.day is not None:
            return False
        last = self._last_person
        between = self._text[last : item.start]
        return self._words.says("join").fullmatch(between) is not None

    def _person(self, item: Item) -> None:
        if item.value == _BOTH and self._telling.people:
            return
        if self._is_owner(item):
            self._telling.people = self._people = [item.value]
            self._last_person = item.end
            return
        if self._telling.day is not None or self._has_told_facts():
            self._turn_to_next(item)
        clause = self._telling
        own = self._words.says("possessive").fullmatch(self._between(item))
        back = self._words.says("of").fullmatch(self._between(item))
        after = self._before is not None and self._before.kind is ItemKind.PERSON
        if after and clause.people == [_BOTH]:
            clause.people = [_SELF, item.value]  # pareho kami ng asawa ko: my wife and I
        elif after and own and clause.people:
            clause.people[-1] = f"{clause.people[-1]}の{item.value}"
        elif after and back and clause.people:
            clause.people[-1] = f"{item.value}の{clause.people[-1]}"
        elif self._joined(item):
            clause.people.append(item.value)
        else:
            joined_self = clause.is_self and self._joins_self(item)
            clause.people = [_SELF, item.value] if joined_self else [item.value]
        self._last_person = item.end
        self._people, self._paused = list(clause.people), False

    def _is_owner(self, item: Item) -> bool:
        """Hanggang Dis. 20 ang visa ng mister ko: whose the day is stands behind its name."""
        clause, before = self._telling, self._before
        return (
            clause.day is not None
            and not clause.people
            and before is not None
            and before.kind is ItemKind.CUE
            and before.start > clause.day.end
            and self._words.says("of").fullmatch(self._between(item)) is not None
        )

    def _turn_to_next(self, item: Item) -> None:
        """Tells what was of those before; what stands behind the pause is of whom it names now."""
        facts = self._telling.facts
        ahead = [f for f in facts if self._paused and f.start >= self._pause]
        self._telling.facts = [f for f in facts if f not in ahead]
        self._flush(item.start)
        self._telling.facts = ahead

    def _has_told_facts(self) -> bool:
        """Are the facts so far somebody's, so that who is named now is another?"""
        telling = self._telling
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
        if self._joined(item) and not self._words.says("anew").fullmatch(own):
            self._telling.people.append(_SELF)
            self._people = list(self._telling.people)
            return
        told = self._paused or (self._words.label_after and self._telling.cue)
        if (self._telling.day is not None and told) or (self._paused and self._has_told_facts()):
            self._flush(item.start)
        if self._telling.people and re.search("[,:;]", self._text[self._last_person : item.start]):
            self._telling.people = []
        self._telling.is_self = True
        self._telling.is_mine = self._words.says("mine").fullmatch(own) is not None

    def _named(self, item: Item) -> None:
        clause = self._telling
        if clause.day is not None:
            if not clause.cue and not self._paused:
                clause.cue = item.value
                return
            if clause.cue == item.value and item.value not in _WEAK and not self._paused:
                return
            if item.value in _WEAK and not self._paused:
                return
            self._flush(item.start)
            clause = self._telling
        elif self._paused and self._has_told_facts() and item.value not in _WEAK:
            # I have no period of stay, but that of my husband …: what is named is another's.
            people, is_self = clause.people, clause.is_self
            self._flush(item.start)
            clause = self._telling
            clause.people, clause.is_self = people, is_self
        if not clause.cue or item.value not in _WEAK:
            clause.cue = item.value
        self._paused = False

    def _day(self, item: Item) -> None:
        owners, cue = self._telling.people, self._telling.cue
        is_shared = self._is_second_of_two(item)
        if is_shared:
            self._telling.people = owners[:1]
        if self._telling.day is not None:
            self._flush(item.start)
        if is_shared:
            self._telling.people, self._telling.cue = owners[1:], cue
        self._telling.day = item
        self._paused = False

    def _is_second_of_two(self, item: Item) -> bool:
        """My wife's and my visas end on … and …: to each a day of one's own, in that order."""
        clause = self._telling
        return (
            clause.day is not None
            and len(set(clause.people)) == len(clause.people) == _TWO
            and clause.cue in NAMES_OF_DAYS
            and not clause.facts
            and self._words.says("join").fullmatch(self._text[clause.day.end : item.start])
            is not None
        )

    def _fact(self, item: Item) -> None:
        if self._telling.day is not None and self._paused:
            self._flush(item.start)
        self._telling.facts.append(item)

    def _flush(self, start: int | None = None) -> None:
        """Tells what the clause has come to, and begins another at ``start``."""
        clause = self._telling
        self._reached(clause)
        for fact in clause.facts:
            self._say(fact.start, f"{clause.whom}{fact.value}。")
        lone = len(self._text) <= _LONE and not self._asks
        if clause.day is not None:
            self._tell_day(clause)
        elif clause.age:
            self._say(clause.start, f"{clause.whom}{clause.age}。")
        elif clause.cue in _NAMED and (clause.is_named or lone):
            self._say(clause.start, _NAMED[clause.cue].format(whom=clause.whom))
        if start is not None:
            self._telling = _Telling(start)
        self._paused = False

    @staticmethod
    def _reached(clause: _Telling) -> None:
        """75 on December 1, 2025: with a day that is nothing else, the age is reached on it."""
        if clause.day is None or clause.cue or not _COMING.search(clause.day.value):
            return
        for fact in clause.facts:
            if (age := _OF_RULES.match(fact.value)) is not None:
                clause.age = f"{age[1]}になります"
                clause.facts = [other for other in clause.facts if other is not fact]
                return

    def _tell_day(self, clause: _Telling) -> None:
        assert clause.day is not None
        day = clause.day.value
        of_before = clause.people or clause.is_mine
        cue = clause.cue or (self._cue if of_before else "")
        if not cue and _COMING.match(day):
            cue = self._named_before  # How do I renew my visa? It ends 15/09/2025
        of_stay = cue == "renewed"  # until a day, said of the stay that was told before
        if of_stay and self._cue not in ("residence", "renewed"):
            cue, of_stay = "", False
        who = clause.who
        self.about[clause.day] = ("residence" if of_stay else cue, who)
        parts = {
            "who": f"{who}の" if who else "",
            "whom": clause.whom,
            "way": f"{clause.ways[-1]}で" if clause.ways else "",
            "day": day,
        }
        if not day:  # nothing of it is certain
            if cue in _NAMED:
                self._say(clause.day.start, _NAMED[cue].format(**parts))
            return
        text = _DAY[cue].format(**parts)
        if clause.age and not _LONG_AGO.match(day):  # born in 1951, soon 75: the day of birth tells
            text = f"{parts['whom']}{day}に{clause.age}。"
        elif verb := self._runs_out(day, cue):
            text = _RUNS_OUT[cue].format(**parts) + verb
        elif self._asks and self._asked_about(day, cue):
            text = f"{day}は{self._question()}？"
        end = "" if text.endswith(("。", "？")) else "でした。" if self._corrects else "です。"
        self._say(clause.day.start, text + end)
        self._cue = cue

    def _runs_out(self, day: str, cue: str) -> str:
        """Did it run out, or will it this year? Empty where the year is said, or may be another."""
        said = _NO_YEAR.fullmatch(day)
        if said is None or cue not in _RUNS_OUT:
            return ""
        if self._words.says("ran_out").search(self._sentence):
            return "ました。"
        day_of_year = int(said["month"]), int(said["day"] or 31)
        is_ahead = day_of_year >= (self._today.month, self._today.day)
        return "ます。" if is_ahead or self._words.says("runs_out").search(self._sentence) else ""

    def _asked_about(self, day: str, cue: str) -> bool:
        """Is it the day that the sentence asks about, and nobody's?"""
        if self._question() in OPENING:
            return cue not in NAMES_OF_DAYS
        return not cue and "年" not in day

    def _question(self) -> str:
        """What a sentence asks about its day: 開いていますか."""
        asked = (a for a, pattern in self._words.asks.items() if pattern.search(self._sentence))
        return next(asked, "どうですか")
