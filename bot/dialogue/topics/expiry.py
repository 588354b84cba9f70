"""Until when: 有効期限 of both papers, and every circumstance that changes it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import ClassVar

from bot.content import latest_edition, say
from bot.dialogue.asking import who
from bot.dialogue.personal import PersonalAction
from bot.dialogue.turn import Turn
from bot.errors import ImpossibleFacts
from bot.rules import Document, Facts, Question, Renewal, Result, answer, later_paper
from bot.text import format_date, format_month

# What may have been renewed or changed since it was over, by the rule that found it over.
_RENEWABLE = {
    "residence": "residence_until",
    "student": "graduation",
    "burden": "burden_change",
}
# Rules that give the edition's own last day; any other one is an exception to them.
_ORDINARY = frozenset({"base", "age70plus", "age70_unreached"})


def explain_expiry(turn: Turn, facts: Facts, result: Result) -> list[str]:
    """The date or its absence, the rule that decided, and what comes after a date that is over."""
    if isinstance(result.value, date):
        return _dated(turn, facts, result, result.value)
    if result.confirm:
        return [say("result", "no_date"), say("rule", f"{result.decided_by.rule}_over")]
    sentences = [say("result", "no_expiry", who=who(turn)), say("rule", "base_notice")]
    if "age70_unreached" in _rules(result):
        month = format_month(latest_edition().documents.ends)
        sentences.append(say("rule", "age70_unreached", month=month))
    return sentences


def _dated(turn: Turn, facts: Facts, result: Result, day: date) -> list[str]:
    over = day < turn.today
    key = ("passed" if over else "dated") + ("" if facts.document else "_both")
    document = say("document", facts.document.value) if facts.document else ""
    sentences = [
        say(
            "result",
            key,
            who=who(turn),
            whose=who(turn) or say("whose", "paper"),
            document=document,
            date=format_date(day),
        ),
        say("rule", _reason(facts, result)),
    ]
    if isinstance(facts.burden_change, date) and not {"age70plus", "burden"} & _rules(result):
        sentences.append(say("rule", "burden_under70"))
    exceptions = [m for m in result.met if m.rule not in _ORDINARY and isinstance(m.value, date)]
    if len(exceptions) > 1:
        sentences.append(say("result", "several"))
    if over:
        sentences += _after(turn, facts)
    return sentences


def _rules(result: Result) -> set[str]:
    return {met.rule for met in result.met}


def _reason(facts: Facts, result: Result) -> str:
    rule = result.decided_by.rule
    if rule == "base":
        return "base_certificate"
    first_of_month = facts.birthday is not None and facts.birthday.day == 1
    return "age70_first" if rule == "age70" and first_of_month else rule


def _after(turn: Turn, facts: Facts) -> list[str]:
    """What follows a date that has passed: the next paper, or what to settle first."""
    if facts.document is None:
        # Once a date has passed both papers are renewed alike.
        facts = replace(facts, document=Document.CERTIFICATE)
    sentences = []
    if (later := later_paper(facts, latest_edition())) and isinstance(later.value, date):
        key = "age70_later_passed" if later.value < turn.today else "age70_later"
        sentences.append(say("rule", key, date=format_date(later.value)))
    renewal = answer(Question.AUTO_RENEWAL, facts, latest_edition()).value
    assert isinstance(renewal, Renewal)
    sentences.append(say("renewal", renewal.value))
    if renewal is Renewal.BY_ITSELF and None in (facts.residence_until, facts.graduation):
        sentences.append(say("renewal", "except"))
    return [*sentences, say("renewal", "if_not")]


class ExpiryAction(PersonalAction):
    """Any question about 有効期限."""

    question = Question.EXPIRY

    def explain(self, turn: Turn, facts: Facts, result: Result) -> list[str]:
        """See `explain_expiry`."""
        return explain_expiry(turn, facts, result)

    def to_ask_anew(self, result: Result) -> str | None:
        """A stay, a graduation or a change of the share that was over before the start."""
        return _RENEWABLE.get(result.decided_by.rule) if result.confirm else None

    def is_enough(self, turn: Turn) -> bool:
        """A date that has passed cannot become one that has not."""
        return self._has_passed(turn)

    def condition(self, result: Result, turn: Turn, unknown: list[str]) -> list[str]:
        """None behind a date that has passed: nothing can make that one valid again."""
        return [] if self._has_passed(turn) else super().condition(result, turn, unknown)

    def _has_passed(self, turn: Turn) -> bool:
        try:
            day = answer(self.question, self.facts(turn), latest_edition()).value
        except ImpossibleFacts:
            return False
        return isinstance(day, date) and day < turn.today


class NoticeExpiry(ExpiryAction):
    """お知らせの期限."""

    id = "notice_expiry"
    supposed: ClassVar = {"document": "notice"}


class CertificateExpiry(ExpiryAction):
    """確認書の期限."""

    id = "certificate_expiry"
    supposed: ClassVar = {"document": "certificate"}


class ExpiryAge70(ExpiryAction):
    """70歳になる."""

    id = "expiry_age70"
    named = ("birthday",)


class ExpiryAge75(ExpiryAction):
    """75歳になる."""

    id = "expiry_age75"
    named = ("birthday",)


class ExpiryBurdenChange(ExpiryAction):
    """窓口負担割合が変わる."""

    id = "expiry_burden_change"
    named = ("burden_change",)


class ExpiryResidence(ExpiryAction):
    """在留期限がある."""

    id = "expiry_residence"
    named = ("residence_until",)


class ExpiryStudent(ExpiryAction):
    """マル学と卒業."""

    id = "expiry_student"
    named = ("graduation",)
    not_asked = ("birthday", "burden_change")  # students of 69 and more are told the condition

    def explain(self, turn: Turn, facts: Facts, result: Result) -> list[str]:
        """Also what to do if the graduation moved: nobody asks for the date who knows it well."""
        return [*super().explain(turn, facts, result), say("renewal", "extend_student_first")]
