"""Lengths of time counted from today: 3日前, ちょうど1か月前, 2週間後.

Only what counts from today and is meant exactly gives a day. 期限の3か月前 counts from elsewhere
and is no date; 2、3日前 and 1か月くらい前 are dates without a day.
"""

from __future__ import annotations

import re

from bot.text.lexer import Kind
from bot.text.relative import day_from, same_day_from, year_from
from bot.text.said import Said
from bot.text.source import Reading, Source

_AGO = re.compile(
    r"(?P<about>\s?(?:ほど|くらい|ぐらい|位|ばかり|半|ちょっと|と少し|以上))?\s?"
    r"(?:(?P<past>前|まえ)|後|ご(?![とろ])|のち)(?![半期])(?P<around>後|頃|ごろ|ころ|くらい|ぐらい)?"
)
_ROUGHLY = re.compile(r"(?:[0-9一二三四五六七八九][、,・~ー-]|[~約数]|およそ|だいたい|大体)\s?$")
_SECOND_HALF = re.compile(r"(?:年|月|ねん|げつ)と?\s?$")  # 1か月と | 10日前
_ELSEWHERE = re.compile(
    r"(?:の|から|より|[ただ]|期限|満了日?|誕生日|卒業|更新)\s?(?:ちょうど|丁度)?\s?$"
)
_OPENS_A_CLAUSE = re.compile(r"(?:^|[\s、。,はもがあと])\s?(?:ちょうど|丁度)?\s?$")
_FROM_TODAY = re.compile(r"(?:今日|きょう|本日|今|いま)(?:から|より|の)\s?(?:ちょうど|丁度)?\s?$")
_SEVERAL = re.compile(r"[一二三四五六七八九]{2}")  # 二三日 is two or three
_LONGEST = 9999


def read_offset(source: Source, index: int) -> Reading | None:
    """Read a length of time before or after today; rough ones give a date without a day."""
    number = source.tokens[index]
    if number.kind is Kind.DAY_WORD:
        unit, last = Kind.DAY, number
    elif source.touches(index + 1, Kind.DAY, Kind.WEEKS, Kind.MONTHS, Kind.YEAR):
        unit, last = source.tokens[index + 1].kind, source.tokens[index + 1]
    else:
        return None
    match = _AGO.match(source.text, last.end)
    in_date = source.is_a(index - 1, Kind.MONTH, Kind.MONTH_OFFSET, Kind.ERA)
    if match is None or (in_date and source.touches(index, number.kind)):
        return None
    if unit is Kind.YEAR and number.width > 2:
        return None
    start = number.start
    if _counts_from_elsewhere(source, start, future=not match["past"]):
        return None
    said = _from_today(source, unit, -number.value if match["past"] else number.value)
    rough = match["about"] or match["around"] or source.before(_ROUGHLY, start)
    several = _SEVERAL.fullmatch(source.text, start, number.end)
    if said is None or rough or several or source.before(_SECOND_HALF, start):
        said = Said(relative=True, vague=True)
    return said._replace(end=match.end()), index + (1 if last is number else 2)


def _counts_from_elsewhere(source: Source, start: int, future: bool) -> bool:
    """Whether 期限の3か月前 or 届いて3日後 counts from another day than today."""
    if source.before(_FROM_TODAY, start):
        return False
    return source.before(_ELSEWHERE, start) or (
        future and not source.before(_OPENS_A_CLAUSE, start)
    )


def _from_today(source: Source, unit: Kind, count: int) -> Said | None:
    if abs(count) > _LONGEST:
        return None
    if unit is Kind.MONTHS:
        return same_day_from(source.today, count)
    if unit is Kind.YEAR:
        return year_from(source.today, count)
    return day_from(source.today, count * 7 if unit is Kind.WEEKS else count)
