"""The day that a question is about: 3月5日の診察には使える？, 今度の土曜は？, 年末は？"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain
from typing import Literal

from bot.text import FoundDate, complete, find_dates, nearest
from bot.text.spans import normalise

Sort = Literal["day", "weekday", "holiday", "new_year", "other"]

_WEEK = "月火水木金土日"
_COMING = r"今度|こんど|次|つぎ|今週|来週|再来週"
_NAMED = re.compile(
    rf"(?:(?P<coming>{_COMING})の?)?(?:第?(?P<nth>[1-5一二三四五])\s?(?:・|と|、)?第?[1-5一二三四五]?の?)?"
    rf"(?P<holiday>祝日|祭日|休日)?の?(?:(?P<weekday>[{_WEEK}])曜日?|(?<=[度次ぎ週]の)(?P<short>[{_WEEK}])(?![0-9一-龠]))|"
    r"(?P<weekend>土日|週末)|(?P<plain>平日)|(?P<off>祝日|祭日|休日|連休|ゴールデンウ[ィイ]ーク|gw|旗日)|"
    r"(?P<new_year>年末年始|年末|年始|正月|三が日)|(?P<bon>お盆|盆休み)"
)
_WEEKS = {"今週": 0, "来週": 1, "再来週": 2}
_OF_A_DATE = re.compile(r"(?:[0-9明今]日|あした|あす|明後日)(?:の|は|\(|、)?$")
_LAST = re.compile(r"(?:先週|先々週|この前|こないだ)の?$")
_DATE_AHEAD = re.compile(r"の\s?[0-9]{1,2}(?:月[0-9]{1,2})?日")
# Days that are told of somebody or something, not asked about.
_TOLD = re.compile(
    r"\s?(?:の?(?:生まれ|うまれ|誕生)|生(?!ま)|に?卒業|に?(?:届[いき]|来まし|切れ|申し?込|申請|出し|送っ|引っ越)|"
    r"(?:まで)?(?:って|と)(?:書|印刷|記載|あ)|までの|から(?!.*[?か]))"
)


@dataclass(frozen=True, slots=True)
class AskedDay:
    """The words `start:end` of a message that name the day it asks about.

    `day` where they mean one day; otherwise `sort` and, for days of the week, `weekday` (0 is
    Monday): 土曜は？ asks about every Saturday, 祝日の月曜は？ about Mondays that are holidays.
    """

    start: int
    end: int
    words: str
    sort: Sort
    day: date | None = None
    weekday: int | None = None


def asked_day(text: str, today: date, earlier: date | None = None) -> AskedDay | None:
    """The day that `text` asks about; None if it names none.

    `earlier`: the day spoken of before, which gives 26日だったら？ its month; otherwise the next
    such day from `today` on is meant.
    """
    return next(iter(asked_days(text, today, earlier)), None)


def days_named(text: str, today: date) -> list[FoundDate]:
    """The dates in `text` that name a day, be it without its month or year."""
    return [found for found in find_dates(text, today) if found.day is not None]


def asked_days(text: str, today: date, earlier: date | None = None) -> list[AskedDay]:
    """All days that `text` asks about, dates before days of the week: 12月30日と1月2日は？."""
    return list(chain(_dates(text, today, earlier), _named(text, today)))


def _dates(text: str, today: date, earlier: date | None) -> Iterator[AskedDay]:
    since = today  # 9月23日と27日: a day without its month is the next one from the day before it
    for found in find_dates(text, today):
        if _TOLD.match(normalise(found.after).folded):
            continue
        day = _resolved(found, since if found.month is None else today, earlier)
        since = day if day is not None and day >= today else since
        if day is not None or found.day is not None:
            yield AskedDay(found.start, found.end, found.text, "day", day)


def _resolved(found: FoundDate, today: date, earlier: date | None) -> date | None:
    if found.day is None:
        return None
    if earlier is not None and found.month is None and found.date is None:
        return complete(found, earlier)
    return nearest(found, today, past=False)


def _named(text: str, today: date) -> Iterator[AskedDay]:
    normal = normalise(text)
    for found in _NAMED.finditer(normal.text.lower()):
        if found["weekday"] and _OF_A_DATE.search(normal.text[: found.start()]):
            continue  # 13日の月曜
        if found["weekday"] and _LAST.search(normal.text[: found.start()]):
            continue  # nobody asks about 先週の土曜
        if found["weekday"] and _DATE_AHEAD.match(normal.text, found.end()):
            continue  # 土曜の11日
        start, end = normal.span(found.start(), found.end())
        letter = found["weekday"] or found["short"]
        weekday = _WEEK.index(letter) if letter else None
        yield AskedDay(
            start, end, text[start:end], _sort(found), _coming(found, weekday, today), weekday
        )


def _sort(found: re.Match[str]) -> Sort:
    if found["new_year"]:
        return "new_year"
    if found["off"] or found["holiday"]:
        return "holiday"
    if found["bon"]:
        return "other"
    return "day" if found["coming"] else "weekday"


def _coming(found: re.Match[str], weekday: int | None, today: date) -> date | None:
    """今度の土曜 is the next one behind today, 来週の火曜 that of the week from Monday on."""
    if weekday is None or not found["coming"]:
        return None
    if found["coming"] in _WEEKS:
        monday = today - timedelta(days=today.weekday())
        return monday + timedelta(weeks=_WEEKS[found["coming"]], days=weekday)
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
