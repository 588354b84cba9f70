"""What somebody said about a date: the parts in it, and how neighbouring parts become one date."""

from __future__ import annotations

from typing import NamedTuple

from bot.text.eras import gregorian_year

# All sets of parts in falling order: 1 year, 2 month, 3 day.
_LEVELS = ((), (1,), (2,), (1, 2), (3,), (1, 3), (2, 3), (1, 2, 3))


class Said(NamedTuple):
    """A stretch ``start:end`` of folded text that names parts of one date.

    ``era`` and ``era_year`` are as said; ``year`` is set if the year was said in another way.
    Nothing is checked here: 昭和65年2月30日 can be said.
    """

    start: int = 0
    end: int = 0
    era: str | None = None
    era_year: int | None = None
    year: int | None = None
    month: int | None = None
    day: int | None = None
    month_end: bool = False  # 末, いっぱい: the last day of the month
    fiscal: bool = False  # 年度: its January to March lie in the next Gregorian year
    relative: bool = False  # needs today
    vague: bool = False  # 頃, 上旬, 先週: no day can be taken from it
    unclear: bool = False  # says two things at once

    @property
    def has_year(self) -> bool:
        """Whether anything is said about the year."""
        return not (self.year is None and self.era is None and self.era_year is None)

    @property
    def known_year(self) -> int | None:
        """The Gregorian year, if it can be known."""
        if self.era is None or self.era_year is None:
            return self.year
        return gregorian_year(self.era, self.era_year)

    @property
    def has_day(self) -> bool:
        """Whether a day of the month is said, by number or as the month's end."""
        return self.day is not None or self.month_end

    @property
    def levels(self) -> tuple[int, ...]:
        """The parts said, from large to small: 1 year, 2 month, 3 day."""
        return _LEVELS[self.has_year + 2 * (self.month is not None) + 4 * self.has_day]

    def continued_by(self, other: Said) -> bool:
        """Whether ``other`` begins with the next smaller part: 昭和30年 + 7月15日."""
        if self.unclear and not self.levels:
            return bool(other.levels)  # 昭和30年(1956年) + 7月15日
        return bool(self.levels and other.levels) and self.levels[-1] + 1 == other.levels[0]

    def overlaps(self, other: Said) -> bool:
        """Whether both say something about the same part."""
        return (
            (self.has_year and other.has_year)
            or (self.month is not None and other.month is not None)
            or (self.has_day and other.has_day)
        )


def joined(first: Said, second: Said) -> Said:
    """Return one date said in two pieces; where both name a part, the first keeps its word."""
    return first._replace(
        end=second.end,
        era=first.era or second.era,
        era_year=first.era_year if first.has_year else second.era_year,
        year=first.year if first.has_year else second.year,
        month=second.month if first.month is None else first.month,
        day=first.day if first.has_day else second.day,
        month_end=first.month_end if first.has_day else second.month_end,
        fiscal=first.fiscal or second.fiscal,
        relative=first.relative or second.relative,
        vague=first.vague or second.vague,
        unclear=first.unclear or second.unclear,
    )


def agree(first: Said, second: Said) -> bool:
    """Return whether no part that both name differs; two years agree only if both are known."""
    years = (first.known_year, second.known_year)
    if first.has_year and second.has_year and (None in years or years[0] != years[1]):
        return False
    if first.month is not None and second.month not in (None, first.month):
        return False
    return not (first.has_day and second.has_day) or (
        (first.day, first.month_end) == (second.day, second.month_end)
    )


def disputed(first: Said, second: Said) -> Said:
    """Return what is left of two sayings that contradict each other: the undisputed parts."""
    both = joined(first, second)._replace(unclear=True)
    if first.has_year and second.has_year and first.known_year != second.known_year:
        both = both._replace(era=None, era_year=None, year=None)
    if first.month is not None and second.month not in (None, first.month):
        both = both._replace(month=None)
    if first.has_day and second.has_day and first.day != second.day:
        both = both._replace(day=None, month_end=False)
    return both
