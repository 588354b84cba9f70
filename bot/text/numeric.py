"""Dates written with separators or in one run: 1955/7/15, S30.7.15, 1955 7 15, 19550715, 7/15.

Figures with dots and dashes are also phone numbers, house numbers and times, so every form here
looks at what stands before and behind it.
"""

from __future__ import annotations

import re

from bot.text.eras import FIRST_DAY, LAST_DAY, possible_days
from bot.text.lexer import Kind, Token
from bot.text.said import Said
from bot.text.source import Reading, Source
from bot.text.words import WESTERN

_TIGHT = frozenset("/.-・ー")
_LOOSE = _TIGHT | frozenset({"", ",", "、", "の"})  # "" is blanks only: 1955 7 15
_GOES_ON = re.compile(r"[-/.ー・:]\s?[0-9]|\s?(?:[時番円割歳才人分%:]|か所)")
_BLANK_AND_NUMBER = re.compile(r"\s+[0-9]")
_COMES_FROM = re.compile(r"[0-9][-/.ー・:]\s?$")
_OPEN_PLACE = re.compile(r"(?:^|[\sはがも、。:(])$")
_CALLED_A_NUMBER = re.compile(
    r"番号|ばんごう|電話|でんわ|tel|口座|こうざ|記号|きごう|no\.?|なんばー|こーど|暗証"
)
_CALLED_A_DATE = re.compile(
    r"年月日|誕生|たんじょう|生ま|うま|期限|きげん|日付|ひづけ|満了|卒業|まで"
)
_COUNTED = re.compile(r"\s?[番円号人回]")
_LOOK_BACK = 20  # characters in which a word such as 口座番号 still names the digits


def _separator(source: Source, index: int) -> str | None:
    """Return what parts token ``index`` from the one before, "" for blanks; None for nothing."""
    gap = source.gap(index)
    return gap.strip() if gap else None


def era_and_number(source: Source, index: int) -> tuple[Token | None, int]:
    """Return the era token at ``index``, if any, and the index where its number must stand."""
    if not source.is_a(index, Kind.ERA):
        return None, index
    return source.tokens[index], index + 1 if source.near(index + 1, Kind.NUMBER) else -1


def year_said(era: Token | None, number: Token) -> Said:
    """Return the year as said: with its era, in the Gregorian count, or two digits of either."""
    if era is not None and era.word != WESTERN:
        return Said(era=era.word, era_year=number.value)
    if number.width > 2:
        return Said(year=number.value)
    return Said(era_year=number.value)


def _with(year: Said, month: int | None = None, day: int | None = None) -> Said:
    return Said(era=year.era, era_year=year.era_year, year=year.year, month=month, day=day)


def _stands_free(source: Source, first: int, last: int, separator: str) -> bool:
    """Whether tokens ``first`` to ``last`` are not a piece of a longer row of figures."""
    end = source.tokens[last].end
    if _GOES_ON.match(source.text, end) or source.before(_COMES_FROM, source.tokens[first].start):
        return False
    return separator != "" or not _BLANK_AND_NUMBER.match(source.text, end)


def _behind_day(source: Source, index: int) -> int:
    """Return ``index``, or the one after it if 日 stands there (1955/7/15日)."""
    return index + 1 if source.touches(index, Kind.DAY) else index


def _is_month_and_day(month: Token, day: Token) -> bool:
    return 1 <= month.value <= 12 and 1 <= day.value <= 31 and max(month.width, day.width) <= 2


