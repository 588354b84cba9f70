"""What one clause of a message says, as a Japanese sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from bot.text.foreign.items import OPENING, Item
from bot.text.foreign.lexicon import Lexicon

SELF = "私"

# What a day is, as a sentence about it. {who} is empty, or 夫の; {day} is the day.
_DAY = {
    "birthday": "{who}誕生日は{day}",
    "residence": "{who}在留期限は{day}",
    "renewed": "{who}在留期限を{day}まで更新しました。",
    "graduation": "{whom}{day}に卒業します。",
    "ecert": "{who}電子証明書の有効期限は{day}",
    "card": "{who}マイナンバーカードの有効期限は{day}",
    "printed": "{who}紙には{day}と書いてあります。",  # which paper, the rest of the message tells
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
NAMED = {
    "residence": "{whom}在留期限があります。",
    "burden": "{whom}負担割合が変わります。",
    "graduation": "{whom}学生です。",
}
_COMING = re.compile("20[2-9][0-9]年|令和|[今来]年の")
_LONG_AGO = re.compile("(?:19[0-9]{2}|20[01][0-9])年|明治|大正|昭和|平成")
_OF_RULES = re.compile("(7[05]歳)です$")


@dataclass
class GlossClause:
    """What is known so far of the fact that is being told.

    ``cue`` names what ``day`` is: a key of the table above, or empty.
    """

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
        """Whom it is about, joined by と; empty if nobody was named."""
        people = self.people or ([SELF] if self.is_self else [])
        return "と".join(dict.fromkeys(people))

    @property
    def whom(self) -> str:
        """The same as the topic of a sentence: 夫は."""
        return f"{self.who}は" if self.who else ""

    @property
    def parts(self) -> dict[str, str]:
        """What the sentences of the tables are filled with."""
        return {
            "who": f"{self.who}の" if self.who else "",
            "whom": self.whom,
            "way": f"{self.ways[-1]}で" if self.ways else "",
            "day": self.day.value if self.day else "",
        }

    def reach(self) -> None:
        """75 on December 1, 2025: with a day that is nothing else, the age is reached on it."""
        if self.day is None or self.cue or not is_coming(self.day.value):
            return
        for fact in self.facts:
            if (age := _OF_RULES.match(fact.value)) is not None:
                self.age = f"{age[1]}になります"
                self.facts = [other for other in self.facts if other is not fact]
                return


class Sentence(NamedTuple):
    """The sentence that a clause stands in; ``corrects``: the message takes something back."""

    text: str
    asks: bool
    corrects: bool


def is_coming(day: str) -> bool:
    """Is a day no birthday of anybody who is old enough to write?"""
    return _COMING.match(day) is not None


class DayWriter:
    """Writes what a day is as a sentence."""

    def __init__(self, words: Lexicon, today: date) -> None:
        self._words, self._today = words, today

    def write(self, clause: GlossClause, cue: str, sentence: Sentence) -> str:
        """The sentence about the clause's day, a ``cue``; empty where nothing is certain."""
        parts = clause.parts
        day = parts["day"]
        if not day:
            return NAMED[cue].format(**parts) if cue in NAMED else ""
        text = _DAY[cue].format(**parts)
        if clause.age and not _LONG_AGO.match(day):  # born in 1951, soon 75: the day of birth tells
            text = f"{parts['whom']}{day}に{clause.age}。"
        elif verb := self._runs_out(day, cue, sentence):
            text = _RUNS_OUT[cue].format(**parts) + verb
        elif sentence.asks and self._is_asked_about(day, cue, sentence):
            text = f"{day}は{self._question(sentence)}？"
        end = "" if text.endswith(("。", "？")) else "でした。" if sentence.corrects else "です。"
        return text + end

    def is_about_opening(self, sentence: Sentence) -> bool:
        """Is the bank open on 3 January?: nobody applies on that day."""
        return sentence.asks and self._question(sentence) in OPENING

    def _runs_out(self, day: str, cue: str, sentence: Sentence) -> str:
        """Did it run out, or will it this year? Empty where the year is said, or may be another."""
        said = _NO_YEAR.fullmatch(day)
        if said is None or cue not in _RUNS_OUT:
            return ""
        if self._words.says("ran_out").search(sentence.text):
            return "ました。"
        day_of_year = int(said["month"]), int(said["day"] or 31)
        is_ahead = day_of_year >= (self._today.month, self._today.day)
        if not is_ahead and self._words.says("lapsed").search(sentence.text):
            return "ました。"
        return "ます。" if is_ahead or self._words.says("runs_out").search(sentence.text) else ""

    def _is_asked_about(self, day: str, cue: str, sentence: Sentence) -> bool:
        """Is it the day that the sentence asks about, and nobody's?"""
        if self.is_about_opening(sentence):
            return cue not in NAMES_OF_DAYS
        return not cue and "年" not in day

    def _question(self, sentence: Sentence) -> str:
        """What a sentence asks about its day: 開いていますか."""
        asked = (a for a, pattern in self._words.asks.items() if pattern.search(sentence.text))
        return next(asked, "どうですか")
