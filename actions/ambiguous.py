"""Words that mean several things to us, whatever the intent model is sure of.

更新 may be of the electronic certificate, the paper or the 認定証; この紙 may be either
paper. People say both every day, so both are asked back.
"""

from __future__ import annotations

import re

from actions.turn import Turn
from bot.text import mentions, normalise

_RENEWAL = ("ecert_renewal", "auto_renewal", "limit_certificate")
_RENEWED = re.compile(
    r"電子|証明|確認|お知らせ|おしらせ|認定|限度|減額|在留|ビザ|カード|保険証|資格|マル学|卒業|期限|自動|届"
)
_PAIRS = (
    frozenset({"notice_expiry", "certificate_expiry"}),
    frozenset({"what_is_notice", "what_is_certificate"}),
)
_PAPER = re.compile(r"紙|封筒|手紙|書類|郵便|やつ|もの")
# What else tells the papers apart, or makes the question about something else.
_TOLD_APART = re.compile(r"保険証|代わり|かわり|カード|a4|神奈川|控え|番号")
_SHORT = 25  # characters: a longer talk has more to go by than a missing name


def choices(turn: Turn) -> tuple[str, ...]:
    """The ids to choose from; empty where the words are clear, or short of a question of ours."""
    words = normalise(turn.text)
    if not words or len(words) > _SHORT:
        return ()
    if "更新" in words and not _RENEWED.search(words):
        return _RENEWAL
    if mentions.document(turn.text) is None and _PAPER.search(words):
        for pair in _PAIRS:
            if turn.intent in pair and not _TOLD_APART.search(words):
                return tuple(sorted(pair, reverse=True))
    return ()
