"""Dates as people of a language write them, written anew for the Japanese reader of dates.

``5 July 1985`` and ``1985. 7. 5.`` are 1985年7月5日. Where day and month can be either, both
readings are kept and none is chosen: what is written then is only what is certain, the year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from bot.text.foreign.lexicon import Lexicon, languages, lexicon
from bot.text.foreign.plain import plain

_LETTERS = {"m": "明治", "t": "大正", "s": "昭和", "h": "平成", "r": "令和"}
_ANY_DAY = date(2001, 1, 1)  # where a date stands does not depend on today
_HAS_DATE = re.compile(r"\d{4}|\d\D{1,20}\d")
_MONTH_DAY, _YEAR_MONTH = re.compile("月.*日"), re.compile("年.*月")
_YEARS_AHEAD = 12  # a year of two digits lies at most so far ahead


@dataclass(frozen=True, slots=True)
class ForeignDay:
    """One date: where it stands (in the plain text) and how it is said in Japanese.

    ``gloss`` is empty where nothing of it is certain; without ``readings`` too, it is a date of
    another calendar. ``readings``: the days it can mean, where it can mean two.
    """

    start: int
    end: int
    gloss: str
    readings: tuple[date, ...] = ()


def find_days(text: str, words: Lexicon, today: date) -> list[ForeignDay]:
    """Every date in the plain ``text``, in order; the first pattern that reads a piece has it."""
    found: list[ForeignDay] = []
    taken = bytearray(len(text))  # which characters a date has: long texts are read in linear time

    def take(day: ForeignDay | None) -> None:
        if day is not None:
            taken[day.start : day.end] = b"\1" * (day.end - day.start)
            found.append(day)

    for pattern in words.dates:
        for match in pattern.finditer(text):
            if not any(taken[match.start() : match.end()]):
                take(_read(match, words, today))
    for gloss, pattern in words.relative.items():
        for match in pattern.finditer(text):
            if not any(taken[match.start() : match.end()]):
                take(ForeignDay(match.start(), match.end(), gloss))
    found.sort(key=lambda day: day.start)
    days: list[ForeignDay] = []
    for day in found:
        if days and _repeats(text, days[-1], day):
            days[-1] = replace(days[-1], end=day.end + 1)
        else:
            days.append(day)
    return days


def _repeats(text: str, before: ForeignDay, day: ForeignDay) -> bool:
    """5 July 1985 (Showa 60): the same year once more."""
    between, after = text[before.end : day.start].strip(), text[day.end : day.end + 1]
    return between == "(" and after == ")" and "月" not in day.gloss


_ERA_SIGNS = ("明", "大", "昭", "平", "令")


def find_personal_days(text: str) -> Iterator[tuple[int, int]]:
    """Where a date of any language stands that can be somebody's: a day, or a month of a year.

    Bare fractions (1/2, 24/7) are none.
    """
    message = plain(text)
    if not _HAS_DATE.search(message.text):
        return
    for code in languages():
        for day in find_days(message.text, lexicon(code), _ANY_DAY):
            era = message.text[: day.start].endswith(_ERA_SIGNS)  # 平20.1.1: read as Japanese
            if not era and _is_personal(day, message.text[day.start : day.end]):
                yield message.span(day.start, day.end)


def without_days(text: str) -> str:
    """The text with room in place of every date of any language."""
    message = plain(text)
    if not any(map(str.isdigit, message.text)):
        return text
    left = list(text)
    for code in languages():
        for day in find_days(message.text, lexicon(code), _ANY_DAY):
            if any(map(str.isdigit, message.text[day.start : day.end])):  # tomorrow is a word
                start, end = message.span(day.start, day.end)
                left[start:end] = " " * (end - start)
    return "".join(left)


def _is_personal(day: ForeignDay, words: str) -> bool:
    """A day of a month by its name, a month of a year, or a date that must be asked back."""
    if not day.gloss:
        return not day.readings
    named = any(map(str.isalpha, words)) and _MONTH_DAY.search(day.gloss)
    return bool(named or day.readings or _YEAR_MONTH.search(day.gloss))


def _read(match: re.Match[str], words: Lexicon, today: date) -> ForeignDay | None:
    parts = {name: said for name, said in match.groupdict().items() if said is not None}
    if "calendar" in parts:
        return ForeignDay(*match.span(), "")
    if "raw" in parts:
        return ForeignDay(*match.span(), parts["raw"])  # 8.3.31: of which era is asked back
    if "none" in parts:
        year, none, day = re.split("[-/.]", parts["none"])
        return ForeignDay(*match.span(), f"{year}年{int(none)}月{int(day)}日")  # no such day
    if "a" in parts:
        return _in_numbers(match, parts, words, today)
    name = parts.get("M", parts.get("M2", "")).rstrip(".")
    month = int(parts["m"]) if "m" in parts else words.months.get(name)
    if "N" in parts:
        parts["D"] = str(words.days[parts["N"]])
    if "short" in parts:
        parts["Y"] = str(_whole_year(parts, today))
    gloss = _year(parts, words, month, today)
    if month is not None:
        gloss += f"{month}月"
    if "D" in parts:
        gloss += f"{int(parts['D'])}日"
    elif "end" in parts:
        gloss += "末"
    return ForeignDay(*match.span(), gloss) if gloss else None


def _year(parts: dict[str, str], words: Lexicon, month: int | None, today: date) -> str:
    if "letter" in parts:
        return f"{_LETTERS[parts['letter']]}{int(parts['y'])}年"
    if "era" in parts:
        return f"{words.eras[parts['era']]}{parts['y']}年"
    if "Y" in parts:
        return f"{parts['Y']}年"
    if "nexty" in parts:
        return "来年の"
    if "thisy" in parts:
        return "今年の"
    if "lastm" in parts:
        return "先月の"
    if "next" in parts and month is not None:
        return f"{today.year + (month <= today.month)}年"
    return ""


def _in_numbers(
    match: re.Match[str], parts: dict[str, str], words: Lexicon, today: date
) -> ForeignDay | None:
    """7/5/1985: as the language orders it, and both ways where it has no one order."""
    a, b = int(parts["a"]), int(parts["b"])
    if words.short_first and "short" in parts and int(parts["short"]) <= _LONGEST_MONTH:
        return _year_first(match, (a, b, int(parts["short"])), today)
    orders = {"day": [(b, a)], "month": [(a, b)], "ask": [(a, b), (b, a)]}[words.order]
    possible = [(m, d) for m, d in orders if _can_be(m, d)]
    if not possible:  # 8/20 where the day comes first: only one order makes a date
        possible = [(m, d) for m, d in ((a, b), (b, a)) if _can_be(m, d)]
    year = _whole_year(parts, today)
    if not possible and year:
        month, day = next((o for o in [*orders, (a, b), (b, a)] if o[0] <= _MONTHS), orders[0])
        return ForeignDay(*match.span(), f"{year}年{month}月{day}日")  # 31/2/1985: no such day
    if not possible:
        return None
    if len(set(possible)) == 1:
        month, day = possible[0]
        return ForeignDay(*match.span(), f"{f'{year}年' if year else ''}{month}月{day}日")
    readings = tuple(r for m, d in possible if (r := _day(year, m, d, today)) is not None)
    return ForeignDay(*match.span(), f"{year}年" if year else "", readings)


def _year_first(
    match: re.Match[str], numbers: tuple[int, int, int], today: date
) -> ForeignDay | None:
    """26/3/31 where the year comes first; 05/02/26 may be as others write it, and is asked."""
    a, b, c = numbers
    orders = [(a, b, c)] if a >= _SURELY_A_YEAR else [(a, b, c), (c, b, a), (c, a, b)]
    read = [
        day
        for short, month, number in orders
        if (day := _day(_whole(short, today), month, number, today)) is not None
    ]
    if len(read) == 1:
        (day,) = read
        return ForeignDay(*match.span(), f"{day.year}年{day.month}月{day.day}日")
    return ForeignDay(*match.span(), "", tuple(dict.fromkeys(read))) if read else None


def _can_be(month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= (29 if month == 2 else 30 if month in _SHORT else 31)


_LONGEST_MONTH, _MONTHS = 31, 12
_SURELY_A_YEAR = 20  # 26/3/31, where the year comes first
_SHORT = frozenset({4, 6, 9, 11})


def _whole_year(parts: dict[str, str], today: date) -> int | None:
    if "Y" in parts:
        return int(parts["Y"])
    return _whole(int(parts["short"]), today) if "short" in parts else None


def _whole(short: int, today: date) -> int:
    year = today.year // 100 * 100 + short
    return year if year <= today.year + _YEARS_AHEAD else year - 100


def _day(year: int | None, month: int, day: int, today: date) -> date | None:
    try:
        return date(year or _near(month, day, today), month, day)
    except ValueError:  # February 29th
        return None


def _near(month: int, day: int, today: date) -> int:
    """The year in which such a day is the next one."""
    ahead = (month, day) >= (today.month, today.day)
    return today.year if ahead else today.year + 1
