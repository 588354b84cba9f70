"""Cutting folded text into the tokens of the date grammar; everything else is passed over.

Tokens are cheap and a little generous: the grammar decides which of them make a date. Only what
cannot be told later is decided here, above all where a word in running hiragana begins.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable
from typing import NamedTuple

from bot.text import words
from bot.text.numerals import (
    KANA_NUMBER,
    KANJI_DIGIT,
    KANJI_NUMBER,
    arabic_value,
    kana_value,
    kanji_value,
    kanji_width,
)
from bot.text.spans import HIDDEN


class Kind(enum.Enum):
    """What a token is."""

    ERA = enum.auto()
    NUMBER = enum.auto()
    YEAR = enum.auto()  # 年
    MONTH = enum.auto()  # 月
    DAY = enum.auto()  # 日
    MONTHS = enum.auto()  # か月, a length of time
    WEEKS = enum.auto()  # 週間, a length of time
    DAY_WORD = enum.auto()  # ついたち
    DAY_OFFSET = enum.auto()  # 昨日
    MONTH_OFFSET = enum.auto()  # 先月
    YEAR_OFFSET = enum.auto()  # 来年
    VAGUE_TIME = enum.auto()  # 先週
    FEAST = enum.auto()  # 元日
    MONTH_END = enum.auto()  # 月末, without a month's name
    ENGLISH_MONTH = enum.auto()  # July


class Token(NamedTuple):
    """One token: ``value`` its number, ``width`` the digits typed, ``word`` the canonical word."""

    kind: Kind
    start: int
    end: int
    value: int = 0
    width: int = 0
    word: str = ""


def _any(forms: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, forms), key=len, reverse=True))


_TO_NUMBER = rf"(?=[\s.・、,のでは]{{0,3}}(?:[0-9元]|{KANJI_DIGIT}|がん|{KANA_NUMBER}))"
_TO_DIGIT = rf"(?=[.\s・]{{0,2}}(?:[0-9元]|{KANJI_DIGIT}))"
_PARTICLE = (
    r"(?=\s|まで|です|でし|だ(?!い)|で|に|は|の|も|が(?!く)|から|を|より|じゃ|や|[、。,.!?…)」]|$)"
)
_DAY_ENDS = r"(?=です|でし|まで|に|の|[、。]|\s|$)"
_MARKED = r"(?=\s?(?:年|ねん|月|がつ|日(?!本)|にち(?!ほん)|かげつ|か月|しゅうかん|週間))"
# In 令和7年度末 and 3月末 the mark belongs to the number.
_NOT_BEHIND_NUMBER = r"(?<![0-9一二三四五六七八九十〇元])"
_CLEAR_DAY_OFFSETS = [word for word in words.DAY_OFFSETS if word not in words.NEEDS_PARTICLE]

_LEXICON: tuple[tuple[str, str], ...] = (
    ("number", r"[0-9]+"),
    ("first", r"元(?=\s?(?:年|念|ねん|[./\-・]))|がん(?=\s?ねん)"),
    ("era", _any([*words.ERA_NAMES, *words.WESTERN_FORMS])),
    ("era_form", f"(?:{_any(words.ERA_FORMS)}){_TO_NUMBER}"),
    ("other_era", f"(?:{_any(words.OTHER_ERAS)}){_TO_NUMBER}"),
    ("era_kanji", rf"(?:(?<![一-鿿])|(?<=日))[明大昭平令]{_TO_DIGIT}"),
    ("era_letter", rf"(?<![a-z0-9'@_])[mtshr]{_TO_DIGIT}"),
    ("day_offset", f"{_any(_CLEAR_DAY_OFFSETS)}|(?:{_any(words.NEEDS_PARTICLE)}){_PARTICLE}"),
    ("month_offset", _any(words.MONTH_OFFSETS)),
    ("year_offset", _any(words.YEAR_OFFSETS)),
    ("vague_time", f"(?:{_any(words.VAGUE_TIMES)})(?:の?[月火水木金土日]曜日?|末)?"),
    ("feast", _any(words.FEASTS)),
    ("fiscal_end", f"{_NOT_BEHIND_NUMBER}年度末"),
    ("month_end", rf"{_NOT_BEHIND_NUMBER}月末|げつまつ"),
    ("day_word", f"(?:{_any(words.KANA_DAYS)})(?!き)"),
    ("kana_number", KANA_NUMBER + _MARKED),
    ("kanji_number", KANJI_NUMBER),
    ("months", r"[かけゕゖ箇個]月|かげつ"),
    ("weeks", r"週間|しゅうかん"),
    ("year", r"年|ねん|[念稔]"),
    ("month", r"月(?![曜額給謝々収極])|がつ|がっ(?=[0-9])"),
    ("day", rf"日(?!曜|本)|にち(?!よう|ほん)|[曰号]|火(?!曜)|か{_DAY_ENDS}"),
    ("english_month", rf"(?<![a-z])(?:{_any(words.ENGLISH_MONTHS)})(?![a-z])"),
)
_LEX = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _LEXICON))
_MARKS = {
    "year": Kind.YEAR, "month": Kind.MONTH, "day": Kind.DAY,
    "months": Kind.MONTHS, "weeks": Kind.WEEKS,
}  # fmt: skip
_NAMES: dict[str, tuple[Kind, dict[str, str]]] = {
    "era": (Kind.ERA, dict.fromkeys(words.WESTERN_FORMS, words.WESTERN)),
    "era_form": (Kind.ERA, words.ERA_FORMS),
    "other_era": (Kind.ERA, {}),
    "era_kanji": (Kind.ERA, words.ERA_KANJI),
    "era_letter": (Kind.ERA, words.ERA_LETTERS),
    "vague_time": (Kind.VAGUE_TIME, {}),
    "feast": (Kind.FEAST, {}),
    "fiscal_end": (Kind.FEAST, {}),
    "month_end": (Kind.MONTH_END, {}),
}
_VALUES = {
    "day_offset": (Kind.DAY_OFFSET, words.DAY_OFFSETS),
    "month_offset": (Kind.MONTH_OFFSET, words.MONTH_OFFSETS),
    "year_offset": (Kind.YEAR_OFFSET, words.YEAR_OFFSETS),
    "day_word": (Kind.DAY_WORD, words.KANA_DAYS),
    "english_month": (Kind.ENGLISH_MONTH, words.ENGLISH_MONTHS),
}
# Behind these a word in hiragana may begin although hiragana stands before it.
_WORD_MAY_BEGIN = re.compile(
    r"(?:[のはがをもでとへ]|いや|です|ね|えと|えっと|ええ|から|まで|より)$"
)
_LONGEST_BEFORE_MARK = 3
# Slips of the keyboard count as 年, 月, 日 only where nothing else can stand.
_SLIPS = {"念": Kind.ERA, "稔": Kind.ERA, "曰": Kind.MONTH, "号": Kind.MONTH, "火": Kind.MONTH,
          "か": Kind.MONTH}  # fmt: skip


def _token(match: re.Match[str]) -> Token:
    name, word = match.lastgroup or "", match.group()
    start, end = match.span()
    if name == "number":
        return Token(Kind.NUMBER, start, end, arabic_value(word), len(word))
    if name == "kanji_number":
        return Token(Kind.NUMBER, start, end, kanji_value(word), kanji_width(word))
    if name == "kana_number":
        value = kana_value(word)
        return Token(Kind.NUMBER, start, end, value, len(str(value)))
    if name == "first":
        return Token(Kind.NUMBER, start, end, 1, 1, "元")
    if name in _MARKS:
        return Token(_MARKS[name], start, end, word=word)
    if name in _VALUES:
        kind, values = _VALUES[name]
        return Token(kind, start, end, values[word], word=word)
    kind, canonical = _NAMES[name]
    return Token(kind, start, end, word=canonical.get(word, word))


def _begins_a_word(text: str, token: Token, before: list[Token]) -> bool:
    """Tell whether a token in hiragana stands at the beginning of a word."""
    start = token.start
    if start == 0 or not "ぁ" <= text[start] <= "ん":
        return True
    last = text[start - 1]
    # 田中さんがつかう: behind kanji さん is no number.
    in_kanji = token.kind is Kind.NUMBER and "一" <= last <= "鿿"
    if not ("ぁ" <= last <= "ん" or last == HIDDEN or in_kanji):
        return True
    if before and before[-1].end == start:
        return True
    return _WORD_MAY_BEGIN.search(text, max(0, start - 3), start) is not None


def _is_mark_in_place(text: str, token: Token, before: list[Token]) -> bool:
    """Tell whether 年, 月, 日, か月, 週間 stand right behind a number."""
    if not before or before[-1].kind is not Kind.NUMBER:
        return False
    gap = text[before[-1].end : token.start]
    if gap.strip(" \n)") or len(gap) > _LONGEST_BEFORE_MARK:
        return False
    if token.word not in _SLIPS:
        return True
    return len(before) > 1 and (
        before[-2].kind is _SLIPS[token.word] or (token.word in "念稔" and before[-1].width == 4)
    )


def _join_spaced_digits(text: str, mark: Token, tokens: list[Token]) -> None:
    """Make one number of digits typed apart: 1 9 5 5 年. Changes ``tokens`` in place."""
    count = 0
    while count < min(4, len(tokens)):
        token = tokens[-1 - count]
        behind = mark if count == 0 else tokens[-count]
        if token.kind is not Kind.NUMBER or token.width != 1 or token.word:
            break
        if text[token.end : behind.start].strip(" "):
            break
        count += 1
    if count < 2:
        return
    run = tokens[-count:]
    value = int("".join(str(token.value) for token in run))
    # 平成7 3月 lacks its 年; it is no 73rd month.
    era_before = len(tokens) > count and tokens[-count - 1].kind is Kind.ERA
    limits = {Kind.YEAR: 9999, Kind.MONTH: 0 if era_before else 12, Kind.DAY: 31}
    if value <= limits.get(mark.kind, 0):
        tokens[-count:] = [run[0]._replace(end=run[-1].end, value=value, width=count)]


def tokenise(text: str) -> list[Token]:
    """Return the tokens of folded ``text`` in order."""
    tokens: list[Token] = []
    position = 0
    while match := _LEX.search(text, position):
        token = _token(match)
        is_mark = token.kind in _MARKS.values()
        in_place = (_is_mark_in_place if is_mark else _begins_a_word)(text, token, tokens)
        if not in_place:
            position = token.start + 1
            continue
        if is_mark:
            _join_spaced_digits(text, token, tokens)
        tokens.append(token)
        position = token.end
    return tokens
