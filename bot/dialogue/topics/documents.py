"""What to carry, why a certificate came, what has not arrived, whether the next one comes."""

from __future__ import annotations

from datetime import date

from bot.content import latest_edition, say
from bot.dialogue.personal import PersonalAction
from bot.dialogue.turn import Turn
from bot.rules import Carry, EcertState, Facts, Posting, Question, Renewal, Result, answer
from bot.text import format_date, format_month


class WhatToBring(PersonalAction):
    """医療機関等へ持参するもの."""

    id = "what_to_bring"
    question = Question.CARRY

    def explain(self, turn: Turn, facts: Facts, result: Result) -> list[str]:
        """The card, or the certificate and why."""
        if result.value is Carry.CARD:
            return [
                say("carry", "card"),
                say("carry", "card_more"),
                say("carry", "if_certificate_came"),
            ]
        why = say("carry", f"certificate_why_{result.decided_by.rule}")
        return [say("carry", "certificate"), why]


class WhyCertificate(PersonalAction):
    """問1: registered, yet a certificate came. DV is never asked about."""

    id = "why_certificate"
    question = Question.ECERT_STATE

    def explain(self, turn: Turn, facts: Facts, result: Result) -> list[str]:
        """Whether the electronic certificate is the reason, and what to do."""
        until = answer(Question.USABLE_UNTIL, facts, latest_edition()).value
        assert isinstance(until, date)
        match result.value:
            case EcertState.VALID:
                return [say("why", "valid"), say("why", "valid_more")]
            case EcertState.GRACE:
                still = say("why", "grace_until", date=format_date(until))
                return [say("why", "grace"), still, say("why", "renew")]
            case _:
                return [say("why", "over", date=format_date(until)), say("why", "renew")]


class NotArrived(PersonalAction):
    """Mine has not come."""

    id = "not_arrived"
    question = Question.POSTING

    def explain(self, turn: Turn, facts: Facts, result: Result) -> list[str]:
        """When it was planned, and whom to call."""
        assert isinstance(result.value, Posting)
        late = latest_edition().late_posting
        month = format_month(late.planned_to) if late else ""
        sentences = [say("posting", result.value.value, late_month=month)]
        if result.value is not Posting.ASK:
            sentences.append(say("renewal", "if_not"))
        return sentences


class AutoRenewal(PersonalAction):
    """問2: does the next one come by itself?"""

    id = "auto_renewal"
    question = Question.AUTO_RENEWAL

    def explain(self, turn: Turn, facts: Facts, result: Result) -> list[str]:
        """Whether it comes, and what to settle first."""
        assert isinstance(result.value, Renewal)
        sentences = [say("renewal", result.value.value)]
        if any(met.rule == "age70_unreached" for met in result.met):
            month = format_month(latest_edition().documents.ends)
            sentences.append(say("rule", "age70_unreached", month=month))
        if result.value is not Renewal.KEEP:
            sentences.append(say("renewal", "if_not"))
        return sentences
