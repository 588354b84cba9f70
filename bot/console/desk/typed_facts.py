"""Facts as an operator types them: read as residents' words are, refused in the same sentences."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from bot.content import say
from bot.dialogue.eras import eras_meant
from bot.dialogue.facts import CIRCUMSTANCE, CIRCUMSTANCES, DATED, NONE
from bot.dialogue.hearing import hear
from bot.dialogue.replies import picked
from bot.dialogue.talk import Talk
from bot.dialogue.topics.banks import find_bank
from bot.dialogue.turn import Turn
from bot.text import clean, format_date, format_month, mask_numbers

BANK = "bank"
LONGEST = 200  # nobody says one date in more characters

# What may be sent back for a fact without typing, and the label for it in the section `label`.
_CHOICES: dict[str, dict[str, str]] = {
    "document": {"notice": "notice", "certificate": "certificate"},
    "method": {"bank": "bank", "web": "web", "ward": "ward"},
    "has_card": {"yes": "has_card", "no": "no_card"},
    "registered": {"yes": "registered", "no": "not_registered"},
    "graduation_moved": {"yes": "yes", "no": "no"},
    CIRCUMSTANCE: {**{name: name for name in CIRCUMSTANCES}, NONE: "none"},
}
FACTS = frozenset({*DATED, *_CHOICES, BANK})  # what may be typed


@dataclass(frozen=True, slots=True)
class Era:
    """An era that can be meant: its name, the words with it, and that date for people.

    Where more than the era is missing, `said` is the words as they are.
    """

    name: str
    words: str
    said: str


@dataclass(frozen=True, slots=True)
class Typed:
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
    eras: tuple[Era, ...] = ()


def choices(fact: str) -> dict[str, str]:
    """Values that answer `fact` without typing, each with its label."""
    if fact in CIRCUMSTANCES:
        return {NONE: say("desk", "does_not_apply")}
    if fact == "applied_on":
        return {say("label", "today"): say("label", "today")}
    return {value: say("label", key) for value, key in _CHOICES.get(fact, {}).items()}


def read_typed(fact: str, text: str, now: datetime) -> Typed:
    """What `text` says of `fact`."""
    if len(text) > LONGEST:
        return Typed(fact, problem=say("desk", "too_long"))
    words = mask_numbers(clean(text))
    turn = Turn(words, "inform", (), None, Talk(), now)
    if fact == BANK:
        found = find_bank(words)
        return Typed(fact, words, found[0]) if found else _problem(fact, "no_bank")
    if fact in DATED:
        return _read_date(fact, words, turn)
    value = words if words in _CHOICES[fact] else _read_choice(fact, turn)
    if value is None:
        return _problem(fact, "choose")
    return Typed(fact, value, choices(fact)[value])


def _read_choice(fact: str, turn: Turn) -> str | None:
    return picked(turn) if fact == CIRCUMSTANCE else hear(turn, (fact,), fact).given.get(fact)


def _read_date(fact: str, words: str, turn: Turn) -> Typed:
    if fact in CIRCUMSTANCES and words == NONE:
        return Typed(fact, NONE, say("desk", "does_not_apply"))
    heard = hear(turn, (fact,), fact)
    value = heard.given.get(fact)
    if value == NONE:
        return Typed(fact, NONE, say("desk", "does_not_apply"))
    if value is not None:
        day = date.fromisoformat(value)
        return Typed(
            fact, value, format_month(day) if fact == "burden_change" else format_date(day)
        )
    problem = heard.problem or "no_date"
    eras = _eras(fact, heard.words, turn) if problem == "era_missing" else ()
    return Typed(fact, problem=say("problem", problem, said=heard.words), eras=eras)


def _eras(fact: str, words: str, turn: Turn) -> tuple[Era, ...]:
    """昭和30年7月15日 and 平成30年7月15日 for 30.7.15."""
    found = []
    for start in eras_meant(fact, words, turn.today):
        whole = f"{start}{words}"
        name = say("desk", "western") if start.startswith("西暦") else start
        found.append(Era(name, whole, read_typed(fact, whole, turn.now).said or whole))
    return tuple(found)


def _problem(fact: str, key: str) -> Typed:
    return Typed(fact, problem=say("desk", key))
