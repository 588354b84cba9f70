"""The words of one language that tell facts: lexicons/<code>.yml, read once.

Every entry is a regular expression over the plain form of a message (see ``plain``); each
line of it is one more way to say the same. A Latin word matches as a whole word; words of scripts
without spaces, or with endings, match anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from bot.text.foreign.plain import plain_words

_FOLDER = Path(__file__).with_name("lexicons")
_NEVER = re.compile(r"(?!)")
_WIDELY_KNOWN = "en"
_ERAS = {
    "明治": "meiji|明治", "大正": "taisho|taishou|大正", "昭和": "showa|shouwa|昭和",
    "平成": "heisei|平成", "令和": "reiwa|令和",
}  # fmt: skip
# A year of two digits, where no era is meant: those of 平成 and 令和 are lower.
_SHORT_YEAR = r"(?<!\d)(?P<short>3[2-9]|[4-9]\d|2\d)(?!\d)"
_MONTH, _DAY = r"(?<!\d)(?:1[0-2]|0?[1-9])(?!\d)", r"(?<!\d)(?:3[01]|[12]\d|0?[1-9])(?!\d)"
_NO_OTHER_YEAR = r"(?!\d|\s?[:/]|,?\s(?:del? )?(?:19|20)\d\d)"  # in 2025, May 3 2026: of that year
# Dates that everybody writes, whatever their language: whole ones are read before those of the
# language, parts of one behind them.
_WHOLE = (
    r"(?<![a-z0-9])(?P<letter>[mtshr])\.?\s?(?P<y>\d{1,2})\s?[./-]\s?{m}\s?[./-]\s?{D}(?!\d)",
    # The last point is of the date, as Koreans write it, unless another sentence begins behind.
    # As Japanese is written in Latin letters: Showa 25 nen 10 gatsu 20 nichi.
    r"{Y}\s?nen(?:\sno)?\s{m}\s?gatsu(?:\s{D}\s?(?:nichi|ka)?(?![a-z]))?",
    r"{Y}\s?(?:-|/|\.|年)\s?{m}\s?(?:-|/|\.|月)\s?{D}(?:\s?[日号號]|\.(?!\s+[a-z]))?",
    r"(?<!\d)(?P<Y>(?:19|20)\d\d)(?P<m>0[1-9]|1[0-2])(?P<D>0[1-9]|[12]\d|3[01])(?!\d)",
    r"(?<![\d/.-])(?P<a>\d{1,2})\s?[/.-]\s?(?P<b>\d{1,2})\s?[/.-]\s?(?P<Y>(?:19|20)\d\d)(?!\d)",
    r"(?<![\d/])(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<short>\d\d)(?![\d/])",
    r"(?<![\d.])(?P<a>\d{1,2})[.-](?P<b>\d{1,2})[.-](?P<short>[4-9]\d|3[2-9])(?![\d.])",
    # Who has no such month has such a word, but not between a day and a year.
    r"(?<![a-z])(?P<M>may|mar)\.?\s{D}(?:st|nd|rd|th)?,?\s?{Y}",
    r"{D}(?:st|nd|rd|th)?(?:\sof)?[\s-](?P<M>may|mar)\.?,?[\s-]{Y}",
    r"(?<![a-z])(?P<M>may)\s{Y}",
    # Reiwa 8 April 20: the year of an era stands first, and is no day of the month behind it.
    r"{Y},?\s(?:{M}|(?P<M2>may|mar)\.?)\s{D}(?:st|nd|rd|th)?" + _NO_OTHER_YEAR,
    r"{Y},?\s(?:el )?{D}(?:st|nd|rd|th)?\s(?:(?:de|ng|of)\s)?(?:{M}|(?P<M2>may|mar)(?![a-z]))"
    + _NO_OTHER_YEAR,
)
_PARTS = (
    r"(?<!\d){m}\s?gatsu\s{D}\s?(?:nichi|ka)?(?![a-z])",
    r"{Y}\s?(?:年|/)\s?{m}\s?月?(?![\d/])",
    r"(?<![\d/]){m}/(?P<Y>(?:19|20)\d\d)(?![\d/])",
    r"{m}\s?月\s?{D}\s?[日号號]?",
    r"{era}[年년]?",
    r"(?<![\d/.])(?P<a>\d{1,2})/(?P<b>\d{1,2})(?![\d/])",
    r"(?<![\d.])(?P<raw>\d{1,2}\.\d{1,2}\.\d{1,2})(?![\d.])",
    r"(?<![\d/.-])(?P<none>(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2})(?![\d/-])",
    r"(?<![\d/.-])(?P<Y>19[2-9]\d|20[0-3]\d)(?![\d/.-]|,\d)",
)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """One language's words, compiled. A table maps what is meant to the pattern of its words.

    ``order``  of a date in numbers with its year last: day, month, or ask where both can be
    ``short_first``  does a year of two digits stand before the month: 26/3/31?
    ``label_after``  does the name of a date stand behind it?
    ``days``  of a month that are written in words
    ``alike``  words that only their marks tell from others, and what stands for them: as long
    """

    code: str
    order: str
    short_first: bool
    label_after: bool
    alike: Mapping[str, str]
    eras: Mapping[str, str]
    months: Mapping[str, int]
    days: Mapping[str, int]
    dates: Sequence[re.Pattern[str]]
    relative: Mapping[str, re.Pattern[str]]
    weekdays: Mapping[str, re.Pattern[str]]
    people: Mapping[str, re.Pattern[str]]
    cues: Mapping[str, re.Pattern[str]]
    facts: Mapping[str, re.Pattern[str]]
    ages: Sequence[re.Pattern[str]]
    papers: Mapping[str, re.Pattern[str]]
    ways: Mapping[str, re.Pattern[str]]
    asks: Mapping[str, re.Pattern[str]]
    replies: Mapping[str, re.Pattern[str]]
    commands: Mapping[str, re.Pattern[str]]
    follow_ups: Mapping[str, re.Pattern[str]]
    words: Mapping[str, re.Pattern[str]]

    def says(self, name: str) -> re.Pattern[str]:
        """The pattern of one kind of small words: self, pronoun, join, question …"""
        return self.words.get(name, _NEVER)


def languages() -> tuple[str, ...]:
    """Codes of the languages that have a lexicon."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.yml")))


