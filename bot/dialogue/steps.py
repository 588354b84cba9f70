"""The form engine: what to ask next about one matter of one person, or what to tell.

Pure: the same function answers residents and the operators' calculator.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache

from bot.dialogue.facts import CIRCUMSTANCES, DATED, IN_HAND, RARE, typed
from bot.dialogue.topics.expiry import NOT_ASKED_OF_STUDENTS
from bot.dialogue.topics.topic import Topic
from bot.errors import ImpossibleFacts
from bot.rules import SETTLED_FIRST, Document, Edition, Facts, Question, Result, answer, missing
from bot.rules.calendar import birthday_of
from bot.rules.edition import Circumstance

# Facts without which a result may still be told, with the condition that it is under.
_CONDITIONS = ("birthday", *CIRCUMSTANCES)


# Who holds a certificate carries it, whatever the card: no card is told of.
_BY_PAPER = {
    "notice": {"has_card": "yes", "registered": "yes"},
    "certificate": {"document": "certificate", "registered": "no"},
}


@dataclass(frozen=True, slots=True)
class Found:
    """A result. `unknown`: facts that could still change it, to be told as its condition.

    `early`: told before rare circumstances are asked for; for most people it stays as it is.
    """

    facts: Facts
    result: Result
    unknown: tuple[str, ...] = ()
    early: bool = False


@dataclass(frozen=True, slots=True)
class Ask:
    """These facts could change the result, in the order to ask; never empty.

    `so_far`: what may be told before.
    """

    names: tuple[str, ...]
    so_far: Found | None = None


@dataclass(frozen=True, slots=True)
class Tell:
    """Nothing more is asked. Without `found` only the general answer is right.

    `anew`: a fact to be asked for again although it is known, after the result was told.
    """

    found: Found | None
    anew: str | None = None


def next_step(
    topic: Topic,
    known: Mapping[str, str],
    skipped: Collection[str],
    edition: Edition,
    now: datetime,
) -> Ask | Tell:
    """What comes next for one person, of whom `known` is known and `skipped` is not to be asked.

    What is known outweighs what the question supposes.
    """
    facts = typed({**topic.supposed, **_of_matter(topic, known)}, now)
    if _is_over_and_vain(topic, facts, edition):
        facts, skipped = replace(facts, burden_change=None), {*skipped, "burden_change"}
    lacking = _missing(topic, facts, edition)
    if _has_moved(known):
        lacking = tuple(name for name in lacking if name != "graduation")  # whenever that is
    decided = _decided_by_told(topic, facts, lacking, edition)
    if (first := _settled_first(topic, facts, lacking, edition)) is not None:
        if _has_moved(known):
            return Tell(first)
        lacking = tuple(name for name in lacking if name != "document")  # of both alike
        decided = first
    may_tell = decided is not None or _may_tell(topic, known, lacking)
    still_open = _still_open(topic, known, facts, skipped, lacking, may_tell=may_tell)
    early = may_tell and not set(still_open) - (set(RARE) - set(topic.named))
    if decided is not None and still_open and ("birthday" in still_open or first):
        if topic.final(decided.result, facts):
            return Tell(replace(decided, unknown=(), early=False))
        return Ask(still_open, decided)
    if still_open and not early:
        return Ask(still_open)
    result = decided.result if decided is not None else _result(topic, facts, edition)
    if still_open and not (result is not None and topic.final(result, facts)):
        is_date = topic.question is Question.EXPIRY  # where 要確認 means that there is none
        if result is None or (result.confirm and is_date):
            return Ask(still_open)
        vain = tuple(n for n in lacking if n in _CONDITIONS and n in skipped)
        return Ask(still_open, Found(facts, result, vain, early=True))
    unknown = tuple(name for name in lacking if name in _CONDITIONS)
    if result is None or not (may_tell or _may_tell(topic, known, unknown)):
        return Tell(None)
    if topic.final(result, facts):
        unknown = ()  # nothing can make a date that has passed valid again
    return Tell(Found(facts, result, unknown), topic.anew(result))


def _is_over_and_vain(topic: Topic, facts: Facts, edition: Edition) -> bool:
    """去年の10月に2割になった, of who turns 75: until then at most, whatever the share was."""
    change = facts.burden_change
    if topic.question is not Question.EXPIRY or not isinstance(change, date):
        return False
    if change >= edition.documents.starts or facts.birthday is None:
        return False
    result = _result(topic, replace(facts, burden_change=None), edition)
    return result is not None and not result.confirm and result.decided_by.rule == "age75"


def _of_matter(topic: Topic, known: Mapping[str, str]) -> dict[str, str]:
    """The facts for the rules: the paper that has come to somebody tells of the card as well."""
    if topic.question is not Question.CARRY:
        return {**known}
    by_paper = _BY_PAPER.get(known.get(IN_HAND, ""), {})
    return {name: value for name, value in known.items() if name != "document"} | by_paper


def _result(topic: Topic, facts: Facts, edition: Edition) -> Result | None:
    try:
        return answer(topic.question, facts, edition)
    except ImpossibleFacts:
        return None


def _missing(topic: Topic, facts: Facts, edition: Edition) -> tuple[str, ...]:
    facts = replace(facts, at=None)  # no question of a topic depends on the minute
    if any(getattr(facts, name) is not None for name in DATED):
        # What is reckoned from somebody's dates is not kept.
        return missing(topic.question, facts, edition, topic.named)
    return _impersonal(topic.question, facts, edition, topic.named)


_impersonal = lru_cache(maxsize=256)(missing)  # slow where little is known, and about nobody


def _still_open(
    topic: Topic,
    known: Mapping[str, str],
    facts: Facts,
    skipped: Collection[str],
    lacking: tuple[str, ...],
    *,
    may_tell: bool,
) -> tuple[str, ...]:
    """Facts that could change the result and that may still be asked for.

    None once a fact is skipped without which there is no result: then more questions are vain.
    """
    needed = {n for n in lacking if n in skipped and n not in RARE}
    if needed and not (needed == {"birthday"} and may_tell):
        return ()
    is_student = topic.question is Question.EXPIRY and isinstance(facts.graduation, date)
    not_asked = NOT_ASKED_OF_STUDENTS if is_student else topic.not_asked
    of_moved = ("birthday",) if _has_moved(known) else ()  # of 69 and more: as a condition
    return tuple(n for n in lacking if n not in {*skipped, *not_asked, *of_moved})


def _has_moved(known: Mapping[str, str]) -> bool:
    """A マル学 whose graduation moved has to apply, whenever that is and whatever the age."""
    return known.get("graduation_moved") == "yes"


def _decided_by_told(
    topic: Topic, facts: Facts, lacking: Collection[str], edition: Edition
) -> Found | None:
    """The day that a told circumstance decides, or a stay that ends too late to matter, while the
    birthday is unknown, which may still make it earlier: 在留期限が3月15日です.

    Whose 負担割合 changes counts as one of 70 and over.
    """
    if topic.question is not Question.EXPIRY or "birthday" not in lacking:
        return None
    supposed = facts
    if isinstance(facts.burden_change, date):
        born = birthday_of(edition.expiry.senior_age, edition.documents.starts)
        supposed = replace(facts, birthday=born)
    result = _result(topic, supposed, edition)
    by_circumstance = {
        e.rule for e in edition.expiry.exceptions if e.turns_on is not Circumstance.BIRTHDAY
    }
    if result is None or result.confirm or not isinstance(result.value, date):
        return None
    told_in_vain = isinstance(facts.residence_until, date) and result.decided_by.rule == "base"
    if result.decided_by.rule not in by_circumstance and not told_in_vain:
        return None
    return Found(facts, result, ("birthday",), early=True)


def _settled_first(
    topic: Topic, facts: Facts, lacking: Collection[str], edition: Edition
) -> Found | None:
    """What somebody has to settle before any next paper, whichever paper it is and at what age:
    妻は在留期限が4月30日、息子は卒業が延びました."""
    if topic.question is not Question.AUTO_RENEWAL:
        return None
    supposed = replace(facts, document=facts.document or Document.CERTIFICATE)
    result = _result(topic, supposed, edition)
    if result is None or result.value not in SETTLED_FIRST:
        return None
    moved = facts.graduation_moved is True
    return Found(supposed, result, ("birthday",) if "birthday" in lacking and not moved else ())


def _may_tell(topic: Topic, known: Mapping[str, str], unknown: tuple[str, ...]) -> bool:
    """Is a result right if its condition is told with it? Not for somebody of unknown age,
    unless they told the circumstance that the matter is about."""
    named = any(name in known for name in topic.named)
    return "birthday" not in unknown or named or _has_moved(known)
