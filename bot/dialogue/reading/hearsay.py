"""What is only heard of a circumstance: 負担割合が3月に変わるらしい, 卒業が延びるかもしれません."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.dialogue.reading.draft import Draft
from bot.dialogue.reading.situation import CIRCUMSTANCES, NONE, Doubt

OR_NONE = f"|{NONE}"  # behind the part of a day on which something may be, or not at all
_ONLY_HEARD = re.compile(
    r"(?:[^。?、0-9]|[1-3]割){0,16}?(?:らしい|かもしれ|かも(?=[。、\s]|$|って|と)|みたい|ような(?:話|こと|気)|"
    r"(?:という|って)[^。、]{0,3}(?:噂|うわさ)|"
    r"(?:という|って|との)[^。]{0,16}(?:本当|ほんと)(?:か|なの|です)|"
    r"(?:かどうか|(?<!し)か)(?:は|も|が)?(?:まだ|よく)?(?:わか[らり]|分か[らり]|はっきり|未定|決ま))"
)


def only_heard(folded: str, drafts: Sequence[Draft]) -> list[Draft]:
    """`drafts`, where the day of a circumstance that may not come is no plain day any more."""
    return [_doubted(folded, draft) for draft in drafts]


def _doubted(folded: str, draft: Draft) -> Draft:
    said = draft.value or draft.part
    if draft.name not in CIRCUMSTANCES or draft.day is None or said in ("", NONE):
        return draft
    if draft.problem is Doubt.UNSURE or not _ONLY_HEARD.match(folded, draft.end):
        return draft
    return replace(draft, value=None, problem=Doubt.HEARD, part=said + OR_NONE)
