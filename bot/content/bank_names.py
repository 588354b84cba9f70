"""The banks as a resident can read them: the Japanese name, which decides, and how it is called.

Names in other letters are those by which the edition's file recognises a bank; a bank without one
stands in Japanese alone, for nobody but the bank makes its name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.messages import JAPANESE
from bot.rules.edition import Bank
from bot.text.languages import tag_of

_LATIN, _KANA = re.compile("[A-Za-z]"), re.compile("[ぁ-んァ-ヶ]")
_CHINESE = "zh"
_OWN = {
    "ko": re.compile("[가-힣]"),
    "ne": re.compile("[\u0900-\u097f]"),
    _CHINESE: re.compile("[\u4e00-\u9fff]"),
}
_A_LINE, _A_LINE_WITH_NAMES = 5, 3  # so that an eye finds its own


def listed_banks(banks: Sequence[Bank], language: str, comma: str) -> str:
    """All of them: 横浜銀行 (Yokohama Bank), …"""
    is_japanese = tag_of(language) == JAPANESE
    names = [bank.name if is_japanese else _with_name(bank, language) for bank in banks]
    size = _A_LINE if is_japanese else _A_LINE_WITH_NAMES
    rows = [comma.join(names[i : i + size]) for i in range(0, len(names), size)]
    return f"{comma.rstrip()}\n".join(rows)


def _with_name(bank: Bank, language: str) -> str:
    """In Chinese only where the Japanese name is more than kanji."""
    if language == _CHINESE and not _KANA.search(bank.name):
        return bank.name
    own = _OWN.get(language, _LATIN)
    called = [*filter(own.match, bank.abroad), *filter(_LATIN.match, bank.abroad)]
    if not called or called[0] in bank.name:
        return bank.name
    return f"{bank.name} ({called[0]})"
