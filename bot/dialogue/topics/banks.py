"""Finds the one bank that a sentence names."""

from __future__ import annotations

import re
import unicodedata

from bot.rules import Edition
from bot.text import clean

# 住信SBIネット銀行, 多摩信用金庫: the name up to its kind, without the particle before it.
_ANY_BANK = re.compile(
    r"[^\s、。「」はがをもでにとや]{1,12}(?:銀行|信用金庫|信金|信用組合|信組|労働金庫|農業協同組合)|"
    r"ja[^\s、。はがをもでにと]{1,8}|(?:住信)?sbi(?:新生|ネット)?|auじぶん|paypay|gmo",
    re.IGNORECASE,
)
# Banks that are not on the list and yet hold the name of one that is.
_NAMESAKES = re.compile(r"(?:埼玉りそな|三菱UFJ信託|三井住友信託)(?:銀行)?", re.IGNORECASE)
_NO_NAME = re.compile(
    r"^(?:この|その|どの|どこの|他の|ほかの|別の|ネット|地方|普通の|うちの|私の|使える|近くの)"
)


def find_bank(text: str, edition: Edition) -> tuple[str, bool] | None:
    """The bank named in `text` and whether it is on the list; None if none, or several, are named.

    The longest name wins: みずほ信託銀行 is not みずほ銀行, nor is 三菱UFJ信託 三菱UFJ銀行.
    """
    words = clean(unicodedata.normalize("NFKC", text))
    called = {
        alias.lower(): bank.name
        for bank in edition.banks.listed
        for alias in (bank.name, *bank.also)
    }
    pattern = "|".join(re.escape(alias) for alias in sorted(called, key=len, reverse=True))
    found = {called[m.group().lower()] for m in re.finditer(pattern, words, re.IGNORECASE)}
    other = _unlisted(words, set(called))
    if other is not None:
        return other, False
    return (found.pop(), True) if len(found) == 1 else None


def _unlisted(words: str, called: set[str]) -> str | None:
    """A bank's name that no listed name explains."""
    if (namesake := _NAMESAKES.search(words)) is not None:
        return namesake.group()
    for match in _ANY_BANK.finditer(words):
        name = match.group()
        low = name.lower()
        if _NO_NAME.match(name) or low in called:
            continue
        if not any(low.endswith(a) or a.startswith(low) or a.endswith(low) for a in called):
            return name
    return None
