"""Reading dates in residents' words. Pure: ``today`` is a parameter, nothing is kept.

>>> read_date("昭和30年…あ、いや31年の7月15日です", datetime.date(2025, 8, 1)).date
datetime.date(1956, 7, 15)
"""

from __future__ import annotations

import datetime
import re
from dataclasses import replace
from itertools import pairwise

from bot.text.ages import find_age
from bot.text.cues import EXCLUDED, KINDS, score
from bot.text.found import FoundDate, Problem, as_said, resolve
from bot.text.grammar import read_dates
from bot.text.merging import complete, nearest
from bot.text.said import agree
from bot.text.spans import Normal, normalise
from bot.text.story import settled

__all__ = ["FoundDate", "Problem", "complete", "find_dates", "nearest", "read_date"]

_MOST_DATES = 40  # nobody answers a question with more; it bounds the work
_SENTENCE_END = re.compile(r"[。！？!?\n]")


def find_dates(text: str, today: datetime.date) -> list[FoundDate]:
    """Return every date-like stretch of ``text``, complete or not, in order of appearance."""
    return _find(normalise(text), today)


def _find(normal: Normal, today: datetime.date) -> list[FoundDate]:
    text = normal.original
    said = read_dates(normal.folded, today)
    spans = [normal.span(date.start, date.end) for date in said]
    found = [
        resolve(date, text, span, before, after)
        for date, span, (before, after) in zip(said, spans, _around(text, spans), strict=True)
    ]
    return [date for date in found if date is not None]


def _around(text: str, spans: list[tuple[int, int]]) -> list[tuple[str, str]]:
    """Return for each span the words up to its neighbours or the end of the sentence."""
    ends = [0, *(end for _, end in spans)]
    starts = [*(start for start, _ in spans), len(text)]
    betweens = [_SENTENCE_END.split(text[a:b]) for a, b in zip(ends, starts, strict=True)]
    return [(before[-1], after[0]) for before, after in pairwise(betweens)]


def read_date(text: str, today: datetime.date, kind: str | None = None) -> FoundDate:
    """Return the date in ``text`` that answers the question about ``kind``.

    ``kind`` is one of "birthday", "residence", "graduation", "ecert", "burden", "application"
    (ValueError otherwise) or None for a date of any kind. There is always an answer; its problem
    says why it holds no date. A date that is plainly about something else is no answer, and two
    different dates that answer equally well are none either.
    """
    if kind is not None and kind not in KINDS:
        raise ValueError(f"unknown kind of date: {kind!r}")
    normal = normalise(text)
    dates = settled(text, _find(normal, today)[:_MOST_DATES])
    if kind == "birthday":
        dates = [_born_late_in_month(date) for date in dates]
    if kind is not None:
        dates = _best(dates, kind)
    if not dates:
        return _no_date(normal)
    complete_ones = [date for date in dates if date.date is not None]
    if kind is not None and len({date.date for date in complete_ones}) > 1:
        first = complete_ones[0]
        return replace(
            _NOTHING, start=first.start, end=first.end, text=first.text, problem=Problem.UNCLEAR
        )
    return (complete_ones or dates)[0]


def _born_late_in_month(found: FoundDate) -> FoundDate:
    """Take no day from 3月の末の生まれ: 末 is the last day for a deadline, not for a birth."""
    if not found.month_end or found.text.endswith("日"):
        return found
    problem = Problem.DAY_MISSING if found.date else found.problem
    return replace(found, date=None, day=None, problem=problem, vague=True, month_end=False)


def _best(dates: list[FoundDate], kind: str) -> list[FoundDate]:
    """Return the dates that answer best, if any answers at all."""
    scored = [(score(dates, index, kind), date) for index, date in enumerate(dates)]
    most = max((points for points, _ in scored), default=EXCLUDED)
    best = [date for points, date in scored if points == most > EXCLUDED]
    if not any(date.date for date in best):
        # 9月卒業で、2026年9月30日です: the second date says the first one in full.
        candidates = [date for points, date in scored if points >= 0 and date.date]
        return [full for full in candidates if _says_more(full, best)] or best
    return best


def _says_more(full: FoundDate, partial: list[FoundDate]) -> bool:
    return any(date.year or date.month for date in partial) and all(
        agree(as_said(date), as_said(full)) for date in partial
    )


def _no_date(normal: Normal) -> FoundDate:
    """Return the answer for words without a date: an age, or nothing at all."""
    age = find_age(normal.folded)
    start, end = normal.span(*age) if age else (0, 0)
    problem = Problem.AGE_ONLY if age else Problem.NO_DATE
    return replace(_NOTHING, start=start, end=end, text=normal.original[start:end], problem=problem)


_NOTHING = FoundDate(
    0, 0, "", date=None, year=None, month=None, day=None, era=None, era_year=None,
    problem=Problem.NO_DATE,
)  # fmt: skip
