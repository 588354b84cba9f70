"""Days that are told roughly: 昭和31年の秋, 70代, 73か4, 昭和30年代; their part is an interval."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.dialogue.reading import kin
from bot.dialogue.reading.draft import Draft
from bot.dialogue.reading.supposed import is_stated
from bot.rules.calendar import ONE_DAY, birthday_at
from bot.text import Problem
from bot.text.eras import gregorian_year
from bot.text.numerals import kanji_value

# First and last month; a winter belongs to two years, so a year's winter is any day of it.
_SEASONS = {"春": ("03", "05"), "夏": ("06", "08"), "秋": ("09", "11")}
_SEASON = re.compile(
    r"(?P<season>[春夏秋])(?:ごろ|頃|先|口)?(?=生まれ|うまれ|卒|[にのからでだ、。はが]|$)"
)
_BORN = re.compile(r"[春夏秋](?:ごろ|頃)?(?:に|の)?(?:生まれ|うまれ)")
_AGES = re.compile(r"(?<![0-9])(?P<age>[1-9]0|[一二三四五六七八九]?十)\s?代(?!になる|の(?:人|方))")
_NUMBER = "[1-9][0-9]|[一二三四五六七八九]?十[一二三四五六七八九]?"
_ONE_OF_TWO = re.compile(  # 73か4, 七十三か四
    rf"(?<![0-9])(?P<first>{_NUMBER})\s?(?:歳|才)?か、?\s?(?P<second>{_NUMBER}|[0-9]|[一二三四五六七八九])"
    r"\s?(?:歳|才|(?=です|だ|なん|で|ぐらい|くらい|、|。|$))"
)
_OF_SOMEBODY = re.compile(  # じいじが74でばあばが71、
    rf"(?:{kin.ANYBODY})(?:が|は|も)?\s?(?P<age>[5-9][0-9])(?=で(?!す|亡|死|他界)|、|。|です(?!か)|\s|$)"
)
_YEARS = re.compile(r"(?:(?P<era>昭和|平成)(?P<year>[1-6]?0)|(?P<gregorian>19[0-9]0))年代")
_LAST_OF_SHOWA = 64


def rough_days(folded: str, today: datetime.date) -> Iterator[Draft]:
    """Birthdays of which no year or a decade is told: 秋の生まれ, 70代, 昭和30年代."""
    for match in _BORN.finditer(folded):
        first, last = _SEASONS[match.group()[0]]
        yield _rough(match, f"--{first}/--{last}", Problem.YEAR_MISSING)
    for match in _AGES.finditer(folded):
        if is_stated(folded, match.end()):
            age = _number(match["age"])
            yield _rough(match, _born_at(age, age + 9, today), Problem.MONTH_MISSING)
    for match in _ONE_OF_TWO.finditer(folded):
        younger, older = _number(match["first"]), _number(match["second"])
        older += younger // 10 * 10 if older < 10 else 0
        if older == younger + 1 and is_stated(folded, match.end()):
            yield _rough(match, _born_at(younger, older, today), Problem.MONTH_MISSING)
    for match in _OF_SOMEBODY.finditer(folded):
        yield Draft(*match.span("age"), "age", match["age"])
    for match in _YEARS.finditer(folded):
        first_year, length = int(match["gregorian"] or match["year"]), 9
        if match["era"] == "昭和":
            length = min(length, _LAST_OF_SHOWA - first_year)
        begins = gregorian_year(match["era"], first_year) if match["era"] else first_year
        if begins is not None:
            yield _rough(match, f"{begins}/{begins + length}", Problem.MONTH_MISSING)


def _number(said: str) -> int:
    return int(said) if said.isdecimal() else kanji_value(said)


def _born_at(youngest: int, oldest: int, today: datetime.date) -> str:
    """The days on which somebody of these ages can be born."""
    return f"{birthday_at(today, -(oldest + 1)) + ONE_DAY}/{birthday_at(today, -youngest)}"


def _rough(match: re.Match[str], part: str, problem: Problem) -> Draft:
    return Draft(match.start(), match.end(), "birthday", problem=problem, part=part)


def with_seasons(drafts: Sequence[Draft], folded: str) -> list[Draft]:
    """昭和31年の秋: the year that is known of a day, narrowed; nothing is told of it twice."""
    done: list[Draft] = []
    for draft in drafts:
        found = _SEASON.search(folded, draft.start)
        if found and found.start() <= draft.end + 2 and re.fullmatch(r"\d{4}", draft.part):
            months = _SEASONS[found["season"]]
            part = "/".join(f"{draft.part}-{month}" for month in months)
            draft = replace(draft, part=part, end=max(draft.end, found.end()))
        done.append(draft)
    narrowed = [d for d in done if "/" in d.part and not d.part.startswith("-")]
    return [
        d
        for d in done
        if not d.part.startswith("--")
        or "/" not in d.part
        or not any(n.start <= d.start < n.end for n in narrowed)
    ]


def season_alone(folded: str, fact: str) -> Iterator[Draft]:
    """秋から, in answer to a question for a day."""
    match = _SEASON.search(folded)
    if match is not None:
        first, last = _SEASONS[match["season"]]
        part = f"--{first}/--{last}"
        yield Draft(match.start(), match.end(), fact, problem=Problem.YEAR_MISSING, part=part)
