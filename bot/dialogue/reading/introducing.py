"""Callers who say who they are to the other one: 昭和45年生まれの娘です。父のことで…"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.dialogue.reading.people import Mention, Part
from bot.dialogue.reading.situation import SELF

_SAYS_SO = re.compile(
    r"\s?(?:の(?:者|もん))?(?:です(?!か|ね|よね)|でございます|と申します|なん(?:です|だ)(?!か)|だけど|だげんと|だが)"
)
_TOPIC = re.compile(r"[はが]|(?<=[^し])も(?!し)")  # もしもし is none
_ELDERS = frozenset({"father", "mother", "parents", "parent", "grandfather", "grandmother"})
_IN_LAW = frozenset({"father_in_law", "mother_in_law", "parents_in_law", "father", "mother"})
# Whose daughter, wife, brother somebody is who calls for them.
_CALLS_FOR = (
    (re.compile(r"(?:child|son|daughter)(?:_.+)?"), _ELDERS),
    (re.compile(r"grandchild"), _ELDERS),
    (re.compile(r"wife|daughter_in_law"), _IN_LAW | {"husband"}),
    (re.compile(r"husband"), frozenset({"wife"})),
)


def with_callers(folded: str, people: Sequence[Mention]) -> list[Mention]:
    """`people`, where the relative who says so by themselves is the caller."""
    return [_caller(folded, m) if _is_caller(folded, m, people) else m for m in people]


def _caller(folded: str, mention: Mention) -> Mention:
    """娘のもんですが owns no paper; 昭和45年生まれの娘です may own a day."""
    part = Part.PASSING if folded.startswith("の", mention.end) else mention.part
    return replace(mention, keys=(SELF,), part=part)


def _is_caller(folded: str, mention: Mention, people: Sequence[Mention]) -> bool:
    if "の" in folded[mention.start : mention.end]:  # うちの娘です
        return False
    if len(mention.keys) != 1 or not _SAYS_SO.match(folded, mention.end):
        return False
    others = {key for m in people if m is not mention for key in m.keys}
    if SELF in others or mention.keys[0] in others:
        return False
    start = max(folded.rfind(mark, 0, mention.start) for mark in "。!?\n") + 1
    if any(start <= m.start < mention.start for m in people):
        return False
    if _TOPIC.search(folded, start, mention.start):
        return False
    of_whom = next((them for keys, them in _CALLS_FOR if keys.fullmatch(mention.keys[0])), None)
    return of_whom is not None and bool(others & of_whom)