def load_all() -> None:
    """Reads every lexicon now, a tenth of a second each, so that no message waits for it."""
    for code in languages():
        lexicon(code)


@cache
def lexicon(code: str) -> Lexicon:
    """The lexicon of a language. FileNotFoundError for one that has none."""
    data: dict[str, Any] = YAML(typ="safe").load(_FOLDER / f"{code}.yml")
    eras = {word: era for era, words in _ERAS.items() for word in words.split("|")}
    eras |= {plain_words(word): era for word, era in data.get("eras", {}).items()}
    months = names = _months(data)
    days = {plain_words(word): number for number, word in data.get("days", {}).items()}
    other_calendar, dates = data.get("calendar", ()), data.get("dates", ())
    ages = data.get("ages", ())
    if code != _WIDELY_KNOWN:  # July 5, 1985 is written by everybody
        english: dict[str, Any] = YAML(typ="safe").load(_FOLDER / f"{_WIDELY_KNOWN}.yml")
        months = _months(english) | months
        not_months = set(data.get("no_months", "").split())
        names = {word: number for word, number in months.items() if word not in not_months}
        dates, ages = (*dates, *english["dates"]), (*ages, *english["ages"])
    tables = {
        name: _table(data.get(name, {}))
        for name in (
            "relative", "weekdays", "people", "cues", "facts", "papers", "ways", "asks", "words",
            "replies", "commands", "follow_ups",
        )
    }  # fmt: skip
    whole = ("replies", "commands", "follow_ups")
    tables |= {name: _table(data.get(name, {}), edged=False) for name in whole}
    return Lexicon(
        code=code,
        order=data["order"],
        short_first=bool(data.get("short_first", False)),
        label_after=bool(data.get("label_after", False)),
        alike=data.get("alike", {}),
        eras=eras,
        months=months,
        days=days,
        dates=[_date(p, names, eras, days) for p in (*other_calendar, *_WHOLE, *dates, *_PARTS)],
        ages=[_compiled(p, edged=True) for p in ages],
        **tables,
    )


def _months(data: Mapping[str, Any]) -> dict[str, int]:
    """Each name of a month; _ in it is a space."""
    return {
        plain_words(word).replace("_", " "): number
        for number, words in data["months"].items()
        for word in str(words).split()
    }


def _table(data: Mapping[str, str], *, edged: bool = True) -> dict[str, re.Pattern[str]]:
    return {name: _compiled(str(words), edged=edged) for name, words in data.items()}


def _compiled(words: str, *, edged: bool) -> re.Pattern[str]:
    """A Latin letter at either end of a match needs the edge of a word there."""
    pattern = _plain_pattern("|".join(words.split("\n")))
    pattern = pattern.replace(r"\S", r"[^\s.,;:!?()]")  # the rest of a word ends before a stop
    if edged:
        pattern = rf"(?:(?<![a-z0-9])|(?![a-z0-9]))(?:{pattern})(?:(?![a-z])|(?<![a-z]))"
    return re.compile(pattern)


def _plain_pattern(pattern: str) -> str:
    """A pattern in plain form: its classes, groups and parts of dates keep their case."""
    kept = re.split(r"(\{[A-Za-z]+\}|\(\?P<\w+>|\\[A-Za-z])", pattern)
    return "".join(piece if i % 2 else plain_words(piece) for i, piece in enumerate(kept))


def _name(month: str) -> str:
    """A short name is a word of its own: मे is May, मेरो is my."""
    return f"{month}(?![\u0900-\u097f])" if month == "मे" else re.escape(month)


def _date(
    pattern: str, months: Mapping[str, int], eras: Mapping[str, str], days: Mapping[str, int]
) -> re.Pattern[str]:
    names = "|".join(map(_name, sorted(months, key=len, reverse=True)))
    era_words = "|".join(map(re.escape, sorted(eras, key=len, reverse=True)))
    day_words = "|".join(sorted(days, key=len, reverse=True)) or "(?!)"
    era = rf"(?<![a-z])(?P<era>{era_words})\s?(?P<y>\d{{1,2}}|元)(?!\d)"
    parts = {
        "{M}": rf"(?:(?<![a-z])|(?![a-z]))(?P<M>{names})(?![a-z])\.?",
        "{m}": f"(?P<m>{_MONTH})",
        "{D}": f"(?P<D>{_DAY})",
        "{N}": f"(?:(?P<D>{_DAY})|(?P<N>{day_words}))",
        "{Y}": rf"(?:(?<!\d)(?P<Y>(?:19|20)\d\d)(?!\d)|{era})",
        "{S}": _SHORT_YEAR,
        "{era}": era,
    }
    pattern = _plain_pattern(pattern)
    for name, part in parts.items():
        pattern = pattern.replace(name, part)
    return re.compile(pattern)
