"""Finds the banks that a sentence names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

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
# じゃあ銀行なら: words before a name that are none of it, and the kind of a bank without a name.
_LEADS = re.compile(r"^(?:じゃあ?|では|もし|それなら|あと|あの|えっと|えーと)+")
_KIND = re.compile(r"(?:銀行|信用金庫|信金|信用組合|信組|労働金庫|農業協同組合)$")
# スルガと横浜と楽天: names of one enumeration, with or without 銀行.
_ITEM = r"[ァ-ヶーA-Za-z一-鿿]{2,14}"
_AND = r"(?:と|、|や|・|か)\s?"
_SENTENCE = re.compile(
    r"[^。?？!！\n]+?(?:か(?:ね|な)?[ねえ]*(?=あと|それと|それから)|[?？]|(?=[。!！\n])|$)"
)
_ASKS = re.compile(r"(?:か|かな|か[ねえ]+|かしら|どう(?:です(?:か)?)?|[はも])[?？]?$|[?？]$")
_NO_NAME = re.compile(
    r"^(?:(?:引き?落と?し)?口座$|この|その|どの|どこの|他の|ほかの|別の|ネット|地方|普通の|うちの|私の|使える|近くの)"
)


def find_banks(text: str, edition: Edition) -> list[tuple[str, bool]]:
    """The banks that `text` asks about, each with whether it is on the list; [] for none.

    Several only where they are enumerated (スルガと横浜と楽天), for there each name is a bank's,
    or where each has a question of its own (みずほ銀行は使えますか。スルガ銀行はどうですか).
    """
    item = rf"(?:{'|'.join(_by_length(_called(edition)))}|{_ITEM})"
    enumeration = re.compile(rf"{item}(?:{_AND}{item})+", re.IGNORECASE)
    for chain in enumeration.findall(unicodedata.normalize("NFKC", text)):
        items = re.split(_AND, chain)
        found = [_bank_called(item, edition) for item in items]
        if any(found) and not any(map(_NO_NAME.match, items)):
            return [one or (item, False) for one, item in zip(found, items, strict=True)]
    asked = [find_bank(said, edition) for said in _SENTENCE.findall(text) if _ASKS.search(said)]
    if len(several := [one for one in dict.fromkeys(asked) if one is not None]) > 1:
        return several
    one = find_bank(text, edition)
    return [one] if one is not None else []


def _bank_called(item: str, edition: Edition) -> tuple[str, bool] | None:
    """横浜, in an enumeration, is 横浜銀行."""
    whole = find_bank(f"{item}銀行", edition)
    return whole if whole is not None and whole[1] else find_bank(item, edition)


def find_bank(text: str, edition: Edition) -> tuple[str, bool] | None:
    """The bank named in `text` and whether it is on the list; None if none, or several, are named.

    The longest name wins: みずほ信託銀行 is not みずほ銀行, nor is 三菱UFJ信託 三菱UFJ銀行.
    """
    words = clean(unicodedata.normalize("NFKC", text))
    called = _called(edition)
    pattern = "|".join(_by_length(called))
    found = {called[m.group().lower()] for m in re.finditer(pattern, words, re.IGNORECASE)}
    other = _unlisted(words, set(called))
    if other is not None:
        return other, False
    return (found.pop(), True) if len(found) == 1 else None


def _called(edition: Edition) -> dict[str, str]:
    """Every name that people give a listed bank, in small letters, with the name on the list."""
    return {
        alias.lower(): bank.name
        for bank in edition.banks.listed
        for alias in (bank.name, *bank.also)
    }


def _by_length(names: Iterable[str]) -> list[str]:
    return [re.escape(name) for name in sorted(names, key=len, reverse=True)]


def _unlisted(words: str, called: set[str]) -> str | None:
    """A bank's name that no listed name explains."""
    if (namesake := _NAMESAKES.search(words)) is not None:
        return namesake.group()
    for match in _ANY_BANK.finditer(words):
        name = _LEADS.sub("", match.group())
        low = name.lower()
        if _NO_NAME.match(name) or low in called or not (_KIND.sub("", name)):
            continue
        if not any(low.endswith(a) or a.startswith(low) or a.endswith(low) for a in called):
            return name
    return None
