"""What every door does to a resident's words before anything else looks at them."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from bot.text.dates import FoundDate, find_dates

# A long phone talk has a few hundred characters. What is beyond this adds noise, not meaning.
LONGEST = 1000

# Dates are read by the date reader, not by the intent model: to the model they are all alike, and
# so are parts of dates, times and sums of money. What a number counts (75歳, 90日, 2割) stays.
DAY_WORD, MONTH_WORD, YEAR_WORD, TIME_WORD, MONEY_WORD = "某日", "某月", "某年", "某時", "某円"

_ANY_DAY = date(2001, 1, 1)  # only the places of dates are wanted here, so any day will do
_LENGTHS = 10  # so many years without an era are a length of time: 5年です
_INVISIBLE = ("Cc", "Cf", "Cn", "Co", "Cs")
_SPACES = re.compile(r"\s+")
_MARKS = str.maketrans({"゛": "\u3099", "゜": "\u309a"})
# ― and 一 between letters of katakana stand for the long sound.
_DASH = re.compile(r"(?<=[ァ-ヶ])(?:[‐‑‒–—―−-](?![0-9])|一(?=[ァ-ヶ]))")
_PAY_EASY = re.compile(r"(?:pay|ペイ)[\s\-ー・]?(?:easy|イージー|イ-ジ-)")
_NUMBER = re.compile(
    r"[0-9一二三四五六七八九十〇]|(?:つい|ふつ|みっ|よっ|いつ|むい|なの|なぬ|よう|ここの|とお|はつ)"
)
_COUNT = r"(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})"
_DAY = re.compile(rf"(?:{_COUNT}月の?)?{_COUNT}日")
_MONTH = re.compile(rf"{_COUNT}月(?!の?{_COUNT}日)")
_PLAIN_NUMBERS = (
    (re.compile(r"(?<![0-9第])(?:[0-9]{1,2}月)?(?:[12]?[0-9]|3[01])日(?=で?も)"), DAY_WORD),
    (re.compile(rf"[0-9一二三四五六七八九][、,~〜](?={DAY_WORD})"), ""),  # 2、3日
    (re.compile(r"[0-9]{1,2}(?::[0-9]{2}|時(?!間|代|期)(?:[0-9]{1,2}分|半)?)"), TIME_WORD),
    (re.compile(r"[二三四五六七八九十]{1,2}時(?!間|代|期)(?:半)?"), TIME_WORD),
    (re.compile(r"[0-9][0-9,.]*[十百千万億]*[0-9]*円"), MONEY_WORD),
)


class _Visible(dict[int, int]):
    """What stands for a character: a space for an invisible one. Each is looked up once: a message
    is cleaned dozens of times on its way."""

    def __missing__(self, character: int) -> int:
        invisible = unicodedata.category(chr(character)) in _INVISIBLE
        return self.setdefault(character, ord(" ") if invisible else character)


_VISIBLE = _Visible()


def clean(text: str) -> str:
    """`text` without control and format characters, spaces folded, cut to LONGEST characters.

    Widths stay as they were typed: what we repeat to people looks like what they wrote.
    """
    return _SPACES.sub(" ", text.translate(_VISIBLE)).strip()[:LONGEST]


def normalise(text: str) -> str:
    """`text` cleaned, in one width (NFKC) and lower case: for comparing and looking up.

    Slips of the keyboard that no reader stumbles over are mended: テ゛ is デ, ペイジ― is ペイジー.
    """
    marked = clean(text).translate(_MARKS)
    plain = clean(unicodedata.normalize("NFKC", marked)).lower()
    return _PAY_EASY.sub("ペイジー", _DASH.sub("ー", plain))


def for_understanding(text: str) -> str:
    """`text` as the intent model sees it: normalised, one word for all days, months, sums …"""
    cleaned = clean(text)
    parts, done = [], 0
    for found in find_dates(cleaned, _ANY_DAY):
        parts += [cleaned[done : found.start], _neutral(found)]
        done = found.end
    plain = normalise("".join([*parts, cleaned[done:]]))
    for pattern, word in _PLAIN_NUMBERS:
        plain = pattern.sub(word, plain)
    return plain


_FOREIGN_DAY = re.compile(r"[0-9]{1,4}([./-])\s?[0-9]{1,2}(?:\1\s?[0-9]{2,4})?")
_LONG_NUMBER = re.compile(r"[0-9]{3,}")
_DIGIT = re.compile(r"\d")


def for_foreign_understanding(text: str) -> str:
    """The same for another language: days in digits and long numbers are all alike."""
    plain = _DIGIT.sub(lambda found: str(unicodedata.digit(found[0])), normalise(text))
    return _LONG_NUMBER.sub("#", _FOREIGN_DAY.sub(" #date ", plain))


def _neutral(found: FoundDate) -> str:
    """来月 keeps its word, 来月3日 loses the number alone; 7月末 and 頃 keep what they add."""
    said = unicodedata.normalize("NFKC", found.text)
    if found.relative:
        return _DAY.sub(DAY_WORD, _MONTH.sub(MONTH_WORD, said))
    length = found.year is None and found.era_year is not None and found.era_year <= _LENGTHS
    if length or not _NUMBER.search(said):
        return said  # 10年と5年; 月末, 元日
    if found.day is not None and not (found.month_end and "末" in said):
        return DAY_WORD
    _, unit, rest = said.rpartition("日")
    if unit:
        return DAY_WORD + rest
    if found.month is not None:
        return MONTH_WORD + said.rpartition("月")[2] * ("月" in said)
    return YEAR_WORD + said.rpartition("年")[2] * ("年" in said)
