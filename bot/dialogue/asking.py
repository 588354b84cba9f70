"""Asks for one fact: the question in words, and its usual answers as buttons."""

from __future__ import annotations

from collections.abc import Sequence

from bot.content import say
from bot.dialogue.eras import eras_meant
from bot.dialogue.facts import CIRCUMSTANCE, CIRCUMSTANCES
from bot.dialogue.turn import Turn, command_button, fact_button
from bot.messages import Button, Message
from bot.text import mentions

# Something was said of the date, only not all: no misunderstanding.
PARTIAL = ("era_missing", "year_missing", "month_missing", "day_missing")

_DONT_KNOW = ("dont_know", "dont_know")
_DECLINE = ("decline", "decline")


def whose(turn: Turn) -> str:
    """調べたい方の, あなたの, お母さまの: never assumes that the resident asks for themselves."""
    person = turn.talk.person
    if person is None:
        return say("whose", "nobody")
    return say("whose", "self") if person == mentions.SELF else say("whose", "other", person=person)


def who(turn: Turn) -> str:
    """The same before a result; nothing where nobody was named."""
    person = turn.talk.person
    if person is None:
        return ""
    return say("who", "self") if person == mentions.SELF else say("who", "other", person=person)


def ask(turn: Turn, missing: Sequence[str], named: Sequence[str], before: str = "") -> Message:
    """Asks for the first of `missing`, and notes that it was asked.

    `named` are circumstances that the caller brought up: those are asked for by their date.
    """
    name = missing[0]
    if name in CIRCUMSTANCES and name not in named:
        return _ask_circumstances(turn, [m for m in missing if m in CIRCUMSTANCES], before)
    turn.talk.asked = name
    return _card(turn, say("ask", key_of(turn, name), whose=whose(turn)), _buttons(name), before)


def key_of(turn: Turn, name: str) -> str:
    """The phrase for a fact: why a birthday is asked for differs for what has not arrived."""
    return f"{name}_posting" if (name, turn.talk.topic) == ("birthday", "not_arrived") else name


def _ask_circumstances(turn: Turn, names: Sequence[str], before: str) -> Message:
    more = any(name in turn.talk.facts for name in CIRCUMSTANCES)
    turn.talk.asked = CIRCUMSTANCE
    buttons = [fact_button(name, CIRCUMSTANCE, name) for name in names]
    buttons.append(fact_button("none_more" if more else "none", CIRCUMSTANCE, "none"))
    buttons.append(command_button(*_DONT_KNOW))
    text = say("ask", "circumstances_more" if more else CIRCUMSTANCE)
    return _card(turn, text, tuple(buttons), before)


def no_answer_buttons() -> tuple[Button, ...]:
    """わからない, 言いたくない."""
    return (command_button(*_DONT_KNOW), command_button(*_DECLINE))


def _buttons(name: str) -> tuple[Button, ...]:
    dont_know = command_button(*_DONT_KNOW)
    match name:
        case "document":
            papers = [fact_button(paper, name, paper) for paper in ("notice", "certificate")]
            return (*papers, dont_know)
        case "method":
            return tuple(fact_button(way, name, way) for way in ("bank", "web", "ward"))
        case "has_card":
            return (fact_button("has_card", name, "yes"), fact_button("no_card", name, "no"))
        case "registered":
            yes = fact_button("registered", name, "yes")
            return (yes, fact_button("not_registered", name, "no"), dont_know)
        case "graduation_moved":
            return (fact_button("yes", name, "yes"), fact_button("no", name, "no"), dont_know)
        case "applied_on":
            return (fact_button("today", name, "today"), dont_know)
        case _:
            return no_answer_buttons()


def ask_again(turn: Turn, problem: str, words: str) -> Message:
    """Says what is wrong with the date that was given, and what exactly is missing."""
    buttons = _buttons(turn.talk.asked or "")
    if problem == "era_missing":
        turn.talk.partial = words
        buttons = (*_era_buttons(turn, words), *buttons)
    elif problem in PARTIAL:
        turn.talk.partial = words
    else:
        turn.talk.partial = None
    return _card(turn, say("problem", problem, said=words), buttons, "")


def _era_buttons(turn: Turn, words: str) -> tuple[Button, ...]:
    """昭和30.7.15, 平成30.7.15 …: each era in which such a day can be meant."""
    return tuple(
        Button(f"{era}{words}"[:20], fact_button("today", "era", era).payload)
        for era in eras_meant(turn.talk.asked or "birthday", words, turn.today)
    )


def _card(turn: Turn, text: str, buttons: tuple[Button, ...], before: str) -> Message:
    text = f"{before}\n\n{text}" if before else text
    return Message.said(text, "question", turn.talk.topic, buttons, asks=turn.talk.asked)
