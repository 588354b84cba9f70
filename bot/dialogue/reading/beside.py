"""Who is asked about beside the others: 叔父の分も, あとじいちゃんも."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.dialogue.reading.draft import Draft
from bot.dialogue.reading.kin import ACQUAINTANCE
from bot.dialogue.reading.people import Mention, Part
from bot.dialogue.reading.situation import DATED

_ONE_MORE = re.compile(r"(?:あと|それと|それから|また|ついでに)、?\s?$")
_OF_ALSO = re.compile(r"の(?:分|ぶん|ほう|方|件|こと)も")
_TOO = re.compile(
    r"(?:の(?:分|ぶん|ほう|方)?)?も、?\s?(?:。|お願い|おねがい|教え|おしえ|知り|しり|$)"
)


def beside(
    folded: str, nodes: Sequence[Mention], drafts: Sequence[Draft], asked: Sequence[str]
) -> list[str]:
    """Who is asked about as well: あと母も昭和28年です; 叔父の分も, beside others told of."""
    only_too = [n for n in nodes if {*n.keys} & {*asked}]
    others_too = len({*asked}) == 1 and all(_OF_ALSO.match(folded, n.end) for n in only_too[:1])
    starts = [*(node.start for node in nodes), len(folded)]
    found: list[str] = []
    for node in nodes:
        day = day_told(drafts, node.end, min(s for s in starts if s > node.start))
        more = _ONE_MORE.search(folded, 0, node.start) and folded.startswith("も", node.end)
        told = day is not None and (more or (others_too and node.part is Part.ABOUT))
        if told or _TOO.match(folded, node.end):
            found += [key for key in node.keys if key != ACQUAINTANCE]
    return found


def day_told(drafts: Sequence[Draft], start: int, end: int) -> Draft | None:
    """The first day of a fact between the two."""
    return next((d for d in drafts if start <= d.start < end and d.name in DATED), None)
