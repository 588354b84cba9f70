"""The year or the era of a day, said apart from it: 3月31日までです。来年の, 60年です、昭和の.

Behind the day, or in front of it with a bracket between: 去年(2024年)の12月24日.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import replace

from bot.text import FoundDate, Problem, find_dates

_BETWEEN = re.compile(
    r"(?:生まれ|うまれ|まで|から|です|ます|でした|だ|で|なん|が|けど|ね|よ|あ|えっと|ええと|[。、\s(])*"
    r"(?:これも|それも|(?P<all>どちらも|どっちも|両方(?:とも)?|二人とも|ふたりとも|全部|みんな))?"
)
_SAYS_NO_MORE = re.compile(
    r"(?:の(?:ほう|方|年|分)?|年)?(?:です|でした|だ|ね|よ|な|けど|が|か)*"
    r"(?:(?<=です)|(?<=けど)|\s?(?:[。、!)]|$))"
)

_OF_THE_YEAR = re.compile(r"(?<=\))\s?の、?\s?")


def put_in_front(folded: str, days: Sequence[FoundDate], today: datetime.date) -> list[FoundDate]:
    """`days`, where a year with brackets behind it is that of the day that follows."""
    done: list[FoundDate] = []
    for day in days:
        year = done[-1] if done else None
        of_it = year is not None and _OF_THE_YEAR.fullmatch(folded, year.end, day.start)
        whole = _with(day, year, today) if year is not None and of_it else None
        if year is None or whole is None:
            done.append(day)
        else:
            done[-1] = replace(whole, start=year.start, before=year.before)
    return done


def put_behind(folded: str, days: Sequence[FoundDate], today: datetime.date) -> list[FoundDate]:
    """`days`, where a year or an era that stands alone is put to the day before it."""
    done: list[FoundDate] = []
    for day in days:
        start = done[-1].end if done else 0
        between = _BETWEEN.fullmatch(folded, start, day.start) if done else None
        if between is None or not _stands_alone(folded, day):
            done.append(day)
            continue
        several = range(len(done)) if between["all"] else (len(done) - 1,)
        wholes = {n: _with(done[n], day, today) for n in several}
        if not any(wholes.values()):
            done.append(day)
        done = [wholes.get(n) or earlier for n, earlier in enumerate(done)]
    return done


def _stands_alone(folded: str, day: FoundDate) -> bool:
    is_year = day.month is None and day.day is None and (day.year or day.era) is not None
    return is_year and _SAYS_NO_MORE.match(folded, day.end) is not None


def _with(day: FoundDate, year: FoundDate, today: datetime.date) -> FoundDate | None:
    """The whole day, if the year or the era is what it lacks."""
    lacks_year = day.year is None and day.era_year is None and day.month is not None
    of_era = day.problem is Problem.ERA_MISSING and year.era is not None and year.era_year is None
    of_year = lacks_year and (year.year is not None)
    if not (of_era or of_year):
        return None
    said = year.text if of_era else f"{year.year}年"
    found = find_dates(f"{said}{day.text}", today)
    whole = len(found) == 1 and found[0].date is not None
    return replace(found[0], start=day.start, end=day.end, text=day.text) if whole else None
