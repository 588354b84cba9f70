"""The grammar of a date: parts in falling order (year, month, day) with talk between them.

1. ``tokenise`` cuts the text, 2. ``readers`` turn tokens into parts, 3. a tail (末, 頃, 曜日) is
added to a part, 4. neighbouring parts become one date, 5. what is no date is dropped.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence

from bot.text import english, numeric, offsets, readers
from bot.text.lexer import Kind, Token, tokenise
from bot.text.said import Said, agree, disputed, joined
from bot.text.source import Reading, Source

# What a token may begin; for a number that depends on the token behind it.
_READERS: dict[Kind, tuple[readers.Reader, ...]] = {
    Kind.ERA: (
        numeric.read_three,
        numeric.read_compact,
        readers.read_year,
        numeric.read_year_and_month,
        readers.read_era_only,
    ),
    Kind.DAY_WORD: (offsets.read_offset, readers.read_day_word),
    Kind.DAY_OFFSET: (readers.read_day_offset,),
    Kind.MONTH_OFFSET: (readers.read_month_word,),
    Kind.YEAR_OFFSET: (readers.read_year_word,),
    Kind.VAGUE_TIME: (readers.read_vague_time,),
    Kind.FEAST: (readers.read_feast,),
    Kind.MONTH_END: (readers.read_month_end,),
    Kind.ENGLISH_MONTH: (english.read_month_first,),
}
_NUMBER_READERS: dict[Kind, tuple[readers.Reader, ...]] = {
    Kind.YEAR: (offsets.read_offset, readers.read_year),
    Kind.MONTH: (readers.read_month,),
    Kind.DAY: (offsets.read_offset, readers.read_day),
    Kind.MONTHS: (offsets.read_offset,),
    Kind.WEEKS: (offsets.read_offset,),
    Kind.NUMBER: (
        numeric.read_three,
        numeric.read_compact,
        readers.read_year,
        readers.read_day,
        numeric.read_year_and_month,
        numeric.read_month_and_day,
    ),
    Kind.ENGLISH_MONTH: (numeric.read_compact, english.read_day_first, readers.read_day),
}
_LAST_NUMBER_READERS = (numeric.read_compact, readers.read_year, readers.read_day)


def read_dates(text: str, today: datetime.date) -> list[Said]:
    """Return what the folded ``text`` says about dates, in order of appearance."""
    source = Source(text, tokenise(text), today)
    dates: list[Said] = []
    parts = list(_parts(source))
    for index, part in enumerate(parts):
        whole = _one_date(source, dates[-1], part) if dates else None
        if whole is None or _begins_another(source, dates[-1], parts[index:]):
            dates.append(part)
        else:
            dates[-1] = whole
    return [_closed(source, date) for date in dates if _is_date(source, date)]


def _begins_another(source: Source, date: Said, parts: Sequence[Said]) -> bool:
    """令和8年7月22日、令和8年1月22日: the second year does not restate the first."""
    if date.levels != (1, 2, 3) or date.relative or not parts[0].overlaps(date):
        return False
    ahead = parts[0]
    for part in parts[1:3]:
        if ahead.continued_by(part) and source.only_talk(ahead.end, part.start):
            ahead = joined(ahead, part)
    return not agree(date, ahead)


def _parts(source: Source) -> Iterator[Said]:
    index = 0
    while index < len(source.tokens):
        start = source.tokens[index].start
        reading = _read(source, index)
        if reading is None:
            index += 1
            continue
        said, index = reading
        end = max(said.end, source.tokens[index - 1].end)
        said = _with_tail(source, said._replace(start=start, end=end))
        while index < len(source.tokens) and source.tokens[index].start < said.end:
            index += 1  # a tail may hold tokens: 7月15日の3日後
        yield said


def _read(source: Source, index: int) -> Reading | None:
    for reader in _readers(source.tokens, index):
        if reading := reader(source, index):
            return reading
    return None


def _readers(tokens: list[Token], index: int) -> tuple[readers.Reader, ...]:
    kind = tokens[index].kind
    if kind is not Kind.NUMBER:
        return _READERS.get(kind, ())
    if index + 1 == len(tokens):
        return _LAST_NUMBER_READERS
    return _NUMBER_READERS.get(tokens[index + 1].kind, _LAST_NUMBER_READERS)


# --- tails ---------------------------------------------------------------------------------------
_MONTH_END = re.compile(
    r"\s?の?\s?(?:月末|末日|末|まつじつ|まつ(?!り)|いっぱい|一杯|最終日|最後の日)"
)
_YEAR_END = re.compile(r"\s?の?\s?(?:末日?|まつ(?!り)|いっぱい|一杯)")
_AROUND = re.compile(r"\s?(?:頃|ころ|ごろ|くらい|ぐらい|位|前後|辺り|あたり|付近|近く|過ぎ|すぎ)")
_SOME_TIME_IN = re.compile(
    r"\s?の?\s?(?:上旬|中旬|下旬|初旬|初め|始め|はじめ(?![てま])|頭|あたま|半ば|なかば|中頃|"
    r"終わり(?![ま])|終り(?![ま])|おわり(?![ま])|前半|後半)"
)
# 7月15日の翌日, 明日から3日後: another day than the one that is named.
_SHIFTED = re.compile(
    r"の?\s?(?:翌日|翌々日|前日|次の日|前の日|あくる日)|"
    r"(?:の|から|より)\s?(?:ちょうど|丁度)?\s?(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})\s?"
    r"(?:日|週間|[かけ箇個]月|年)\s?(?:前(?!半)|まえ|後(?!半))"
)
_WEEKDAY = re.compile(
    r"\s?[(]\s?[月火水木金土日](?:曜日?)?\s?[)]|\s?[・、]?\s?[月火水木金土日]曜日?"
)


def _with_tail(source: Source, said: Said) -> Said:
    """Add the words that belong to a part: the month's end, a rough time, the day of the week."""
    level = max(said.levels, default=0)
    if level == 2 and (end := _MONTH_END.match(source.text, said.end)):
        said = said._replace(month_end=True, end=end.end())
    elif level == 1 and (end := _YEAR_END.match(source.text, said.end)):
        said = _year_end(said, end)
    if level in (1, 2) and (rough := _SOME_TIME_IN.match(source.text, said.end)):
        said = said._replace(vague=True, end=rough.end())
    if rough := _AROUND.match(source.text, said.end):
        said = said._replace(vague=True, end=rough.end())
    if (
        said.has_day
        and not _is_today(source, said)
        and (shifted := _SHIFTED.match(source.text, said.end))
    ):
        said = said._replace(vague=True, end=shifted.end())
    if said.has_day and not said.relative and (weekday := _WEEKDAY.match(source.text, said.end)):
        said = said._replace(end=weekday.end())
    return said


