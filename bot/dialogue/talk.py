"""What is remembered between turns: the people of the talk, what is open, what was spoken of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from bot.dialogue.facts import BY_NAME, DATED, NONE
from bot.dialogue.reading import UNNAMED, KnownPerson
from bot.dialogue.reading.hearsay import OR_NONE
from bot.dialogue.topics import find_topic

SLOT = "talk"
EVERYBODY = "all"  # an open question is put to all people at once
MOST_PEOPLE = 8  # of whom one talk remembers something


@dataclass
class Person:
    """Somebody of the talk. Personal dates stand in `facts`, `begun` and `half` alone.

    `begun`  the words of a day that is not whole yet; `half` what is known of it, as ISO cut short
    `skipped` facts not known or not to be said; `named` circumstances that apply, day not said
    `told`   the matters whose final result was told, and in which words
    """

    key: str = UNNAMED
    called: str = ""
    facts: dict[str, str] = field(default_factory=dict)
    begun: dict[str, str] = field(default_factory=dict)
    half: dict[str, str] = field(default_factory=dict)
    skipped: list[str] = field(default_factory=list)
    named: list[str] = field(default_factory=list)
    told: dict[str, str] = field(default_factory=dict)
    latest: str | None = None  # the dated fact given last, which a correction is about

    def learn(self, given: Mapping[str, str]) -> None:
        """Takes over facts; a fact that was skipped before counts as given now."""
        self.facts = {**self.facts, **given}
        self.skipped = [name for name in self.skipped if name not in given]
        for name in given:
            self.begun.pop(name, None)
            self.half.pop(name, None)
        dated = [name for name in given if name in DATED and given[name] != NONE]
        if dated:
            self.latest = dated[-1]

    def skip(self, names: list[str]) -> None:
        """Notes facts that are not asked for any more."""
        self.skipped = [*dict.fromkeys([*self.skipped, *names])]

    @property
    def heard_only(self) -> list[str]:
        """Circumstances of which it is only heard that they may apply, with the day."""
        return [name for name, part in self.half.items() if part.endswith(OR_NONE)]

    def heard_day(self, name: str) -> str | None:
        """The day of a circumstance that was only heard of, once it is said that it applies."""
        part = self.half.get(name, "")
        day = part.removesuffix(OR_NONE)
        if not part.endswith(OR_NONE):
            return None
        if re.fullmatch(r"\d{4}-\d\d", day) and BY_NAME[name].by_month:
            return f"{day}-01"
        return day if re.fullmatch(r"\d{4}-\d\d-\d\d", day) else None

    def forget(self) -> None:
        """Wipes all facts."""
        self.facts, self.begun, self.half = {}, {}, {}
        self.skipped, self.named, self.told, self.latest = [], [], {}, None

    @property
    def known(self) -> KnownPerson:
        """For the reader of the next message."""
        return KnownPerson(
            self.key, self.called, dict(self.facts), dict(self.begun), dict(self.half)
        )


@dataclass
class Talk:
    """The state of one talk.

    `people`  in the order in which they were named
    `topic`   the matter that is being worked out, or was last; `about` the keys of its people
    `told_of` the one person whose facts were told last; empty where it was of several
    `asked`   the fact that is open, of the person `asked_of` (EVERYBODY: of all in `about`)
    `owed`    matters that were asked for and come next
    `shown`   payloads of the choices shown last, in order
    `day`     the day last asked about, as ISO
    `answered` the ids that were answered, the last one behind all others
    `told`, `last`, `misses` how often each id was answered, which one last, misunderstandings
    `returned` an open question was taken up again after another one
    `language` of the talk, where it is another than the channel's
    `decided` it was told that the Japanese text decides
    `aside`   turns since the matter was spoken of; facts die with the second
    """

    people: list[Person] = field(default_factory=list)
    topic: str | None = None
    about: list[str] = field(default_factory=list)
    asked: str | None = None
    asked_of: str | None = None
    told_of: str = ""
    owed: list[str] = field(default_factory=list)
    shown: list[list[str]] = field(default_factory=list)
    unowned: dict[str, str] = field(default_factory=dict)  # a fact whose owner is being asked for
    told: dict[str, int] = field(default_factory=dict)
    last: str | None = None
    answered: list[str] = field(default_factory=list)
    misses: int = 0
    returned: bool = False
    aside: int = 0
    language: str = ""
    decided: bool = False

    @classmethod
    def of(cls, state: Mapping[str, Any]) -> Talk:
        """The state that the slot holds; a new talk where it holds nothing."""
        stored = state.get(SLOT) or {}
        names = {f.name for f in fields(cls)}
        talk = cls(**{name: value for name, value in stored.items() if name in names})
        own = {f.name for f in fields(Person)}
        talk.people = [
            Person(**{name: value for name, value in person.items() if name in own})
            for person in stored.get("people", ())
        ]
        if talk.asked in BY_NAME and talk.asked_of is None:
            talk.asked_of = UNNAMED
        return talk

    def slots(self) -> dict[str, Any]:
        """The slot for the next turn: only what is not empty; None for a talk without any."""
        filled = {f.name: value for f in fields(self) if (value := getattr(self, f.name))}
        if self.people:
            filled["people"] = [
                {f.name: value for f in fields(p) if (value := getattr(p, f.name))}
                for p in self.people
            ]
        return {SLOT: filled or None}

    def person(self, key: str, called: str = "") -> Person:
        """The person of `key`, made if the talk has not known them."""
        for person in self.people:
            if person.key == key:
                person.called = person.called or called
                return person
        made = Person(key, called)
        self.people = [*self.people, made][-MOST_PEOPLE:]
        return made

    def find(self, key: str | None) -> Person | None:
        """The person of `key`, if the talk knows them."""
        return next((person for person in self.people if person.key == key), None)

    @property
    def subjects(self) -> list[Person]:
        """The people that the matter is about, in order."""
        return [self.person(key) for key in self.about or [UNNAMED]]

    @property
    def speaking_of(self) -> str | None:
        """The one person that the talk is about now; None where it is nobody or several."""
        if self.asked_of not in (None, EVERYBODY):
            return self.asked_of
        return self.about[0] if len(self.about) == 1 else None

    @property
    def facts(self) -> dict[str, str]:
        """The facts of the one person that the talk is about."""
        found = self.find(self.speaking_of or UNNAMED)
        return dict(found.facts) if found else {}

    def settle(self) -> None:
        """No question is open any more."""
        self.asked, self.asked_of, self.returned, self.unowned = None, None, False, {}

    def close(self) -> None:
        """Wipes every person and ends the matter."""
        self.people, self.topic, self.about, self.owed, self.shown = [], None, [], [], []
        self.told_of = ""
        self.answered = []
        self.aside = 0
        self.settle()


def language_of(state: Mapping[str, Any]) -> str:
    """The language of a talk with this state; empty where it is the channel's."""
    return str((state.get(SLOT) or {}).get("language", ""))


def open_question(state: Mapping[str, Any]) -> str | None:
    """The fact that a talk with this state waits for."""
    return (state.get(SLOT) or {}).get("asked")


def worked_out(state: Mapping[str, Any]) -> Iterator[tuple[str, Person, dict[str, str]]]:
    """What a talk with this state has worked out, or is working out: matter, person, their facts.

    The people of the open matter come first.
    """
    talk = Talk.of(state)
    subjects = talk.subjects
    rest = [person for person in talk.people if person not in subjects]
    for person in (*subjects, *rest):
        matters = [talk.topic] if talk.topic and person in subjects else []
        for matter in dict.fromkeys([*matters, *person.told]):
            topic = find_topic(matter)
            known = {n: v for n, v in person.facts.items() if topic is None or n in topic.askable}
            if known:
                yield matter, person, known
