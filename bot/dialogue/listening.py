"""Takes the facts of a message over into the talk: each to its owner, and none to anybody else."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from bot.dialogue.facts import BY_NAME, CIRCUMSTANCES, DATED, NONE
from bot.dialogue.follow_ups import is_about_birthday, supposes_a_day
from bot.dialogue.hearing import Heard, hear, impossible, is_birth, month_of_edition
from bot.dialogue.reading import (
    UNNAMED,
    Doubt,
    SaidPerson,
    Situation,
    StatedFact,
    Syntax,
    read_situation,
)
from bot.dialogue.talk import EVERYBODY, Person
from bot.dialogue.topics import Topic
from bot.dialogue.turn import Turn
from bot.text import find_dates, mentions, nearest

# Facts beside those of the rules that a talk remembers.
_KEPT = frozenset({*BY_NAME, "age", "insured", "foreign"})


@dataclass(frozen=True, slots=True)
class Corrected:
    """One fact that was said anew: `old` and `new` as values."""

    person: Person
    name: str
    old: str
    new: str


@dataclass
class News:
    """What one message told.

    `people`    those whom it is about, in order
    `learnt`    for each key the names of the facts that it gave
    `problem`   why the day that was asked for is not one yet
    `situation` all that was read; `is_new`: a fact was not
    known so; `is_noted`: a circumstance was named, or a part of a day; `is_taken_away`: what was
    told of one turned out to be another's
    """

    situation: Situation
    people: list[Person] = field(default_factory=list)
    learnt: dict[str, list[str]] = field(default_factory=dict)
    corrected: list[Corrected] = field(default_factory=list)
    problem: tuple[Person, str, Heard] | None = None
    is_new: bool = False
    is_noted: bool = False
    is_taken_away: bool = False

    @property
    def facts(self) -> set[str]:
        """Names of all facts that were given."""
        return {name for names in self.learnt.values() for name in names}


def read(turn: Turn) -> Situation:
    """The situation of the message, read by what the talk knows."""
    talk = turn.talk
    asked = None
    if talk.asked in BY_NAME and talk.asked_of not in (None, EVERYBODY):
        asked = (str(talk.asked_of), str(talk.asked))
    syntax = Syntax.from_data(turn.syntax) if turn.syntax else None
    return read_situation(
        turn.text,
        turn.today,
        known=[person.known for person in talk.people],
        speaking_of=talk.speaking_of or _supposed_of(turn),
        asked=asked,
        syntax=syntax,
    )


def _supposed_of(turn: Turn) -> str | None:
    """8月2日だったら?, where several are spoken of: of the one of whom was told last, or who alone
    is born about then."""
    if mentions.people(turn.text) or not supposes_a_day(turn.text, turn.today):
        return None
    if turn.talk.told_of:
        return turn.talk.told_of
    near = [p.key for p in turn.talk.subjects if is_about_birthday(turn.text, turn.today, p.facts)]
    return near[0] if len(near) == 1 else None


def listen(
    turn: Turn, situation: Situation, topic: Topic | None, passing: Collection[str] = ()
) -> News:
    """Learns the facts of each person in the message.

    `passing`: facts that do not answer our open question where they are only mentioned.
    """
    news = News(situation)
    for said in situation.people:
        person = _person(turn, said)
        news.people.append(person)
        facts = [f for f in said.facts if not (f.name in passing and f.name == turn.talk.asked)]
        news.is_taken_away |= _take_away(turn, person, facts)
        _learn(turn, news, person, facts)
    if not passing:
        _hear_answer(turn, news, topic)
    if news.learnt:
        turn.talk.told_of = next(iter(news.learnt)) if len(news.learnt) == 1 else ""
    return news


# Facts that turn out to be somebody else's, with what is no more true of whom they were told of.
_OF_ONE = {"birthday": ("birthday",), "age": ("age",), "foreign": ("foreign", "residence_until")}
_OF_WHOM = re.compile(r"(?:歳|才)?(?:生まれ)?(?:な?の)?(?:は|が)、?\s?")


def _take_away(turn: Turn, person: Person, facts: Sequence[StatedFact]) -> bool:
    """78はじいちゃんだった: what turns out to be his is no more that of whom it was told of."""
    before = [other.facts for other in turn.talk.people]
    for fact in facts if mentions.may_correct(turn.text) else ():
        behind = _OF_WHOM.match(turn.text, fact.end)
        of_him = fact.name in _OF_ONE and fact.value and fact.owner_words
        if not of_him or behind is None or not turn.text.startswith(fact.owner_words, behind.end()):
            continue
        for other in turn.talk.people:
            if other is not person and other.facts.get(fact.name) == fact.value:
                gone = _OF_ONE[fact.name]
                other.facts = {n: v for n, v in other.facts.items() if n not in gone}
    return before != [other.facts for other in turn.talk.people]


def _person(turn: Turn, said: SaidPerson) -> Person:
    return turn.talk.person(said.key, said.called)


def _learn(
    turn: Turn,
    news: News,
    person: Person,
    facts: Sequence[StatedFact],
) -> None:
    for fact in facts:
        if all(f.name != "residence_until" for f in facts) and _is_of_the_stay(person, fact):
            fact = replace(fact, name="residence_until")
        if fact.name not in _KEPT:
            continue
        if fact.value is None:
            is_asked = (turn.talk.asked_of, turn.talk.asked) == (person.key, fact.name)
            day = _month_meant(turn, fact) or day_meant(turn, fact) or _in_month_told(person, fact)
            if fact.problem is Doubt.NAMED and day is None:
                day = person.heard_day(fact.name)  # マル学です, of whom a graduation is known
            if day is not None:
                _take(news, person, fact.name, day)
                continue
            news.is_noted |= _note_half(person, fact, is_asked=is_asked)
            continue
        if _is_possible(turn, fact):
            name = _meant(turn, person, fact)
            _take(news, person, name, fact.value)


def _is_of_the_stay(person: Person, fact: StatedFact) -> bool:
    """古いカードを見ていました。新しいカードは…まででした: of whom a 在留期限 is known."""
    known = person.facts.get("residence_until", NONE) != NONE
    return known and fact.name == "card_expiry" and fact.value is not None


def _take(news: News, person: Person, name: str, value: str) -> None:
    old = person.facts.get(name)
    if name in DATED and old not in (None, NONE, value):
        news.corrected.append(Corrected(person, name, str(old), value))
    news.is_new |= old != value
    person.learn({name: value})
    if (name, value) == ("registered", "yes"):
        person.learn({"has_card": "yes"})  # what is registered is the card
    if (name, value) == ("foreign", "yes") and "residence_until" not in person.facts:
        person.named.append("residence_until")  # whose end is asked for before any day is told
    if name in person.named:
        person.named.remove(name)
    news.learnt.setdefault(person.key, []).append(name)


def _meant(turn: Turn, person: Person, fact: StatedFact) -> str:
    """昭和28年6月6日 to a question for another day: that is when somebody was born."""
    asked = turn.talk.asked
    if fact.name != asked or fact.name not in DATED or fact.owner_words:
        return fact.name
    if "birthday" in person.facts or fact.value in (None, NONE):
        return fact.name
    return "birthday" if is_birth(str(fact.value), turn.today) else fact.name


def _month_meant(turn: Turn, fact: StatedFact) -> str | None:
    """10月から: each month comes once in an edition, where the month is enough."""
    row = BY_NAME.get(fact.name)
    if row is not None and row.by_month and re.fullmatch(r"\d{4}-\d\d", fact.part):
        return f"{fact.part}-01"
    found = re.fullmatch(r"--(\d\d)(?:-\d\d)?", fact.part)  # 12月1日から
    if row is None or not row.by_month or found is None or "年" in fact.words:
        return None
    day = month_of_edition(int(found[1]), turn.today, turn.edition)
    return day.isoformat() if day is not None else None


def day_meant(turn: Turn, fact: StatedFact) -> str | None:
    """7月31日に申し込みました: the nearest such day."""
    if fact.name != "applied_on" or not re.fullmatch(r"--\d\d-\d\d", fact.part):
        return None
    found = next(iter(find_dates(fact.words, turn.today)), None)
    days = [nearest(found, turn.today, past) for past in (True, False)] if found else []
    near = min((d for d in days if d), key=lambda d: abs(d - turn.today), default=None)
    return near.isoformat() if near is not None else None


def _in_month_told(person: Person, fact: StatedFact) -> str | None:
    """区役所で29日に申し込みます, behind 8月20日: of the same month, and never still the 20th."""
    before, found = person.facts.get(fact.name), re.fullmatch(r"---(\d\d)", fact.part)
    if fact.name != "applied_on" or before in (None, NONE) or found is None:
        return None
    try:
        return date.fromisoformat(str(before)).replace(day=int(found[1])).isoformat()
    except ValueError:  # no such day in that month
        return None


def _note_half(person: Person, fact: StatedFact, *, is_asked: bool) -> bool:
    """A circumstance that applies without its day, or a day of which a part is known.

    The words of the day that was asked for are put together with those before: see `hear`.
    """
    noted = False
    is_told = fact.problem not in (Doubt.UNSURE, Doubt.HEARD)
    applies = fact.name in CIRCUMSTANCES and is_told
    if applies and fact.name not in person.facts and fact.name not in person.named:
        person.named.append(fact.name)
        noted = True
    if fact.part and fact.name not in person.facts:
        noted |= person.half.get(fact.name) != fact.part
        person.half[fact.name] = fact.part
        if not is_asked:
            person.begun[fact.name] = fact.words
    return noted


def _is_possible(turn: Turn, fact: StatedFact) -> bool:
    if fact.name not in DATED or fact.value in (None, NONE):
        return True
    day = date.fromisoformat(str(fact.value))
    return impossible(fact.name, day, turn.today, turn.edition) is None


def _hear_answer(turn: Turn, news: News, topic: Topic | None) -> None:
    """The answer to the open question about one person, also where only a part of it was said."""
    talk = turn.talk
    if (
        talk.asked not in BY_NAME
        or talk.asked_of in (None, EVERYBODY)
        or news.corrected
        or (talk.asked != "birthday" and "birthday" in news.facts)
    ):
        return
    person = talk.person(str(talk.asked_of))
    others = [said for said in news.situation.people if said.key != person.key and said.facts]
    learnt = news.learnt.get(person.key, ())
    of_registration = talk.asked == "has_card" and "registered" in learnt
    if others or talk.asked in learnt or of_registration:
        return
    wanted = topic.askable if topic else (talk.asked,)
    heard = hear(
        turn.utterance,
        wanted,
        talk.asked,
        begun=person.begun.get(talk.asked, ""),
        known=person.facts,
    )
    of_strangers = {fact.value for fact in news.situation.other if fact.name in DATED}
    known = {n: v for n, v in heard.given.items() if n == talk.asked or n not in person.facts}
    if given := {n: v for n, v in known.items() if v not in of_strangers}:
        person.learn(given)
        news.is_new = True
        news.learnt.setdefault(person.key, []).extend(given)
        if person not in news.people:
            news.people.append(person)
    elif heard.problem is not None:
        news.problem = (person, talk.asked, heard)


def named_people(news: News) -> list[Person]:
    """Those whom the message names; not somebody whom nobody has named."""
    return [person for person in news.people if person.key != UNNAMED]
