"""Until when: 有効期限 of both papers, and every circumstance that changes it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.dialogue.papers import next_paper_sentences
from bot.dialogue.telling import Telling
from bot.dialogue.topics.renewal import after_it, passed, renewal_of
from bot.rules import Document, Facts, Renewal, Result, later_paper
from bot.rules.calendar import birthday_at
from bot.rules.expiry import AGE70_SINCE

# The matters of 有効期限: of a paper, and of whom a circumstance may end it earlier.
EXPIRY_OF_PAPER = frozenset({"certificate_expiry", "notice_expiry"})
EXPIRY_OF_CIRCUMSTANCE = {
    "residence_until": "expiry_residence",
    "graduation": "expiry_student",
    "burden_change": "expiry_burden_change",
}

NOT_ASKED_OF_STUDENTS = ("birthday", "burden_change")  # those of 69 are told the condition

# What may have been renewed or changed since it was over, by the rule that found it over.
_RENEWABLE = {"residence": "residence_until", "student": "graduation", "burden": "burden_change"}
# Rules that give the edition's own last day; any other one is an exception to them.
_ORDINARY = frozenset({"base", "age70plus", "age70_unreached"})
_SETTLED_FIRST = frozenset({"residence", "student"})  # 問2 names what these have to do


def explain_expiry(telling: Telling) -> list[str]:
    """The paper in force; then the next one's day, while both lie on the table."""
    return [*_explain(telling), *next_paper_sentences(telling.words, telling.facts)]


def _explain(telling: Telling) -> list[str]:
    """The date or its absence, the rule that decided, and what comes after the date."""
    words, result = telling.words, telling.result
    if isinstance(result.value, date):
        return _dated(telling, result.value)
    if result.confirm:
        rule = result.decided_by.rule
        key = rule if rule == AGE70_SINCE else f"{rule}_over"
        return [words.say("result", "no_date", who=telling.who), words.say("rule", key)]
    sentences = [
        words.say("result", "no_expiry", who=telling.who),
        words.say("rule", "base_notice"),
        *_of_the_share(telling),
    ]
    if "age70_unreached" in telling.rules:
        month = words.month(telling.edition.documents.ends)
        sentences.append(words.say("rule", "age70_unreached", month=month))
    return sentences


def asked_anew(result: Result) -> str | None:
    """A stay, a graduation or a change of the share that was over before the start."""
    return _RENEWABLE.get(result.decided_by.rule) if result.confirm else None


def is_final(result: Result, facts: Facts) -> bool:
    """A date that has passed cannot become one that has not, nor one since 70 one that we know."""
    if result.decided_by.rule == AGE70_SINCE:
        return True
    return isinstance(result.value, date) and facts.today is not None and result.value < facts.today


def tells_of_next(telling: Telling) -> bool:
    """Is something of 問2 told beside the date? It has no word on the insurance from 75 on."""
    result = telling.result
    if not isinstance(result.value, date) or renewal_of(telling) is Renewal.OTHER_INSURANCE:
        return False
    return bool(telling.rules & _SETTLED_FIRST) or is_final(result, telling.facts)


def _dated(telling: Telling, day: date) -> list[str]:
    words, facts, who = telling.words, telling.facts, telling.who
    over = day < telling.today
    document = words.say("document", facts.document.value) if facts.document else ""
    said = {"who": who, "whose": who or words.say("whose", "paper"), "document": document}
    key = "dated" if facts.document else "dated_both"
    sentences = (
        passed(telling, day) if over else [words.say("result", key, date=words.date(day), **said)]
    )
    sentences += [words.say("rule", _reason(telling)), *_of_the_share(telling)]
    met = telling.result.met
    exceptions = [m for m in met if m.rule not in _ORDINARY and isinstance(m.value, date)]
    if len(exceptions) > 1:
        sentences.append(words.say("result", "several"))
    later = _later_paper(telling, day) if over else []
    return [*sentences, *later, *after_it(telling, over=over)]


def _of_the_share(telling: Telling) -> list[str]:
    """A change of 窓口負担割合 that was told: whose paper it does not end, and why not this one."""
    change, born, edition = telling.facts.burden_change, telling.facts.birthday, telling.edition
    if not isinstance(change, date):
        return []
    if born is None or change < birthday_at(born, edition.expiry.senior_age):
        return [telling.words.say("rule", "burden_under70")]
    if "burden" in telling.rules:
        return []
    beyond = change > edition.documents.ends
    if not beyond or renewal_of(telling) is Renewal.OTHER_INSURANCE:
        return []
    return [telling.words.say("rule", "burden_beyond")]


def _reason(telling: Telling) -> str:
    rule, birthday = telling.result.decided_by.rule, telling.facts.birthday
    if rule == "base":
        return "base_certificate"
    return "age70_first" if rule == "age70" and birthday and birthday.day == 1 else rule


def _later_paper(telling: Telling, day: date) -> list[str]:
    """The paper of who has turned 70, once the one before it is over.

    On the very same day it is no later paper: a share that changes then is on it from the start.
    """
    words, facts = telling.words, telling.facts
    facts = replace(facts, document=facts.document or Document.CERTIFICATE)
    later = later_paper(facts, telling.edition)
    if later is None or not isinstance(later.value, date) or later.value <= day:
        return []
    key = "age70_later_passed" if later.value < telling.today else "age70_later"
    return [words.say("rule", key, date=words.date(later.value))]
