"""Who the caller is: 昭和45年生まれの娘です。父のことで…; and who is none of those asked about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.dialogue.reading.kin import ACQUAINTANCE
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


# 妻は会社員で自分の社保に入っています: her own; but 妻は確認書で、自分のはお知らせです
_THEIR_OWN = re.compile(r"(?<=自分)の[^。、はがも]{1,10}(?:に|を|で(?!す))")
_IS_TOPIC = re.compile(r"(?:の(?:ほう|方))?[はがも]")


def without_their_own(folded: str, people: Sequence[Mention]) -> list[Mention]:
    """`people` without 自分 where it is whoever the sentence is about."""
    return [m for m in people if not _is_their_own(folded, m, people)]


def _is_their_own(folded: str, mention: Mention, people: Sequence[Mention]) -> bool:
    if mention.keys != (SELF,) or not _THEIR_OWN.match(folded, mention.end):
        return False
    start = _sentence_of(folded, mention)
    topics = [m for m in people if start <= m.start < mention.start]
    return bool(topics) and _IS_TOPIC.match(folded, topics[-1].end) is not None


_HAS_DIED = r"(?:が|は|も)、?[^。、]{0,10}?(?:亡くな(?!ら)|なくなり|他界|死去|永眠)"
_PAPER_OF = r"の(?:[^。、]{0,6}の)?(?:確認|お知らせ|保険証|紙|かみ|かーど|分|もの|件)"


def without_the_late(folded: str, people: Sequence[Mention]) -> list[Mention]:
    """義父が去年亡くなり、義母を…。義父は昭和22年生まれでした: the facts of the one are nobody's.

    Not where the papers of the one who died are spoken of.
    """
    return [
        replace(m, keys=(ACQUAINTANCE,))
        if len(people) > 1 and m.called[0] and _is_late(folded, m)
        else m
        for m in people
    ]


def _is_late(folded: str, mention: Mention) -> bool:
    named = re.escape(folded[mention.start : mention.end])
    died = re.search(named + _HAS_DIED, folded[: mention.start])
    return died is not None and re.search(named + _PAPER_OF, folded) is None


def _sentence_of(folded: str, mention: Mention) -> int:
    """Where the sentence begins that names somebody."""
    return max(folded.rfind(mark, 0, mention.start) for mark in "。!?\n") + 1


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
    start = _sentence_of(folded, mention)
    if any(start <= m.start < mention.start for m in people):
        return False
    if _TOPIC.search(folded, start, mention.start):
        return False
    of_whom = next((them for keys, them in _CALLS_FOR if keys.fullmatch(mention.keys[0])), None)
    return of_whom is not None and bool(others & of_whom)