def _year_end(said: Said, match: re.Match[str]) -> Said:
    if said.fiscal:
        return said._replace(month=3, day=31, end=match.end())
    if match.group().endswith(("いっぱい", "一杯")):
        return said._replace(month=12, day=31, end=match.end())
    return said._replace(end=match.end())  # 年末 names no day


# --- joining -------------------------------------------------------------------------------------
_COUNTED_FROM = re.compile(r"(?:から|より)(?:ちょうど|丁度)?\s?")
_OF = re.compile(r"\s?の?\s?")
_RESTATES = re.compile(r"[\s、,のは・=]*")


def _one_date(source: Source, first: Said, second: Said) -> Said | None:
    """Return the date that two neighbouring parts make together, or None."""
    if (
        second.relative
        and _is_today(source, first)
        and (_COUNTED_FROM.fullmatch(source.text, first.end, second.start))
    ):
        return second._replace(start=first.start)
    if not source.only_talk(first.end, second.start):
        return None
    bracketed = "(" in source.text[first.end : second.start]
    if first.continued_by(second) and not first.vague:
        return joined(first, second)
    if first.relative and second.relative and second.levels == (1, 2, 3):
        return _same_day(source, first, second)
    if not first.overlaps(second):
        # 7月15日(昭和30年)
        return joined(first, second) if bracketed and second.levels else None
    if first.levels == (1,) and first.known_year is None and second.has_year:
        return None  # 在留期間3年(2027年10月1日)
    if agree(first, second):
        if bracketed or _RESTATES.fullmatch(source.text, first.end, second.start):
            return joined(first, second)
    elif bracketed:
        return disputed(first, second)
    return None


def _is_today(source: Source, said: Said) -> bool:
    today = source.today
    return said.relative and (said.year, said.month, said.day) == (
        today.year,
        today.month,
        today.day,
    )


def _same_day(source: Source, first: Said, second: Said) -> Said | None:
    """Return the day meant by 去年の今日, 先月の今日; for 先週の今日 one without a day."""
    if not _OF.fullmatch(source.text, first.end, second.start) or first.has_day:
        return None
    if not first.levels:
        return first._replace(end=second.end)
    return second._replace(start=first.start, year=first.year, month=first.month or second.month)


# --- what is no date -----------------------------------------------------------------------------
_YEAR_ALONE = re.compile(
    r"\s?(?:の?生まれ|の?うまれ|生|です|でし|だ|や|じゃ|ちゃう|か[なも]|ね|よ|の(?:[。、\s]|$|[ほ方])|"
    r"[。、…!?]|と?思|いや|$)"
)


_PUPIL = re.compile(r"生(?!ま)")  # 3年生
_SCHOOL_YEARS = 6


def _is_date(source: Source, said: Said) -> bool:
    if not said.levels:
        return said.vague or said.unclear
    if said.levels == (3,):
        return said.month_end or 1 <= (said.day or 0) <= 31
    if said.levels == (2,):
        return 1 <= (said.month or 0) <= 12
    if said.levels == (1,) and said.era is None and said.year is None:
        # 10年有効 is a length of time; 31年です may be a year.
        if (said.era_year or 0) <= _SCHOOL_YEARS and _PUPIL.match(source.text, said.end):
            return False
        return _YEAR_ALONE.match(source.text, said.end) is not None
    return True


def _closed(source: Source, said: Said) -> Said:
    """Take in the closing bracket of a bracket that stands inside the date."""
    inside = source.text[said.start : said.end]
    if inside.count("(") > inside.count(")") and source.text.startswith(")", said.end):
        return said._replace(end=said.end + 1)
    return said
