"""A birthday is never said back: others look at the same screen, and LINE keeps every message."""

from __future__ import annotations

import re

from bot.content import say
from bot.conversation.cards import Card

_ERA = re.compile(r"(昭和|平成|令和|大正|明治|西暦)[0-9０-９元].*")
_QUOTED = re.compile(r"「[^」]*[0-9０-９元年月日][^」]*」")
_ERA_QUESTION = re.compile(r"[^\n]*は、次のどれですか。")


def discreet(card: Card) -> Card:
    """The card; if it asks for a birthday, without what the resident said of it so far."""
    if card.asks is None or card.asks.fact != "birthday":
        return card
    choices = [
        choice.model_copy(update={"label": _ERA.sub(r"\1", choice.label)})
        for choice in card.choices
    ]
    lead = card.lead
    if choices != card.choices:
        lead = _ERA_QUESTION.sub(say("line", "which_era"), lead)
    elif "という" in lead:
        lead = _QUOTED.sub(say("line", "that_date"), lead, count=1).replace("という日", "", 1)
    return card.model_copy(update={"choices": choices, "lead": lead})
