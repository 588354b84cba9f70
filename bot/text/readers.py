"""Readers of single parts of a date: a year, a month, a day, a word that needs today.

Each takes the source and a token's index and returns what is said there with the index behind it,
or None. Reading is generous; ``grammar`` joins the parts and drops what is no date.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.text import words
from bot.text.lexer import Kind, Token
from bot.text.numeric import era_and_number, read_month_and_day, year_said
from bot.text.relative import day_from, fiscal_year_from, month_from, year_from
from bot.text.said import Said, agree, disputed
from bot.text.source import Reading, Source

Reader = Callable[[Source, int], Reading | None]

# --- years ---------------------------------------------------------------------------------------
_ONLY_THE_ERA = re.compile(
    r"\s?(?:生|うまれ|です|でし|だ|では|じゃ|や[なのね]|ちゃう|の?(?:[。、…!?]|$)|の[ほ方])"
)
_BARE_YEAR_ENDS = re.compile(r"\s?(?:生|うまれ|です|でし|だ|[。、]|$)")


def read_year(source: Source, index: int) -> Reading | None:
    """Read 昭和30年, 1955年, 31年, 昭和30(1955)年 and a year without 年 before a month."""
    era, at = era_and_number(source, index)
    if not source.is_a(at, Kind.NUMBER):
        return None
    number = source.tokens[at]
    said, behind = year_said(era, number), at + 1
    other, after_other = _in_brackets(source, behind)
    if other is not None and source.near(after_other, Kind.YEAR):
        said = said if agree(said, other) else disputed(said, other)
        behind = after_other
    if source.is_a(behind, Kind.YEAR) and source.near(behind, Kind.YEAR):
        if source.text.startswith("代", source.tokens[behind].end):
            return None  # 昭和50年代 is no year
        fiscal = source.text.startswith("度", source.tokens[behind].end)
        end = source.tokens[behind].end + fiscal
        return said._replace(fiscal=fiscal, end=end), behind + 1
    if _may_lack_its_mark(source, era, number, at):
        return said, behind
    return None


def _in_brackets(source: Source, index: int) -> tuple[Said | None, int]:
    """Read the second reckoning in 昭和30(1955)年 without its brackets."""
    if not (index > 0 and index < len(source.tokens) and "(" in source.gap(index)):
        return None, index
    era, at = era_and_number(source, index)
    if not source.is_a(at, Kind.NUMBER):
        return None, index
    number = source.tokens[at]
    closed = source.text.startswith(")", number.end)
    return (year_said(era, number), at + 1) if closed else (None, index)


def _may_lack_its_mark(source: Source, era: Token | None, number: Token, at: int) -> bool:
    """Whether a number is a year without 年: 昭和30 7月15日, S30 7/15, (1955)7月, S31です."""
    if era is None and number.width != 4:
        return False
    if source.near(at + 1, Kind.NUMBER) and source.touches(at + 2, Kind.MONTH):
        return True
    if source.touches(at + 1, Kind.NUMBER) and read_month_and_day(source, at + 1):
        return True
    if era is None:
        return source.is_bracketed(number)
    return number.width <= 2 and _BARE_YEAR_ENDS.match(source.text, number.end) is not None


def read_era_only(source: Source, index: int) -> Reading | None:
    """Read an era without its year, as in 平成じゃなくて昭和です."""
    token = source.tokens[index]
    typed = source.text[token.start : token.end]
    if typed not in words.ERA_NAMES or not _ONLY_THE_ERA.match(source.text, token.end):
        return None
    return Said(era=token.word), index + 1


def read_year_word(source: Source, index: int) -> Reading | None:
    """Read 来年, 去年 and the fiscal 今年度."""
    token = source.tokens[index]
    if fiscal := _FISCAL.match(source.text, token.end):
        said = fiscal_year_from(source.today, token.value)
        return said._replace(end=fiscal.end()), index + 1
    return year_from(source.today, token.value), index + 1


_FISCAL = re.compile(r"度|ど(?=まつ|の)")


# --- months and days -----------------------------------------------------------------------------
_BEFORE_THIS = re.compile(r"\s?(?:前(?!半)|まえ)")  # 1月前 is hardly ever January
_NO_DAY = re.compile(
    r"\s?(?:間|かん|目|め|以内|以上|以下|未満|超|を超|分|おき|ごと|毎|ほど|前(?!後)|まえ|後|ご(?![ろ])|"
    r"あたり|当|がかり|ぶり|も|でも|たっ|経|かか|[1-9一二三]回|に[1-9一二三]回)"
)
_REMAINING = re.compile(r"(?:あと|後|残り|のこり)\s?$")  # あと3日で切れる
_COUNTED_DAYS = re.compile(r"間|目(?!処)|かん")
_LACKS_MARK = re.compile(
    r"\s?(?:です|でし|だ|生|うまれ|に|まで|の|から|が|じゃ|[。)]|$)|\s(?![0-9])|"
    r"、(?!\s?[0-9一二三四五六七八九十])"  # 15、6日 is the 15th or the 16th
)
_SEVENTH = re.compile(r"です|でし|うまれ|生|に|まで|から")


def read_month(source: Source, index: int) -> Reading | None:
    """Read 7月."""
    if not source.touches(index + 1, Kind.MONTH):
        return None
    if _BEFORE_THIS.match(source.text, source.tokens[index + 1].end):
        return None
    return Said(month=source.tokens[index].value), index + 2


def read_month_word(source: Source, index: int) -> Reading | None:
    """Read 先月, 来月."""
    return month_from(source.today, source.tokens[index].value), index + 1


def _follows_month(source: Source, index: int) -> bool:
    return index > 0 and source.is_a(index - 1, Kind.MONTH, Kind.MONTH_OFFSET)


def read_day(source: Source, index: int) -> Reading | None:
    """Read 15日; behind a month also 15 alone."""
    number, text = source.tokens[index], source.text
    behind_month = _follows_month(source, index) and source.near(index, Kind.NUMBER)
    if source.touches(index + 1, Kind.DAY):
        if source.before(_REMAINING, number.start):
            return Said(relative=True, vague=True), index + 2
        no_day = _COUNTED_DAYS if behind_month else _NO_DAY
        if no_day.match(text, source.tokens[index + 1].end):
            return None
        return Said(day=number.value), index + 2
    if not behind_month or number.width > 2 or source.gap(index).strip():
        return None
    if source.touches(index + 1, Kind.MONTH, Kind.MONTHS, Kind.YEAR, Kind.WEEKS):
        return None
    return (Said(day=number.value), index + 1) if _LACKS_MARK.match(text, number.end) else None


def read_day_word(source: Source, index: int) -> Reading | None:
    """Read ついたち, はつか; words that mean other things too only behind a month."""
    token = source.tokens[index]
    behind_month = _follows_month(source, index)
    if token.word in words.ONLY_AFTER_MONTH:
        if not (behind_month and source.near(index, Kind.DAY_WORD)):
            return None
        if _means_otherwise(source, index):
            return None
    elif not behind_month and _NO_DAY.match(source.text, token.end):
        return None
    return Said(day=token.value), index + 1


def _means_otherwise(source: Source, index: int) -> bool:
    """Whether 7月のいつか is some day in July, and 7月なのか asks whether it is July."""
    month, token = source.tokens[index - 1], source.tokens[index]
    gap, in_kana = source.gap(index).strip(), source.text[month.start : month.end] == "がつ"
    if token.word == "いつか":
        return "の" in gap or bool(gap and not in_kana)
    if token.word != "なのか" or gap or in_kana:
        return False
    return not _SEVENTH.match(source.text, token.end)


def read_day_offset(source: Source, index: int) -> Reading | None:
    """Read 今日, 昨日."""
    said = day_from(source.today, source.tokens[index].value)
    return None if said is None else (said, index + 1)


def read_vague_time(source: Source, index: int) -> Reading | None:
    """Read 先週, which names no day."""
    return Said(relative=True, vague=True), index + 1


def read_feast(source: Source, index: int) -> Reading | None:
    """Read 元日, 大晦日 and 年度末."""
    word = source.tokens[index].word
    if word == words.FISCAL_END:
        return Said(month=3, day=31, fiscal=True), index + 1
    month, day = words.FEASTS[word]
    return Said(month=month, day=day), index + 1


def read_month_end(source: Source, index: int) -> Reading | None:
    """Read 月末 without a month."""
    return Said(month_end=True), index + 1
