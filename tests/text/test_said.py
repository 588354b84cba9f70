"""bot/text/said.py: parts of dates and how they go together."""

from __future__ import annotations

from bot.text.said import Said, agree, disputed, joined

YEAR = Said(0, 5, era="昭和", era_year=30)
MONTH_AND_DAY = Said(5, 10, month=7, day=15)


def test_continues_with_the_next_smaller_part() -> None:
    """A month continues a year; a day does not, and nothing continues backwards."""
    assert YEAR.continued_by(MONTH_AND_DAY)
    assert not YEAR.continued_by(Said(day=15))
    assert not MONTH_AND_DAY.continued_by(YEAR)
    assert not Said(vague=True).continued_by(YEAR)


def test_joins_two_pieces() -> None:
    """Two pieces of one date have the parts and the span of both."""
    whole = joined(YEAR, MONTH_AND_DAY)
    assert whole.levels == (1, 2, 3)
    assert (whole.start, whole.end, whole.era_year, whole.day) == (0, 10, 30, 15)


def test_compares_years_across_reckonings() -> None:
    """昭和30年 and 1955年 agree; a year without an era agrees with nothing."""
    assert agree(YEAR, Said(year=1955))
    assert not agree(YEAR, Said(year=1956))
    assert not agree(Said(era_year=30), Said(year=1955))
    assert agree(YEAR, MONTH_AND_DAY)


def test_keeps_what_is_undisputed() -> None:
    """Of two contradicting sayings only the parts remain on which they agree."""
    left = disputed(Said(year=1955, month=7, day=15), Said(year=1955, month=7, day=16))
    assert left.unclear
    assert (left.year, left.month, left.day) == (1955, 7, None)
