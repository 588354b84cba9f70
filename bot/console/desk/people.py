"""The people of a call, read from the caller's words as the chat reads them.

Nothing is kept between two readings: the screen sends whom it knows. A fact stands with its owner
or with nobody.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated, NamedTuple

from pydantic import BaseModel, StringConstraints

from bot.console.desk.typed_facts import FACTS, FactName, Typed, choice_in, read_typed
from bot.content.words import Words
from bot.dialogue.facts import CIRCUMSTANCE, CIRCUMSTANCES
from bot.dialogue.naming import label
from bot.dialogue.reading import (
    SELF,
    UNNAMED,
    Doubt,
    KnownPerson,
    SaidPerson,
    StatedFact,
    read_situation,
)
from bot.dialogue.talk import Person

# People whom an operator names by hand. The rest of the phrases' `people` are words for somebody.
RELATIONS = (
    SELF, "father", "mother", "husband", "wife", "son", "daughter", "child", "grandfather",
    "grandmother", "father_in_law", "mother_in_law", "brother_elder", "brother_younger",
    "sister_elder", "sister_younger", "grandchild", "uncle", "aunt",
)  # fmt: skip

Key = Annotated[str, StringConstraints(pattern=r"^[a-z_0-9]{1,40}$")]
Called = Annotated[str, StringConstraints(max_length=40)]


class CallPerson(BaseModel):
    """Somebody of the call, as the dialogue keys and calls them."""

    key: Key = UNNAMED
    called: Called = ""

    def with_facts(self, known: dict[str, str] | None = None) -> Person:
        """The same for the dialogue, with facts as values."""
        return Person(self.key, self.called, known or {})


class Chosen(NamedTuple):
    """A choice that the caller's words have made: the fact, and its value."""

    fact: str
    value: str


class KnownCallPerson(CallPerson):
    """Somebody whom the screen knows, with the texts typed for each fact."""

    facts: dict[FactName, Typed] = {}


class HeardPerson(CallPerson):
    """Somebody named in what was heard; `facts` as texts that may be typed."""

    label: str
    facts: dict[str, str] = {}


class HeardPeople(BaseModel):
    """Who is in what was heard.

    `about`    keys of those whom the question is about; empty where nobody is named
    `unowned`  a fact was told of which it is not clear whose it is
    """

    people: list[HeardPerson]
    about: list[str]
    unowned: bool


def hear_people(
    text: str,
    known: Sequence[KnownCallPerson],
    speaking_of: str,
    now: datetime,
    words: Words,
    decides: Chosen | None = None,
) -> HeardPeople:
    """Who is in `text`, by the `known` people of the call; `speaking_of` is the open tab's key.

    `decides`: what the caller's words choose of a script that branches.
    """
    before = [_known(person, now) for person in known]
    situation = read_situation(text, now.date(), known=before, speaking_of=speaking_of)
    about = (
        list(situation.asks_about)
        or [person.key for person in situation.people if person.facts]
        or [person.key for person in situation.people]
    )
    said = {person.key: person for person in situation.people}
    called = {person.key: person.called for person in known}
    people = [
        HeardPerson(
            key=key,
            called=called.get(key) or said_called(said.get(key)),
            label=name_of(words, Person(key, called.get(key) or said_called(said.get(key)))),
            facts=_facts(said[key]) if key in said else {},
        )
        for key in dict.fromkeys([*said, *about])
    ]
    if decides is not None and not any(decides.fact in person.facts for person in people):
        people = _with_choice(people, decides, about[0] if about else speaking_of, called, words)
    return HeardPeople(people=people, about=about, unowned=bool(situation.unowned))


def chosen_by(said: str, card: str, words: Words) -> Chosen | None:
    """What `said` chooses of the script of `card`; None where it does not branch, or nothing."""
    fact = words.deciding_fact(card) if card in words.book.answers else None
    value = choice_in(fact, said) if fact is not None else None
    return Chosen(fact, value) if fact is not None and value is not None else None


def _with_choice(
    people: Sequence[HeardPerson],
    decides: Chosen,
    key: str,
    called: Mapping[str, str],
    words: Words,
) -> list[HeardPerson]:
    """The choice is that person's of whom the caller speaks."""
    found = {person.key: person for person in people}
    name = called.get(key, "")
    whose = found.get(key) or HeardPerson(
        key=key, called=name, label=name_of(words, Person(key, name))
    )
    facts = {**whose.facts, decides.fact: decides.value}
    return [*({**found, key: whose.model_copy(update={"facts": facts})}.values())]


def said_called(said: SaidPerson | None) -> str:
    """As the caller calls them; empty for somebody only counted."""
    return said.called[:40] if said is not None else ""


def name_of(words: Words, person: Person) -> str:
    """お母さま, お客様: as an operator speaks of them; 調べたい方 for nobody named."""
    if person.key == SELF:
        return words.say("desk", "self")
    return label(words, person) or words.say("people", UNNAMED)


def name_asked(words: Words, person: Person) -> str:
    """The same in a question: お調べする方 for nobody named."""
    return words.say("desk", "one") if person.key == UNNAMED else name_of(words, person)


def _known(person: KnownCallPerson, now: datetime) -> KnownPerson:
    read = {name: read_typed(name, text, now).value for name, text in person.facts.items()}
    facts = {name: value for name, value in read.items() if value is not None}
    return KnownPerson(person.key, person.called, facts)


def _facts(person: SaidPerson) -> dict[str, str]:
    """As texts for the calculator, which reads them anew: what is wrong is said there."""
    found: dict[str, str] = {}
    for fact in person.facts:
        name, text = _typed(fact)
        if name in FACTS and text:
            found[name] = text
    return found


def _typed(fact: StatedFact) -> tuple[str, str]:
    if fact.value is not None:
        return fact.name, fact.value
    if isinstance(fact.problem, Doubt):  # it applies, and its day is asked for next
        named = fact.problem is Doubt.NAMED and fact.name in CIRCUMSTANCES
        return (CIRCUMSTANCE, fact.name) if named else (fact.name, "")
    return fact.name, fact.words
