"""Dates with English month names, as learners copy them from their papers: 15 July 1955."""

from __future__ import annotations

import re

from bot.text.lexer import Kind, Token
from bot.text.said import Said
from bot.text.source import Reading, Source

_BETWEEN = re.compile(r"(?:st|nd|rd|th)?[\s,.\-/]*(?:of\s)?")
_LONGEST_BETWEEN = 8


def _next(source: Source, index: int, kind: Kind, widths: tuple[int, ...] = ()) -> Token | None:
    """Return token ``index`` if it is of this kind and width and follows closely."""
    if not source.is_a(index, kind):
        return None
    start, token = source.tokens[index - 1].end, source.tokens[index]
    if token.start - start > _LONGEST_BETWEEN or (widths and token.width not in widths):
        return None
    return token if _BETWEEN.fullmatch(source.text, start, token.start) else None


def read_day_first(source: Source, index: int) -> Reading | None:
    """Read 15 July 1955 and 15 July."""
    day = source.tokens[index]
    month = _next(source, index + 1, Kind.ENGLISH_MONTH)
    if month is None or day.width > 2:
        return None
    year = _next(source, index + 2, Kind.NUMBER, (4,))
    said = Said(year=year.value if year else None, month=month.value, day=day.value)
    return said, index + (3 if year else 2)


def read_month_first(source: Source, index: int) -> Reading | None:
    """Read July 15, 1955 and July 1955."""
    month = source.tokens[index]
    day = _next(source, index + 1, Kind.NUMBER, (1, 2))
    behind = index + (2 if day else 1)
    year = _next(source, behind, Kind.NUMBER, (4,))
    if day is None and year is None:
        return None  # "may" alone is no month
    said = Said(
        year=year.value if year else None, month=month.value, day=day.value if day else None
    )
    return said, behind + (1 if year else 0)
