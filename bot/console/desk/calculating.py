"""The calculator of the desk: facts as typed in, the next question and the result out.

Nothing is kept between two calculations. Which question comes next, what may be told and in which
sentences is decided by the actions that talk with residents: the same answer at every door.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from functools import lru_cache

from pydantic import BaseModel

from bot.console.desk.caller_questions import (
    CallerQuestion,
    question_about,
    question_about_circumstances,
    question_again,
)
from bot.console.desk.outcomes import Outcome, outcome_of, outcome_of_bank
from bot.console.desk.typed_facts import BANK, Typed, read_typed
from bot.content import find_answer, say
from bot.dialogue.facts import CIRCUMSTANCE, CIRCUMSTANCES, DATED, NONE, RARE
from bot.dialogue.personal import PersonalAction, Told
from bot.dialogue.talk import Talk
from bot.dialogue.topics.banks import find_bank
from bot.dialogue.topics.debit import DebitBanks, DebitStart
from bot.dialogue.topics.documents import AutoRenewal, NotArrived, WhatToBring, WhyCertificate
from bot.dialogue.topics.ecert import EcertGrace
from bot.dialogue.topics.expiry import (
    CertificateExpiry,
    ExpiryAge70,
    ExpiryAge75,
    ExpiryBurdenChange,
    ExpiryResidence,
    ExpiryStudent,
    NoticeExpiry,
)
from bot.dialogue.turn import Turn
from bot.rules.questions import SPECS

_BANKS = DebitBanks()
_PERSONAL: dict[str, PersonalAction] = {
    matter.id: matter
    for matter in (
        CertificateExpiry(),
        NoticeExpiry(),
        ExpiryAge70(),
        ExpiryAge75(),
        ExpiryBurdenChange(),
        ExpiryResidence(),
        ExpiryStudent(),
        AutoRenewal(),
        WhatToBring(),
        WhyCertificate(),
        NotArrived(),
        EcertGrace(),
        DebitStart(),
    )
}
# The ids that can be worked out, in the order to choose from.
MATTERS = (*_PERSONAL, _BANKS.id)


class FactRead(BaseModel):
    """One fact that was given: what was understood, or what is wrong with it."""

    fact: str
    label: str
    said: str | None
    problem: str | None


class Calculation(BaseModel):
    """Where a calculation stands. Neither question nor result: the general answer is right."""

    matter: str
    title: str
    facts: list[FactRead]
    question: CallerQuestion | None
    result: Outcome | None


def calculate(
    matter: str, given: Mapping[str, str], skipped: Collection[str], now: datetime
) -> Calculation:
    """Works out `matter`, one of MATTERS (KeyError for another).

    `given` are texts as typed, by the names of facts; facts without a part in the matter are left
    out. `skipped` are facts that the caller cannot or does not want to tell.
    """
    if matter == _BANKS.id:
        return _calculate_bank(given, skipped, now)
    action = _PERSONAL[matter]
    typed = _read(given, _facts_of(action), now)
    turn = _turn(action, typed, skipped, now)
    told = action.told(turn)
    return _calculation(
        matter,
        typed,
        _next_question(action, turn, told, typed, skipped),
        outcome_of(action, told) if told is not None else None,
    )


def _facts_of(action: PersonalAction) -> tuple[str, ...]:
    """What may be told about the matter; what the question itself tells is not asked or heard."""
    askable = [name for name in SPECS[action.question].askable if name not in action.supposed]
    return (*askable, CIRCUMSTANCE) if set(askable) & set(CIRCUMSTANCES) else tuple(askable)


def _read(given: Mapping[str, str], facts: Collection[str], now: datetime) -> dict[str, Typed]:
    return {
        name: read_typed(name, text, now)
        for name, text in given.items()
        if name in facts and text.strip()
    }


def _turn(
    action: PersonalAction, typed: Mapping[str, Typed], skipped: Collection[str], now: datetime
) -> Turn:
    """The turn at which a talk with a resident would be who has told as much."""
    known = {n: t.value for n, t in typed.items() if t.value is not None and n != CIRCUMSTANCE}
    if _picked(typed) == NONE:
        askable = set(_facts_of(action)) - set(typed)
        known.update({name: NONE for name in CIRCUMSTANCES if name in askable})
    talk = Talk(topic=action.id, facts=known, skipped=_not_asked(action, skipped, known))
    # What is reckoned from dates is not kept; what is reckoned from none is about nobody.
    memo = {} if known.keys() & DATED.keys() else _impersonal_memo(now.date())
    return Turn("", "inform", (), None, talk, now, memo)


@lru_cache(maxsize=1)
def _impersonal_memo(today: date) -> dict[object, tuple[str, ...]]:
    """What was reckoned on `today` from facts that are no dates."""
    return {}


def _picked(typed: Mapping[str, Typed]) -> str | None:
    return typed[CIRCUMSTANCE].value if CIRCUMSTANCE in typed else None


def _not_asked(
    action: PersonalAction, skipped: Collection[str], known: Mapping[str, str]
) -> list[str]:
    """Facts that are not asked for.

    Who cannot tell the very fact that the matter is about is asked for nothing else either.
    """
    names = [name for s in skipped for name in (RARE if s == CIRCUMSTANCE else (s,))]
    if any(name in action.named and name not in known for name in names):
        names += _facts_of(action)
    return [name for name in dict.fromkeys(names) if name not in known]


def _next_question(
    action: PersonalAction,
    turn: Turn,
    told: Told | None,
    typed: Mapping[str, Typed],
    skipped: Collection[str],
) -> CallerQuestion | None:
    open_now = action.to_ask(turn)
    if not open_now:
        anew = action.to_ask_anew(told.result) if told is not None else None
        return question_about(anew) if anew and anew not in skipped else None
    for name in open_now:
        if name in typed:  # and yet open: it could not be read
            return question_again(typed[name])
    if (picked := _picked(typed)) in open_now and picked is not None:
        return question_about(picked)
    if open_now[0] in CIRCUMSTANCES and open_now[0] not in action.named:
        rare = [name for name in open_now if name in CIRCUMSTANCES]
        more = any(name in turn.talk.facts for name in CIRCUMSTANCES)
        return question_about_circumstances(rare, more=more)
    return question_about(open_now[0])


def _calculate_bank(
    given: Mapping[str, str], skipped: Collection[str], now: datetime
) -> Calculation:
    typed = _read(given, (BANK,), now)
    words = (typed[BANK].value if BANK in typed else None) or ""
    found = find_bank(words)
    if found is None:
        question = None if BANK in skipped else question_about(BANK)
        return _calculation(_BANKS.id, typed, question, None)
    card = _BANKS.aside(Turn(words, "inform", (), None, Talk(), now))[0]
    return _calculation(_BANKS.id, typed, None, outcome_of_bank(card, listed=found[1]))


def _calculation(
    matter: str,
    typed: Mapping[str, Typed],
    question: CallerQuestion | None,
    result: Outcome | None,
) -> Calculation:
    facts = [
        FactRead(fact=t.fact, label=say("fact", t.fact), said=t.said, problem=t.problem)
        for t in typed.values()
    ]
    title = find_answer(matter).title
    return Calculation(matter=matter, title=title, facts=facts, question=question, result=result)
