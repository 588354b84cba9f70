"""What to carry, why a certificate came, what has not arrived."""

from __future__ import annotations

from datetime import date

from bot.dialogue.telling import Telling
from bot.rules import Carry, Document, EcertState, Posting, Question, answer


def explain_carry(telling: Telling) -> list[str]:
    """医療機関等へ持参するもの: the card, or the certificate and why."""
    words = telling.words
    if telling.result.value is Carry.CARD:
        return [words.say("carry", key) for key in ("card", "card_more", "if_certificate_came")]
    rule, facts = telling.result.decided_by.rule, telling.facts
    has_come = facts.document is Document.CERTIFICATE  # then no card was told of
    why = [] if has_come else [words.say("carry", f"certificate_why_{rule}")]
    sentences = [words.say("carry", "certificate"), *why]
    if words.is_over:  # every certificate of the edition is: which one may it be then?
        sentences += [words.say("after_end", "newer"), words.say("after_end", "whom")]
    return sentences


def explain_why_certificate(telling: Telling) -> list[str]:
    """問1: is the electronic certificate the reason, and what to do. DV is never asked about."""
    words = telling.words
    until = answer(Question.USABLE_UNTIL, telling.facts, telling.edition).value
    assert isinstance(until, date)
    match telling.result.value:
        case EcertState.VALID:
            return [words.say("why", "valid"), words.say("why", "valid_more")]
        case EcertState.GRACE:
            still = words.say("why", "grace_until", date=words.date(until))
            return [words.say("why", "grace"), still, words.say("why", "renew")]
        case _:
            over = words.say("why", "over", date=words.date(until))
            return [over, words.say("why", "renew")]


def explain_posting(telling: Telling) -> list[str]:
    """Mine has not come: when it was planned, and whom to call."""
    words, posting = telling.words, telling.result.value
    assert isinstance(posting, Posting)
    late = telling.edition.late_posting
    month = words.month(late.planned_to) if late else ""
    sentences = [words.say("posting", posting.value, late_month=month)]
    born = telling.facts.birthday
    if posting is Posting.ASK and late and born and late.born_from <= born <= late.born_to:
        sentences.insert(0, words.say("posting", "late_july_over", late_month=month))
    if posting is not Posting.ASK:
        sentences.append(words.say("renewal", "if_not"))
    return sentences
