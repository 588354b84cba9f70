"""What one message tells: the people in it, the facts of each, and whom it asks about.

A fact stands with its owner or in ``unowned``; it never stands with somebody it may not belong to.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bot.text import Problem

# Whoever the talk is about, where nobody is named and the talk has named nobody before.
UNNAMED = "unnamed"
SELF = "self"
NONE = "none"  # a circumstance that is known not to apply

# A fact's name, and what its value is. The first eleven are those of `bot.rules.Facts`.
FACTS: dict[str, str] = {
    "birthday": "day",
    "residence_until": "day or none",  # 在留期限
    "graduation": "day or none",  # マル学の卒業予定日
    "graduation_moved": "yes or no",
    "burden_change": "day or none",  # the first day of the new ratio
    "ecert_expiry": "day",
    "document": "notice or certificate",
    "has_card": "yes or no",
    "registered": "yes or no",
    "method": "bank, web or ward",
    "applied_on": "day",
    "age": "years as a number",
    "insured": "yes, no or late_elderly",  # in 国保; 社保 and 扶養; 後期高齢者医療
    "foreign": "yes or no",
    "printed_expiry": "day",  # what the paper in hand says
    "card_expiry": "day",  # of the card itself, or of no one knows what on it
    "appointment": "day",  # on which the paper is to be used
}
DATED = frozenset(name for name, value in FACTS.items() if value.startswith("day"))
CIRCUMSTANCES = ("residence_until", "graduation", "burden_change")


class Doubt(enum.Enum):
    """Why a circumstance has no day, where nothing is wrong with a day."""

    NAMED = "named"  # 負担割合が変わります: it applies, the day was not said
    UNSURE = "unsure"  # 大学生です: it may apply, or not
    HEARD = "heard"  # 3月に変わるらしい: on that day, or not at all


@dataclass(frozen=True, slots=True)
class StatedFact:
    """One fact as somebody stated it.

    ``value`` is None exactly if ``problem`` is not. For a day that is half known, ``part`` holds
    what is, as ISO 8601 cut short: "1956", "1956-03", "--03", "--03-15", "---15". Behind it stands
    "|none" where it may as well not apply: Doubt.HEARD.
    """

    name: str  # one of FACTS
    value: str | None
    problem: Problem | Doubt | None = None
    part: str = ""
    start: int = 0  # the span in the message …
    end: int = 0
    words: str = ""  # … and its words
    owner_words: str = ""  # the words that show whose it is; "" where nobody is named for it


@dataclass(frozen=True, slots=True)
class SaidPerson:
    """Somebody whom the message is about."""

    key: str  # self, mother, child_2, unnamed: stable through a talk
    called: str  # as the caller says: うちのおかん, 下の娘; "" for UNNAMED
    facts: tuple[StatedFact, ...] = ()  # in the order said
    start: int = 0  # where the message names them first
    end: int = 0


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody whom the talk has named before."""

    key: str
    called: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)  # values as in StatedFact
    begun: Mapping[str, str] = field(default_factory=dict)  # the words of a day begun: 昭和31年3月
    half: Mapping[str, str] = field(default_factory=dict)  # what is known of it, as `part`


def known_person(known: Iterable[KnownPerson], key: str) -> KnownPerson:
    """What is known of the person of this key; nothing of somebody new."""
    return next((person for person in known if person.key == key), KnownPerson(key))


@dataclass(frozen=True, slots=True)
class Correction:
    """A fact said anew in place of what was said before: 母は31年ではなく29年の2月11日でした."""

    person: str  # a key of Situation.people
    old: str  # the words taken back; "" where they are not repeated
    new: StatedFact  # also among the person's facts


@dataclass(frozen=True, slots=True)
class Situation:
    """Who is in one message, and what is said of each.

    ``unowned``  facts of which it is not clear whose they are: to be asked, never to be guessed.
    ``everybody``  a fact was said of all at once (ふたりとも); it stands with each of them.
    ``asks_about``  keys of the people whom the question names; empty where it names nobody.
    ``count``  how many people the caller says they are: 三人家族, 二人とも.
    ``other``  days that are no fact of anybody: when a letter came, a day to phone; and the facts
    of a friend or a neighbour, under their names.
    """

    people: tuple[SaidPerson, ...] = ()
    unowned: tuple[StatedFact, ...] = ()
    everybody: bool = False
    corrections: tuple[Correction, ...] = ()
    asks_about: tuple[str, ...] = ()
    count: int | None = None
    other: tuple[StatedFact, ...] = ()

    def person(self, key: str) -> SaidPerson | None:
        """The person of this key, if the message tells of them."""
        return next((person for person in self.people if person.key == key), None)
