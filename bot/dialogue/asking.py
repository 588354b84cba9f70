"""Asks for one fact: the question in words, and its usual answers as buttons."""

from __future__ import annotations

from collections.abc import Sequence

from bot.dialogue.buttons import choice_button, command_button, fact_button
from bot.dialogue.eras import eras_meant
from bot.dialogue.facts import BY_NAME, CIRCUMSTANCE, CIRCUMSTANCES, DATED, NONE
from bot.dialogue.naming import label, together, whose
from bot.dialogue.reading import UNNAMED
from bot.dialogue.talk import EVERYBODY, Person
from bot.dialogue.turn import Turn
from bot.messages import JAPANESE, Button, HeardFact, Message
from bot.text import read_date
from bot.text.languages import tag_of

# Something was said of the date, only not all: no misunderstanding.
PARTIAL = ("era_missing", "year_missing", "month_missing", "day_missing")
# Problems of a date that is said back, so that a slip of the finger is seen.
_QUOTED = frozenset({"era_missing", "no_such_day", "no_such_era_year"})
OWNER = "owner"  # a button that says whose a date is


def ask(
    turn: Turn,
    people: Sequence[Person],
    missing: Sequence[str],
    named: Sequence[str],
    before: str = "",
) -> Message:
    """Asks for the first of `missing`, and notes that it was asked.

    `named` are circumstances that the caller brought up: those are asked for by their date. The
    question for all others may be put to several people at once.
    """
    name, talk = missing[0], turn.talk
    talk.asked_of = people[0].key if len(people) == 1 else EVERYBODY
    if name in CIRCUMSTANCES and name not in named:
        talk.asked = CIRCUMSTANCE
        return _ask_circumstances(turn, people, missing, before)
    talk.asked = name
    buttons = _buttons(turn, name, people[0])
    return _message(turn, _question(turn, name, people[0]), buttons, before)


def _question(turn: Turn, name: str, person: Person) -> str:
    """母の…: a question whose words name nobody is put to a named person by a name in front."""
    words, called = turn.words, label(turn.words, person)
    text = words.say("ask", key_of(turn, name), whose=whose(words, person))
    if not called or called in text:
        return text
    return words.say("ask", "of_person", person=called) + text


def key_of(turn: Turn, name: str) -> str:
    """The phrase for a fact: why a birthday is asked for differs for what has not arrived."""
    return f"{name}_posting" if (name, turn.talk.topic) == ("birthday", "not_arrived") else name


def _ask_circumstances(
    turn: Turn, people: Sequence[Person], missing: Sequence[str], before: str
) -> Message:
    words = turn.words
    names = [name for name in missing if name in CIRCUMSTANCES]
    more = any(p.facts.get(n, NONE) != NONE for p in turn.talk.subjects for n in CIRCUMSTANCES)
    owner = _owner(people)
    buttons = [fact_button(words, name, CIRCUMSTANCE, name + owner) for name in names]
    buttons.append(fact_button(words, "none_more" if more else "none", CIRCUMSTANCE, NONE + owner))
    buttons.append(command_button(words, "dont_know", "dont_know"))
    text = words.say("ask", "circumstances_more" if more else CIRCUMSTANCE)
    if people[0].key != UNNAMED:
        text = words.say("ask", "of_people", person=together(words, people)) + text
    return _message(turn, text, tuple(buttons), before)


def _owner(people: Sequence[Person]) -> str:
    """What a button's value ends with, where it is of somebody named."""
    if len(people) > 1:
        return f"@{EVERYBODY}"
    return f"@{people[0].key}" if people[0].key != UNNAMED else ""


def _buttons(turn: Turn, name: str, person: Person) -> tuple[Button, ...]:
    words, row, owner = turn.words, BY_NAME.get(name), _owner([person])
    chosen = tuple(
        fact_button(words, title, name, value + owner)
        for value, title in (row.choices if row else ())
    )
    if row is None or row.may_be_unknown:
        chosen = (*chosen, command_button(words, "dont_know", "dont_know"))
    if row is not None and row.private:
        chosen = (*chosen, command_button(words, "decline", "decline"))
    return chosen


def no_answer_buttons(turn: Turn) -> tuple[Button, ...]:
    """わからない, 言いたくない."""
    return tuple(command_button(turn.words, name, name) for name in ("dont_know", "decline"))


def ask_again(turn: Turn, person: Person, name: str, problem: str, said: str) -> Message:
    """Says what is wrong with the date that was given, and what exactly is missing."""
    buttons = _buttons(turn, name, person)
    if problem == "era_missing":
        buttons = (*_era_buttons(turn, name, said, _owner([person])), *buttons)
    if problem in PARTIAL and said:
        person.begun[name] = said
    else:
        person.begun.pop(name, None)
    turn.talk.asked, turn.talk.asked_of = name, person.key
    message = _message(turn, turn.words.say("problem", problem), buttons, "")
    if problem not in _QUOTED or not said:
        return message
    heard = turn.words.say("talk", "heard", said=turn.own_date(said))
    return message.hearing(HeardFact(name, heard))


def _era_buttons(turn: Turn, name: str, said: str, owner: str) -> tuple[Button, ...]:
    """昭和, 平成 …: each era in which such a day can be meant."""
    eras = eras_meant(name, said, turn.today)
    return tuple(
        choice_button(_era_said(turn, name, era, said), "era", f"{era}{owner}") for era in eras
    )


def _era_said(turn: Turn, name: str, era: str, said: str) -> str:
    """The era; in another language the day that it makes."""
    day = read_date(f"{era}{said}", turn.today, DATED[name]).date
    if day is None or tag_of(turn.words.language) == JAPANESE:
        return era.rstrip("19")
    return turn.words.date(day).partition(" (")[0]


def ask_who(turn: Turn, people: Sequence[Person], name: str) -> Message:
    """The circumstance `name` applies to one of several: to whom?"""
    words = turn.words
    buttons = tuple(
        choice_button(
            label(words, p) or words.say("people", "unnamed"), CIRCUMSTANCE, f"{name}@{p.key}"
        )
        for p in people
    )
    text = words.say("ask", "who", facts=words.say("label", name))
    turn.talk.asked, turn.talk.asked_of = CIRCUMSTANCE, EVERYBODY
    return _message(turn, text, (*buttons, command_button(words, "dont_know", "dont_know")), "")


def ask_whose(turn: Turn, people: Sequence[Person], said: str) -> Message:
    """Two people may be meant: whose date is it?"""
    words = turn.words
    buttons = tuple(choice_button(label(words, p), OWNER, p.key) for p in people if label(words, p))
    turn.talk.asked, turn.talk.asked_of = OWNER, None
    none = command_button(words, "none_of_these", "dont_know")
    return _message(turn, words.say("ask", OWNER, said=turn.own_date(said)), (*buttons, none), "")


def _message(turn: Turn, text: str, buttons: tuple[Button, ...], before: str) -> Message:
    text = f"{before}\n\n{text}" if before else text
    return Message.said(text, "question", turn.talk.topic, buttons, asks=turn.talk.asked)
