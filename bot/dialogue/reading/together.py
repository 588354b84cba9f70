"""Who is named in one breath with whom, and who only asks: 父と母, 私は母の分について聞きたい."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.dialogue.reading import kin
from bot.dialogue.reading.draft import Told
from bot.dialogue.reading.people import Mention
from bot.dialogue.reading.situation import SELF

_JOINS = re.compile(
    r"(?:\([^()]*\))?(?:の(?:分|ほう|件|こと|やつ))?[\s、]*(?:と|ど|や|、|も|・|及び|および|&|,|/|それと|あと|\s)[\s、]*(?:\x00(?:生まれ|うまれ|生)?(?:の|な|に?なる|になった)?)*"
)
# 私、父の紙が… and うちの親、父が… are no pairs of people.
_LOOSE = (SELF, "family", "parent", kin.CLIENT)
_ASKER = re.compile(
    r"(?:は|が|も|、)[^。]*(?:聞き|きき|知り|しり|教え|おしえ|伺|確認し|問い合わせ|お願い|相談|調べ|代わ|代理|電話し|お電話)"
)
_ASKS_FOR = re.compile(
    r"(?:が|は)(?:代わり|かわり|代理|電話|かけ|問い合わせ|聞い|伺|申請|手続|届け|出し)"
)


def without_askers(told: Told, mentions: Sequence[Mention]) -> list[Mention]:
    """Those whom it is about, without the caller who only asks about somebody else."""
    return [mention for mention in mentions if not _only_asks(told, mention, mentions)]


def _only_asks(told: Told, mention: Mention, mentions: Sequence[Mention]) -> bool:
    """私は母の分について聞きたい: the caller, in a sentence about somebody else."""
    if mention.keys != (SELF,):
        return False
    if _ASKS_FOR.match(told.folded, mention.end):
        return True
    end = told.sentences.end(mention.start)
    behind = [m for m in mentions if mention.end <= m.start < end and m.keys != (SELF,)]
    if not behind or not _ASKER.match(told.folded, mention.end, end):
        return False
    return not any(mention.end <= d.start < behind[0].start for d in told.drafts)


def named_together(told: Told, mentions: Sequence[Mention]) -> list[Mention]:
    """Join people who are named together: 父と母, 私と大学生の娘."""
    nodes: list[Mention] = []
    for mention in mentions:
        last = nodes[-1] if nodes else None
        if last is not None and _together(told, last, mention):
            nodes[-1] = replace(
                last, end=mention.end, keys=last.keys + mention.keys,
                called=last.called + mention.called, part=mention.part,
            )  # fmt: skip
        else:
            nodes.append(mention)
    return nodes


def _together(told: Told, one: Mention, other: Mention) -> bool:
    if kin.ALL in (one.group, other.group) or set(one.keys) & set(other.keys):
        return False
    if told.sentences.index(one.start) != told.sentences.index(other.start):
        return False
    between = told.blanked(one.end, other.start)
    if one.keys[0] in _LOOSE and not between.startswith(("と", "や", "も", "・", "及び")):
        return False
    return _JOINS.fullmatch(between) is not None
