"""口座振替: the month of the first transfer."""

from __future__ import annotations

from datetime import date

from bot.dialogue.telling import Telling
from bot.rules import TransferMethod

_METHOD_LABELS = {
    TransferMethod.BANK: "bank",
    TransferMethod.WEB: "web",
    TransferMethod.WARD: "ward_office",
}


def explain_first_transfer(telling: Telling) -> list[str]:
    """The month, and the closing day that decided."""
    words, facts, result = telling.words, telling.facts, telling.result
    assert isinstance(result.value, date)
    assert facts.applied_on is not None
    assert facts.method is not None
    sentences = [
        words.say(
            "transfer",
            "starts_late" if result.confirm else "starts",
            method=words.say("transfer", _METHOD_LABELS[facts.method]),
            applied=words.date(facts.applied_on),
            month=words.month(result.value),
        ),
        words.say("transfer", "ward" if facts.method is TransferMethod.WARD else "closing"),
    ]
    if result.decided_by.rule == "after_closing_day":
        sentences.append(words.say("transfer", "late"))
    return [*sentences, words.say("transfer", "day")]
