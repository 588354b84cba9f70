"""Japanese number words: 三十, 三〇, 壱, さんじゅう, せんきゅうひゃくごじゅうご.

The kana words are given as a regular-expression source, because in running hiragana a number can
only be told from other words by what follows it (わたしがつかう holds no 四月).
"""

from __future__ import annotations

import re

_KANJI_DIGITS = {digit: index for index, digit in enumerate("〇一二三四五六七八九")}
_KANJI_DIGITS |= {"零": 0, "○": 0, "◯": 0, "壱": 1, "壹": 1, "弐": 2, "貳": 2, "参": 3, "參": 3}
_KANJI_TENS = {"廿": 20, "卅": 30, "丗": 30}
_KANJI_UNITS = {"十": 10, "拾": 10, "百": 100, "千": 1000}
_KANJI = "".join([*_KANJI_DIGITS, *_KANJI_TENS, *_KANJI_UNITS]).replace("○", "").replace("◯", "")
# A drawn circle is a zero only inside a number (二○二六); alone it is a tick in a form.
KANJI_DIGIT = f"[{_KANJI}]"
KANJI_NUMBER = f"{KANJI_DIGIT}(?:[{_KANJI}]|[○◯](?=[{_KANJI}○◯年月日]))*"

_KANA_DIGITS = {
    "いち": 1, "いっ": 1, "に": 2, "さん": 3, "よん": 4, "よ": 4, "しち": 7, "し": 4, "ご": 5,
    "ろく": 6, "ろっ": 6, "なな": 7, "はち": 8, "はっ": 8, "きゅう": 9, "く": 9,
}  # fmt: skip
_KANA_UNITS = {
    "じゅう": 10, "じゅっ": 10, "じっ": 10,
    "ひゃく": 100, "びゃく": 100, "ぴゃく": 100, "せん": 1000,
}  # fmt: skip
_ONES = "いち|いっ|に|さん|よん|よ|しち|し|ご|ろく|ろっ|なな|はち|はっ|きゅう|く"
_TENS = "(?:(?:に|さん|よん|ご|ろく|なな|しち|はち|きゅう) ?)?(?:じゅう|じゅっ|じっ)"
_HUNDREDS = "(?:に|さん|よん|ご|ろっ|なな|はっ|きゅう)?[ひびぴ]ゃく"
_BELOW_100 = f"(?:{_TENS}(?: ?(?:{_ONES}))?|{_ONES})"
_BELOW_1000 = f"(?:{_HUNDREDS}(?: ?{_BELOW_100})?|{_BELOW_100})"
KANA_NUMBER = f"(?:に?せん(?: ?{_BELOW_1000})?|{_BELOW_1000}|ぜろ|れい)"
_KANA_WORD = re.compile("|".join([*_KANA_UNITS, *_KANA_DIGITS]))

MANY = 10**9  # stands for numbers with too many digits to mean anything in a date
_MAX_DIGITS = 8


def _is_positional(word: str) -> bool:
    return all(char in _KANJI_DIGITS for char in word)


def kanji_width(word: str) -> int:
    """Return how many digits the kanji number would have in Arabic digits: 三〇 and 三十 have 2."""
    return len(word) if _is_positional(word) else len(str(kanji_value(word)))


def kanji_value(word: str) -> int:
    """Return the value of a kanji number, with units (三十) or digit by digit (三〇)."""
    if len(word) > _MAX_DIGITS:
        return MANY
    if _is_positional(word):
        return int("".join(str(_KANJI_DIGITS[char]) for char in word))
    total = digit = 0
    for char in word:
        if char in _KANJI_UNITS:
            total, digit = total + (digit or 1) * _KANJI_UNITS[char], 0
        elif char in _KANJI_TENS:
            total += _KANJI_TENS[char]
        else:
            digit = digit * 10 + _KANJI_DIGITS[char]
    return total + digit


def kana_value(word: str) -> int:
    """Return the value of a number in hiragana that matches ``KANA_NUMBER``."""
    total = digit = 0
    for piece in _KANA_WORD.findall(word):
        if piece in _KANA_UNITS:
            total, digit = total + (digit or 1) * _KANA_UNITS[piece], 0
        else:
            digit = _KANA_DIGITS[piece]
    return total + digit


def arabic_value(word: str) -> int:
    """Return the value of ASCII digits; absurdly long runs all count as ``MANY``."""
    return int(word) if len(word) <= _MAX_DIGITS else MANY
