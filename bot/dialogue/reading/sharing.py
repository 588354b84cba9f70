"""What is said of several people: of all of them, or a day for each in order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.dialogue.reading import kin
from bot.dialogue.reading.claim import Claim, Grade
from bot.dialogue.reading.draft import Draft, Told
from bot.dialogue.reading.people import Mention
from bot.dialogue.reading.situation import DATED, Doubt

# 昭和31年3月1日生まれなのはどっちだったか
_WHICH_ONE = re.compile(
    r"(?:生まれ|うまれ|生)?(?:な|だった|である)?(?:の|ほう|方)*(?:は|が|って)?、?"
    r"(?:どっち|どちら|どなた|誰|だれ)(?!も)"
)
_TWINS = re.compile("双子|ふたご")
_ALIKE = re.compile(r"(?<=[はがも、\s])(?:同じ|おなじ)(?!年|月|歳)")
# 双子のうち、一人は…: which of them is not said.
_ONE_ALONE = re.compile(r"(?:一人|ひとり|1人|片方|どちらか|一方)(?:だけ|のみ)?[はが]")


def shared(told: Told, claims: list[Claim], node: Mention | None) -> list[Claim]:
    """What is said of several: of all of them, or a day for each in order."""
    if node is not None and node.group == kin.ALL and not node.keys:
        return _numbered(claims, node)
    if node is None or len(node.keys) < 2:
        return [c if c.keys else replace(c, grade=Grade.NONE) for c in claims]
    done: list[Claim] = []
    for name in dict.fromkeys(claim.draft.name for claim in claims):
        same = _said_once([claim for claim in claims if claim.draft.name == name])
        done += _dealt(told, same, node) if name in DATED else same
    return done


def _said_once(claims: list[Claim]) -> list[Claim]:
    """県外の大学のマル学: the same, without a day, said twice of somebody is one statement."""
    named = [claim for claim in claims if has_no_day(claim.draft)]
    return [claim for claim in claims if claim not in named[:-1]]


def _numbered(claims: list[Claim], node: Mention) -> list[Claim]:
    """二人です、昭和25年9月9日と昭和40年1月1日生まれ: two people of whom no more is known."""
    days = [claim for claim in claims if claim.draft.name == "birthday"]
    nobody = [replace(claim, keys=(), grade=Grade.NONE) for claim in claims]
    if len(days) != node.count:
        return nobody
    others = [claim for claim in nobody if claim.draft.name != "birthday"]
    return others + [replace(c, keys=(f"person_{n}",)) for n, c in enumerate(days, 1)]


def _dealt(told: Told, claims: list[Claim], node: Mention) -> list[Claim]:
    if any(_WHICH_ONE.match(told.folded, claim.draft.end) for claim in claims):
        return [Claim(claim.draft) for claim in claims]
    others = [claim for claim in claims if not claim.draft.same]
    if len(others) == 1 < len(claims):  # 夫婦は生年月日が同じで、昭和31年3月10日です
        return others
    begins = told.sentences.start(claims[0].draft.start)
    if _ONE_ALONE.search(told.folded, begins, claims[0].draft.start):
        return [Claim(claim.draft) for claim in claims]
    named = [claim for claim in claims if has_no_day(claim.draft)]
    if named and len(named) < len(claims):  # 両親とも来年1月から3割になる
        return named + _dealt(told, [c for c in claims if c not in named], node)
    values = {claim.draft.value or claim.draft.part for claim in claims}
    in_order = node.group != kin.ALL  # 二人は…と…です does not say who is first
    if len(claims) == len(node.keys) and len(values) > 1 and in_order:
        keys = _one_by_one(node)
        return [replace(c, keys=(key,)) for c, key in zip(claims, keys, strict=True)]
    sure = claims[0].grade is Grade.SURE and claims[0].draft.name != "birthday"
    half = claims[0].draft.value is None  # 父と母は昭和25年生まれです
    of_all = len(claims) == 1 and (sure or half or _says_all(told, node, claims[0]))
    return claims if of_all else [Claim(claim.draft) for claim in claims]


def _says_all(told: Told, node: Mention, claim: Claim) -> bool:
    words = told.folded[node.start : node.end]
    if _ALIKE.search(told.folded, node.end, max(node.end, claim.draft.start)):
        return True  # 私と妻は同じ在留期限です。3月3日です
    twins = node.group == "twins" or _TWINS.search(words) is not None  # have one birthday
    return twins or node.group == kin.ALL or told.folded.startswith(("も", "とも"), node.end)


def has_no_day(draft: Draft) -> bool:
    """負担割合が変わる: it applies, and no day is said."""
    return isinstance(draft.problem, Doubt) and draft.problem is not Doubt.HEARD


def numbered(claims: Sequence[Claim]) -> dict[tuple[str, ...], tuple[str, ...]]:
    """How those are called by number of whom each has a day, and nobody knows whose is whose."""
    nodes = [(c.keys, c.node) for c in claims if c.node is not None and len(c.node.keys) > 1]
    return {n.keys: _one_by_one(n) for keys, n in nodes if not {*keys} & {*n.keys}}


_ONE_OF = {
    "parents": "parent", "parents_in_law": "parent_in_law", "grandparents": "grandparent",
    "couple": "couple",
}  # fmt: skip


def _one_by_one(node: Mention) -> tuple[str, ...]:
    """夫婦は…と…です: nobody knows whose the first day is, so they are named by number."""
    one = _ONE_OF.get(node.group)
    return node.keys if one is None else tuple(f"{one}_{n}" for n in range(1, len(node.keys) + 1))
