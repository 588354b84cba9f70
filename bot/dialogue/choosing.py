"""Choices: a pressed button, or the same typed as a number, its title, ○ or ×."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.dialogue.asking import OWNER, ask, ask_again, ask_who
from bot.dialogue.buttons import read_payload
from bot.dialogue.choices import is_bare_number, picked_number
from bot.dialogue.facts import BY_NAME, CIRCUMSTANCE, CIRCUMSTANCES, DATED, NONE, TODAY
from bot.dialogue.hearing import Heard, take_date
from bot.dialogue.reading import UNNAMED
from bot.dialogue.speaking import answer_card, ask_back
from bot.dialogue.talk import EVERYBODY, Person
from bot.dialogue.topics import Topic, find_topic
from bot.dialogue.turn import Turn
from bot.dialogue.unsure import ask_for_words
from bot.dialogue.working import ask_open, outcomes_of, proceed
from bot.messages import Message
from bot.text import normalise, read_date

ERA = "era"
_MARKS = {"×": False, "✕": False, "✖": False, "☓": False, "❌": False, "x": False}
_MARKS |= {"○": True, "◯": True, "〇": True, "⭕": True, "👌": True}
_UNITS = "年月日"
_DAYS = 31
_ERAS = ("明治", "大正", "昭和", "平成", "令和")


def typed_choice(turn: Turn) -> Turn | None:
    """The turn in which the button would have been pressed that was typed; None for other words."""
    payload = _typed_payload(turn)
    if payload is None:
        return None
    intent, pressed = read_payload(payload)
    return replace(
        turn,
        text="",
        intent=intent,
        ranking=((intent, 1.0),),
        pressed=pressed,
        sentences=(),
        syntax=None,
    )


def _typed_payload(turn: Turn) -> str | None:
    shown, words = turn.talk.shown, normalise(turn.text)
    for title, payload in shown:
        if words == normalise(title):
            return payload
    if (marked := _MARKS.get(turn.text.strip())) is not None:
        return _by_mark(turn, agrees=marked)
    if turn.talk.asked in DATED and not _offers_era(turn):
        return None
    number = picked_number(turn.text, len(shown))
    return shown[number - 1][1] if number is not None else None


def _by_mark(turn: Turn, *, agrees: bool) -> str | None:
    wanted = ("=yes",) if agrees else ("=no", f"={NONE}", "/deny", "/dont_know")
    for ending in wanted:
        for _, payload in turn.talk.shown:
            if ending in payload:
                return payload
    return None


def _offers_era(turn: Turn) -> bool:
    return any(f'"{ERA}=' in payload for _, payload in turn.talk.shown)


def number_turn(turn: Turn) -> Turn | None:
    """昭和31年3月 / 2: the turn with 2日, where a bare number completes the day that was begun.

    19560301 is a whole day by itself.
    """
    talk = turn.talk
    if talk.asked not in DATED or not is_bare_number(turn.text):
        return None
    if read_date(turn.text, turn.today, DATED[talk.asked]).date is not None:
        return replace(turn, intent="inform")
    person = talk.person(talk.asked_of or UNNAMED)
    begun = person.begun.get(talk.asked, "")
    if not begun and (whole := _whole_part(talk.asked, turn)):
        return replace(turn, text=whole, intent="inform")
    number = normalise(turn.text).rstrip("ですだよね。、!")
    if begun in _ERAS:
        return replace(turn, text=f"{begun}{number}年", intent="inform")
    for unit in _UNITS:
        said = f"{number}{unit}"
        if begun and unit not in begun:
            return replace(turn, text=said, intent="inform")
    return None


def _whole_part(asked: str, turn: Turn) -> str:
    """1956, where a day is asked for, is a year; 25, where the day of applying is, a day."""
    number = normalise(turn.text).rstrip("ですだよね。、!")
    if re.fullmatch(r"(?:19|20)\d\d", number):
        return f"{number}年"
    of_month = asked == "applied_on" and number.isdecimal() and 1 <= int(number) <= _DAYS
    return f"{number}日" if of_month else ""


def lone_number(turn: Turn) -> list[Message]:
    """A number that picks nothing: the open question again, or what is meant by it."""
    talk, words = turn.talk, turn.words
    if talk.asked is not None:
        return [ask_open(turn, words.say("talk", "unread"))]
    meant = [read_payload(payload)[0] for _, payload in talk.shown]
    matters = [
        name for name in meant if name in words.book.answers and name not in ("deny", "whose")
    ]
    if matters:
        return [ask_back(turn, matters)]
    return [ask_for_words(turn)]


def press(turn: Turn) -> list[Message]:
    """A button that gives a fact was pressed."""
    assert turn.pressed is not None
    name, given = turn.pressed
    value, _, owner = given.partition("@")
    talk, topic = turn.talk, find_topic(turn.talk.topic)
    if topic is None:
        return [answer_card(turn, "inform")]
    talk.misses = 0
    people = _targets(turn, owner)
    if name == OWNER:
        return own(turn, topic, value)
    if name == ERA:
        return _complete(turn, topic, people[0], value)
    if name == CIRCUMSTANCE:
        return circumstance(turn, topic, people, value)
    if name in BY_NAME:
        value = turn.today.isoformat() if value == TODAY else value
        for person in people:
            person.learn({name: value})
    return proceed(turn, topic)


def _targets(turn: Turn, owner: str) -> list[Person]:
    talk = turn.talk
    if owner == EVERYBODY or (not owner and talk.asked_of == EVERYBODY):
        return talk.subjects
    if owner:
        return [talk.person(owner)]
    return [talk.person(talk.asked_of)] if talk.asked_of else talk.subjects[:1]


def circumstance(turn: Turn, topic: Topic, people: list[Person], value: str) -> list[Message]:
    """Which circumstance applies was said: none, or one that is now asked for by its date."""
    if value == NONE:
        for outcome in outcomes_of(turn, topic):
            if outcome.person in people:
                still = {n: NONE for n in outcome.open if n in CIRCUMSTANCES}
                outcome.person.learn(still)
                outcome.person.named = [
                    n for n in outcome.person.named if n in outcome.person.skipped
                ]
        return proceed(turn, topic)
    if len(people) == 1:
        if (day := people[0].heard_day(value)) is not None:
            people[0].learn({value: day})
            return proceed(turn, topic)
        if value not in people[0].named:
            people[0].named.append(value)
        return [ask(turn, people, (value,), (value,))]
    return [ask_who(turn, people, value)]


def own(turn: Turn, topic: Topic, key: str) -> list[Message]:
    """The fact that nobody owned is that person's."""
    talk = turn.talk
    person, given = talk.person(key), dict(talk.unowned)
    person.learn(given)
    if key not in talk.about:
        talk.about = [k for k in talk.about if k != UNNAMED] + [key]
    return proceed(turn, topic)


def _complete(turn: Turn, topic: Topic, person: Person, era: str) -> list[Message]:
    """The era of a date that was given without one."""
    name = turn.talk.asked or ""
    heard = Heard()
    if name in DATED:
        take_date(heard, turn.utterance, name, f"{era}{person.begun.get(name, '')}")
    if name in heard.given:
        person.learn(heard.given)
        return proceed(turn, topic)
    if heard.problem is not None:
        return [ask_again(turn, person, name, heard.problem, heard.words)]
    return [ask_open(turn, "")]
