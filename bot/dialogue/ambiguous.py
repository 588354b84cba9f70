"""Words that mean several things to us, whatever the intent model is sure of.

更新 may be of the electronic certificate, the paper or the 認定証; この紙 may be either
paper. People say both every day, so both are asked back.
"""

from __future__ import annotations

import re

from bot.text import mentions, normalise

_RENEWAL = ("ecert_renewal", "auto_renewal", "limit_certificate")
_RENEWED = re.compile(
    r"電子|証明|確認|お知らせ|おしらせ|認定|限度|減額|在留|ビザ|カード|保険証|資格|マル学|卒業|期限|自動|届"
)
_PAIRS = (
    frozenset({"notice_expiry", "certificate_expiry"}),
    frozenset({"what_is_notice", "what_is_certificate"}),
)
_EXPIRY, _NATURE = _PAIRS
# 青い紙, 小さいカードみたいな紙: the newsletter gives no looks, so the title is asked for.
_LOOKS = re.compile(
    r"(?:[青白黄緑赤桃橙茶]色?い?|水色|ピンク|オレンジ|グリーン|ブルー|イエロー|クリーム|カラー|"
    r"大き[いな]|小さ[いな]|細長い|縦長|横長|二つ折り|三つ折り|ぺらぺら|ペラペラ|はがき(?:サイズ|くらい)?)"
    r"[^。、]{0,6}(?:紙|書類|用紙|やつ|封筒)"
)
_LOOKS_MEANT = {"out_of_scope", "nlu_fallback", "notice_vs_certificate", *_EXPIRY, *_NATURE}
_UNTIL = re.compile(r"いつまで|期限|使え|有効|何月|何年")
_PAPER = re.compile(r"紙|封筒|手紙|書類|郵便|やつ|もの")
# What else tells the papers apart, or makes the question about something else.
_TOLD_APART = re.compile(r"保険証|代わり|かわり|カード|a4|神奈川|控え|番号")
_SHORT = 25  # characters: a longer talk has more to go by than a missing name


def choices(text: str, intent: str, last: str | None = None) -> tuple[str, ...]:
    """The ids to choose from; empty where the words are clear, or short of a question of ours.

    更新したら終わり?, after the electronic certificate (`last`) was spoken of, is about that.
    """
    words = normalise(text)
    if not words or len(words) > _SHORT:
        return ()
    if all((name or "").startswith("ecert_") for name in (intent, last)):
        return ()
    if "更新" in words and not _RENEWED.search(words):
        return _RENEWAL
    if mentions.document(text) is not None:
        return ()
    if intent in _LOOKS_MEANT and _LOOKS.search(words):
        return _ordered(_EXPIRY if _UNTIL.search(words) else _NATURE)
    if _PAPER.search(words):
        for pair in _PAIRS:
            if intent in pair and not _TOLD_APART.search(words):
                return _ordered(pair)
    return ()


def _ordered(pair: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(pair, reverse=True))
