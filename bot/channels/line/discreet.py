"""A birthday is never said back: others look at the same screen, and LINE keeps every message."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.channels.line.told_birthdays import without_birthdays, without_said_date
from bot.content import current_words, say
from bot.messages import JAPANESE, Message
from bot.text.languages import tag_of

_ERA = re.compile(r"(昭和|平成|令和|大正|明治|西暦)[0-9０-９元].*")
_QUOTED = re.compile(r"「[^」]*[0-9０-９元年月日][^」]*」")
_ERA_QUESTION = re.compile(r"[^\n]*は、次のどれですか。")


# お父さま(昭和25年(1950年)11月3日生まれ), …生まれのお父さまの, 生年月日を、…から…に直しました.
_DAY = r"(?:昭和|平成|令和|大正|明治)[0-9元]+年(?:\([0-9]{4}年\))?[0-9]+月[0-9]+日"
_BORN = re.compile(rf"\({_DAY}生まれ\)|{_DAY}生まれの(?:方の)?")
_CHANGED = re.compile(rf"生年月日を、{_DAY}から{_DAY}に")


def discreet(message: Message) -> Message:
    """The message without birthdays: those it rests on, and those said to a question for one."""
    own = tag_of(current_words().language) == JAPANESE
    lead = _japanese(message.parts.lead) if own else without_birthdays(message.parts.lead)
    message = replace(message, parts=replace(message.parts, lead=lead))
    if message.asks != "birthday":
        return message
    if not own:
        return replace(message, parts=replace(message.parts, lead=without_said_date(lead)))
    buttons = tuple(replace(b, title=_ERA.sub(r"\1", b.title)) for b in message.buttons)
    if buttons != message.buttons:
        lead = _ERA_QUESTION.sub(say("line", "which_era"), lead)
    elif "という" in lead:
        lead = _QUOTED.sub(say("line", "that_date"), lead, count=1).replace("という日", "", 1)
    return replace(message, buttons=buttons, parts=replace(message.parts, lead=lead))


def _japanese(lead: str) -> str:
    return _CHANGED.sub(say("line", "birthday_changed"), _BORN.sub("", lead))
