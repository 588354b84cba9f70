"""Facts as an operator types them: read as residents' words are, refused in the same sentences."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from pydantic import AfterValidator, StringConstraints

from bot.content import branches, current_words, say
from bot.dialogue import facts as fact_table
from bot.dialogue.eras import eras_meant
from bot.dialogue.facts import BY_NAME, CIRCUMSTANCE, CIRCUMSTANCES, DATED, NONE
from bot.dialogue.hearing import Utterance, hear, picked_circumstance
from bot.dialogue.topics.banks import find_bank
from bot.dialogue.which_list import LISTS
from bot.text import clean, format_date, format_month, mask_numbers, mentions, normalise

BANK = "bank"
APPLICATION = "application"  # which of the three, where a script tells of all
LONGEST = 200  # nobody says one date in more characters

# What may be sent back for a fact without typing, and the label for it in the section `label`.
_CHOICES: dict[str, dict[str, str]] = {
    **{row.name: dict(row.choices) for row in fact_table.FACTS if row.choices and not row.is_day},
    CIRCUMSTANCE: {**{name: name for name in CIRCUMSTANCES}, NONE: "none"},
    APPLICATION: {name: name for name in branches.CHOICES[APPLICATION]},
}
_APPLICATIONS = {
    "apply_certificate_docs": "apply",
    "cancel_registration_docs": "cancel",
    "limit_certificate_docs": "limit",
}
FACTS = frozenset({*DATED, *_CHOICES, BANK})  # what may be typed


def _known(name: str) -> str:
    if name not in FACTS:
        raise ValueError("no fact that can be told")
    return name


FactName = Annotated[str, AfterValidator(_known)]
Typed = Annotated[str, StringConstraints(max_length=5000)]


@dataclass(frozen=True, slots=True)
class EraChoice:
    """An era that can be meant: its name, the words with it, and that date for people.

    Where more than the era is missing, `said` is the words as they are.
    """

    name: str
    words: str
    said: str


@dataclass(frozen=True, slots=True)
class TypedFact:
    """One fact as it was typed.

    `value`  as the actions keep it; None where it could not be read
    `said`  the same for people, so that a slip of the finger or the ear is seen
    `problem`  what is wrong with it
    `eras`  where only the era is missing: each one that can be meant
    """

    fact: str
    value: str | None = None
    said: str | None = None
    problem: str | None = None
    eras: tuple[EraChoice, ...] = ()


def choices(fact: str) -> dict[str, str]:
    """Values that answer `fact` without typing, each with its label."""
    if fact in CIRCUMSTANCES:
        return {NONE: say("desk", "does_not_apply")}
    row = BY_NAME.get(fact)
    if row is not None and row.is_day and row.choices:  # 今日 is a day in words
        return {say("label", key): say("label", key) for _, key in row.choices}
    offered = _CHOICES.get(fact, {}).items()
    if fact == APPLICATION:
        return {value: branches.choice_label(say, fact, value) for value, _ in offered}
    return {value: say("label", key) for value, key in offered}


def choice_in(fact: str, said: str) -> str | None:
    """The one choice of `fact` that is named in what was `said`, however long that is."""
    if fact == APPLICATION:
        words = normalise(said)
        named = [
            _APPLICATIONS[name] for name, of in LISTS if name in _APPLICATIONS and of.search(words)
        ]
        return named[0] if len(named) == 1 else None
    return {"document": mentions.document, "method": mentions.method}[fact](said)


def label_of(fact: str) -> str:
    """The fact's name, as it stands before its value."""
    return say("desk", "application_label") if fact == APPLICATION else say("fact", fact)


def read_typed(fact: str, text: str, now: datetime) -> TypedFact:
    """What `text` says of `fact`."""
    if len(text) > LONGEST:
        return TypedFact(fact, problem=say("desk", "too_long"))
    words = mask_numbers(clean(text))
    said = Utterance(words, now.date(), current_words().edition)
    if fact == BANK:
        found = find_bank(words, said.edition)
        return TypedFact(fact, words, found[0]) if found else _problem(fact, "no_bank")
    if fact in DATED:
        return _read_date(fact, said, now)
    value = words if words in _CHOICES[fact] else _read_choice(fact, said)
    if value is None:
        return _problem(fact, "choose")
    return TypedFact(fact, value, choices(fact)[value])


def _read_choice(fact: str, said: Utterance) -> str | None:
    if fact == CIRCUMSTANCE:
        return picked_circumstance(said)
    if fact == APPLICATION:  # residents are asked by other words: bot/dialogue/which_list.py
        return None
    return hear(said, (fact,), fact).given.get(fact)


def _read_date(fact: str, said: Utterance, now: datetime) -> TypedFact:
    if fact in CIRCUMSTANCES and said.text == NONE:
        return TypedFact(fact, NONE, say("desk", "does_not_apply"))
    heard = hear(said, (fact,), fact)
    value = heard.given.get(fact)
    if value == NONE:
        return TypedFact(fact, NONE, say("desk", "does_not_apply"))
    if value is not None:
        day = date.fromisoformat(value)
        return TypedFact(
            fact, value, format_month(day) if BY_NAME[fact].by_month else format_date(day)
        )
    problem = heard.problem or "no_date"
    eras = _eras(fact, heard.words, now) if problem == "era_missing" else ()
    return TypedFact(fact, problem=say("problem", problem, said=heard.words), eras=eras)


def _eras(fact: str, words: str, now: datetime) -> tuple[EraChoice, ...]:
    """昭和30年7月15日 and 平成30年7月15日 for 30.7.15."""
    found = []
    for start in eras_meant(fact, words, now.date()):
        whole = f"{start}{words}"
        name = say("desk", "western") if start.startswith("西暦") else start
        found.append(EraChoice(name, whole, read_typed(fact, whole, now).said or whole))
    return tuple(found)


def _problem(fact: str, key: str) -> TypedFact:
    return TypedFact(fact, problem=say("desk", key))
