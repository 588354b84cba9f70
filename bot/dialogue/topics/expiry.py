"""Until when: 有効期限 of both papers, and every circumstance that changes it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.dialogue.papers import next_paper_sentences
from bot.dialogue.telling import Telling
from bot.rules import Document, Facts, Question, Renewal, Result, answer, later_paper

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


def explain_expiry(telling: Telling) -> list[str]:
    """The paper in force; then the next one's day, while both lie on the table."""
    return [*_explain(telling), *next_paper_sentences(telling.words, telling.facts)]


def _explain(telling: Telling) -> list[str]:
    """The date or its absence, the rule that decided, and what comes after a date that is over."""
    words, result = telling.words, telling.result
    if isinstance(result.value, date):
        return _dated(telling, result.value)
    if result.confirm:
        rule = words.say("rule", f"{result.decided_by.rule}_over")
        return [words.say("result", "no_date", who=telling.who), rule]
    if telling.seventy_since:
        return [words.say("result", "no_date", who=telling.who), words.say("rule", "age70_since")]
    sentences = [
        words.say("result", "no_expiry", who=telling.who),
        words.say("rule", "base_notice"),
    ]
    if "age70_unreached" in telling.rules:
        month = words.month(telling.edition.documents.ends)
        sentences.append(words.say("rule", "age70_unreached", month=month))
    return sentences


def explain_student(telling: Telling) -> list[str]:
    """Also what to do if the graduation moved: nobody asks for the date who knows it well."""
    return [*explain_expiry(telling), telling.words.say("renewal", "extend_student_first")]


def asked_anew(result: Result) -> str | None:
    """A stay, a graduation or a change of the share that was over before the start."""
    return _RENEWABLE.get(result.decided_by.rule) if result.confirm else None


def has_passed(result: Result, facts: Facts) -> bool:
    """A date that has passed cannot become one that has not."""
    return isinstance(result.value, date) and facts.today is not None and result.value < facts.today


def _dated(telling: Telling, day: date) -> list[str]:
    words, facts, who = telling.words, telling.facts, telling.who
    over = day < telling.today
    key = ("passed" if over else "dated") + ("" if facts.document else "_both")
    document = words.say("document", facts.document.value) if facts.document else ""
    whose = who or words.say("whose", "paper")
    day_said = words.date(day)
    sentences = [
        words.say("result", key, who=who, whose=whose, document=document, date=day_said),
        words.say("rule", _reason(telling)),
    ]
    is_senior = facts.birthday is not None and {"age70plus", "burden"} & telling.rules
    if isinstance(facts.burden_change, date) and not is_senior:
        sentences.append(words.say("rule", "burden_under70"))
    met = telling.result.met
    exceptions = [m for m in met if m.rule not in _ORDINARY and isinstance(m.value, date)]
    if len(exceptions) > 1:
        sentences.append(words.say("result", "several"))
    return [*sentences, *_after(telling, day)] if over else sentences


def _reason(telling: Telling) -> str:
    rule, birthday = telling.result.decided_by.rule, telling.facts.birthday
    if rule == "base":
        return "base_certificate"
    return "age70_first" if rule == "age70" and birthday and birthday.day == 1 else rule


def _after(telling: Telling, day: date) -> list[str]:
    """What follows a date that has passed: the next paper, or what to settle first."""
    words, facts, edition = telling.words, telling.facts, telling.edition
    if facts.document is None:
        # Once a date has passed both papers are renewed alike.
        facts = replace(facts, document=Document.CERTIFICATE)
    sentences = []
    later = later_paper(facts, edition)
    # On the very same day it is no later paper: a share that changes then is on it from the start.
    if later and isinstance(later.value, date) and later.value > day:
        key = "age70_later_passed" if later.value < telling.today else "age70_later"
        sentences.append(words.say("rule", key, date=words.date(later.value)))
    renewal = answer(Question.AUTO_RENEWAL, facts, edition).value
    assert isinstance(renewal, Renewal)
    sentences.append(words.say("renewal", renewal.value))
    if renewal is Renewal.BY_ITSELF and None in (facts.residence_until, facts.graduation):
        sentences.append(words.say("renewal", "except"))
    return [*sentences, words.say("renewal", "if_not")]
