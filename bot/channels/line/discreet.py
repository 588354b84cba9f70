"""A birthday is never said back: others look at the same screen, and LINE keeps every message."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.content import say
from bot.messages import Message

_ERA = re.compile(r"(昭和|平成|令和|大正|明治|西暦)[0-9０-９元].*")
_QUOTED = re.compile(r"「[^」]*[0-9０-９元年月日][^」]*」")
_ERA_QUESTION = re.compile(r"[^\n]*は、次のどれですか。")


def discreet(message: Message) -> Message:
    """The message; if it asks for a birthday, without what the resident said of it so far."""
    if message.asks != "birthday":
        return message
    buttons = tuple(replace(b, title=_ERA.sub(r"\1", b.title)) for b in message.buttons)
    lead = message.parts.lead
    if buttons != message.buttons:
        lead = _ERA_QUESTION.sub(say("line", "which_era"), lead)
    elif "という" in lead:
        lead = _QUOTED.sub(say("line", "that_date"), lead, count=1).replace("という日", "", 1)
    return replace(message, buttons=buttons, parts=replace(message.parts, lead=lead))
