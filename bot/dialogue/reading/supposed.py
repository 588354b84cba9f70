"""What is stated, and not only supposed, asked or heard."""

from __future__ import annotations

import re

from bot.dialogue.reading.draft import Draft
from bot.dialogue.reading.situation import Doubt

# What makes a statement none: a condition, a question about the rule, hearsay.
_NOT_STATED = re.compile(
    r"と(?!い[うっわ]|聞|思|言|の|き)|い(?:の)?なら|[^。、]{0,10}?(?:たら|れば|(?:る|た|ない)?(?:場合|ばあい|とき(?!は)|時(?!は))|(?:る|た|い)と(?!い|聞|思|の|き|言|か、)|とは|って(?:何|なん|なに|どう|いうのは)|"
    r"(?:です|ます|ました|るん|んです|る|た)か[?。、ねあ]|か[?。]|かどうか|かも|のかと|という[^。]{0,4}(?:話|噂)|と聞[いき]|らしいが)|"
    r"[^。、]{0,3}?(?:(?<!主)人|方|奴|やつ|者)(?:は|が|も|と|には|に|の場合)"
)


def is_stated(folded: str, end: int) -> bool:
    """Whether what ends at ``end`` is stated, not supposed, asked or heard."""
    return _NOT_STATED.match(folded, end) is None


def found_at(match: re.Match[str], name: str, value: str | Doubt) -> Draft:
    """A fact at the words that were found."""
    if isinstance(value, Doubt):
        return Draft(match.start(), match.end(), name, problem=value)
    return Draft(match.start(), match.end(), name, value)