def read_three(source: Source, index: int) -> Reading | None:
    """Read era or Gregorian year, month and day with equal separators; also 15/7/1955."""
    era, first = era_and_number(source, index)
    if not all(source.is_a(first + step, Kind.NUMBER) for step in range(3)) or first < 0:
        return None
    a, b, c = source.tokens[first : first + 3]
    separator = _separator(source, first + 1)
    if separator not in _LOOSE or separator != _separator(source, first + 2):
        return None
    if not _stands_free(source, index, first + 2, separator):
        return None
    if c.width == 4 and era is None:
        said = _day_first(a, b, c) if separator in _TIGHT else None
        return None if said is None else (said, first + 3)
    clear = era is not None or a.width == 4
    if (not clear and a.width > 2) or separator not in (_LOOSE if clear else _TIGHT):
        return None
    # 1955/7/32 was meant for a date.
    meant = clear and separator in "/." and max(b.width, c.width) <= 2
    if not meant and not _is_month_and_day(b, c):
        return None
    # 3-7-15 is a house number unless nothing else stands there.
    alone = a.width == 2 and source.before(_OPEN_PLACE, a.start)
    if not clear and separator in "-ー" and not alone:
        return None
    return _with(year_said(era, a), b.value, c.value), _behind_day(source, first + 3)


def _day_first(a: Token, b: Token, year: Token) -> Said | None:
    """Read 15/7/1955 and 7/15/1955; where both orders are possible only the year is certain."""
    orders = {(m.value, d.value) for m, d in ((b, a), (a, b)) if _is_month_and_day(m, d)}
    if len(orders) != 1:
        return Said(year=year.value) if orders else None
    month, day = orders.pop()
    return Said(year=year.value, month=month, day=day)


def read_compact(source: Source, index: int) -> Reading | None:
    """Read 19550715 and S300715, if that is a real date and nobody calls it a number."""
    era, first = era_and_number(source, index)
    if not source.is_a(first, Kind.NUMBER):
        return None
    number = source.tokens[first]
    year, rest = divmod(number.value, 10_000)
    month, day = divmod(rest, 100)
    if era is not None and era.word != WESTERN:
        if number.width != 6 or possible_days(2000, month, day) is None:
            return None
        return Said(era=era.word, era_year=year, month=month, day=day), first + 1
    if number.width != 8 or not _stands_free(source, index, first, "-"):
        return None
    days = possible_days(year, month, day)
    if days is None or not FIRST_DAY <= days[0] <= LAST_DAY or _is_called_a_number(source, number):
        return None
    return Said(year=year, month=month, day=day), first + 1


def _is_called_a_number(source: Source, number: Token) -> bool:
    """Whether the words around eight digits say that they are a phone, account or other number."""
    if _COUNTED.match(source.text, number.end):
        return True
    start = max(0, number.start - _LOOK_BACK)
    words = source.text[start : number.start].rpartition("。")[2]
    names = [match.end() for match in _CALLED_A_NUMBER.finditer(words)]
    dates = [match.end() for match in _CALLED_A_DATE.finditer(words)]
    return max(names, default=-1) > max(dates, default=-1)


def read_year_and_month(source: Source, index: int) -> Reading | None:
    """Read 2026/3 and R8.3."""
    era, first = era_and_number(source, index)
    if first < 0 or not all(source.is_a(first + step, Kind.NUMBER) for step in range(2)):
        return None
    year, month = source.tokens[first : first + 2]
    separator = _separator(source, first + 1)
    if separator not in _TIGHT or not _stands_free(source, index, first + 1, separator):
        return None
    if not (era or year.width == 4) or not (1 <= month.value <= 12 and month.width <= 2):
        return None
    if source.touches(first + 2, Kind.YEAR, Kind.MONTH, Kind.DAY, Kind.MONTHS, Kind.WEEKS):
        return None
    return _with(year_said(era, year), month.value), first + 2


def read_month_and_day(source: Source, index: int) -> Reading | None:
    """Read 7/15, and behind a year also 7.15, 7-15 and 7 15."""
    if not source.is_a(index, Kind.NUMBER) or not source.is_a(index + 1, Kind.NUMBER):
        return None
    month, day = source.tokens[index : index + 2]
    separator = _separator(source, index + 1)
    behind_year = source.near(index, Kind.NUMBER) and source.is_a(
        index - 1, Kind.YEAR, Kind.YEAR_OFFSET
    )
    if separator is None or separator not in (_LOOSE if behind_year else {"/"}):
        return None
    if not _is_month_and_day(month, day) or not _stands_free(source, index, index + 1, separator):
        return None
    return Said(month=month.value, day=day.value), _behind_day(source, index + 2)
