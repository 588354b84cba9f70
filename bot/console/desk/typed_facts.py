"""Facts as an operator types them: read as residents' words are, refused in the same sentences."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from pydantic import AfterValidator, StringConstraints

from bot.content import current_words, say
from bot.dialogue import facts as fact_table
from bot.dialogue.eras import eras_meant
from bot.dialogue.facts import BY_NAME, CIRCUMSTANCE, CIRCUMSTANCES, DATED, NONE
from bot.dialogue.hearing import Utterance, hear, picked_circumstance
from bot.dialogue.topics.banks import find_bank
from bot.text import clean, format_date, format_month, mask_numbers

BANK = "bank"
LONGEST = 200  # nobody says one date in more characters

# What may be sent back for a fact without typing, and the label for it in the section `label`.
_CHOICES: dict[str, dict[str, str]] = {
    **{row.name: dict(row.choices) for row in fact_table.FACTS if row.choices and not row.is_day},
    CIRCUMSTANCE: {**{name: name for name in CIRCUMSTANCES}, NONE: "none"},
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
    return {value: say("label", key) for value, key in _CHOICES.get(fact, {}).items()}


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
