"""The one question to put to a caller next, as a sentence to read aloud and a way to enter it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from pydantic import BaseModel

from bot.console.desk.typed_facts import BANK, TypedFact, choices, label_of
from bot.content import say
from bot.dialogue.facts import BY_NAME, CIRCUMSTANCE, DATED, NONE

Input = Literal["date", "month", "text", "choice"]


class CallerChoice(BaseModel):
    """A button: what to send back for the fact, and its label."""

    value: str
    label: str


class CallerQuestion(BaseModel):
    """What to ask; `label` is the fact's name.

    `choices` may stand beside a field for a date: eras, 今日, 当てはまらない.
    """

    fact: str
    label: str
    ask: str
    input: Input
    choices: list[CallerChoice]


def question_about(fact: str, person: str) -> CallerQuestion:
    """Asks for one fact of `person`: お母さま, お調べする方."""
    return _question(fact, say("desk", fact, person=person), choices(fact))


def deciding_question(fact: str, ask: str) -> CallerQuestion:
    """Asks which part of a script is the caller's, in the script's own words if it has any."""
    return _question(fact, ask or say("desk", fact), choices(fact))


def question_again(typed: TypedFact, person: str) -> CallerQuestion:
    """Asks for a fact that was typed and cannot be used: its era, or all of it."""
    if not typed.eras:
        return question_about(typed.fact, person)
    ask = say(
        "desk",
        "era" if len(typed.eras) > 1 else "era_one",
        facts="、".join(era.name for era in typed.eras),
    )
    return _question(typed.fact, ask, {era.words: era.said for era in typed.eras})


def question_about_circumstances(
    names: Sequence[str], person: str, *, more: bool
) -> CallerQuestion:
    """Asks in one question for what most people have nothing to say to.

    The caller sees no buttons, so the sentence names what may apply. `more`: one did already.
    """
    ask = say(
        "desk",
        "circumstances_more" if more else CIRCUMSTANCE,
        person=person,
        facts=say("desk", "or").join(say("desk", f"has_{name}") for name in names),
    )
    usual = choices(CIRCUMSTANCE)
    offered = {name: usual[name] for name in names}
    offered[NONE] = say("label", "none_more") if more else usual[NONE]
    return _question(CIRCUMSTANCE, ask, offered)


def _question(fact: str, ask: str, offered: dict[str, str]) -> CallerQuestion:
    found = [CallerChoice(value=value, label=label) for value, label in offered.items()]
    return CallerQuestion(
        fact=fact, label=label_of(fact), ask=ask, input=_input(fact), choices=found
    )


def _input(fact: str) -> Input:
    if fact == BANK:
        return "text"
    if fact in DATED:
        return "month" if BY_NAME[fact].by_month else "date"
    return "choice"
