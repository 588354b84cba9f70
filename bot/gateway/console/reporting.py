"""The figures of a period: its days, totals, and the counts by matter, by day and by hour."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeVar

from bot.answers import library
from bot.gateway.figures import DAYS_KEPT, Counted, Key, Tally

DOORS = {"web": "ウェブ", "line": "LINE", "phone": "電話"}
WEEKDAYS = "月火水木金土日"
# Of fewer than so many, a percentage says more than is known.
ENOUGH = 10
_DAYS = {"today": 1, "week": 7, "month": 30}
_USUAL = "week"
_MOST_DAYS_ALONE = 31
_WEEK = timedelta(days=7)
_Group = TypeVar("_Group")


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `first` to `last`, both of them counted."""

    name: str  # today, week, month, or days for any others
    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    @property
    def before(self) -> Period:
        """The period of the same length that ends when this one begins."""
        length = timedelta(days=self.days)
        return Period("days", self.first - length, self.last - length)


def read_period(name: str, first: str, last: str, today: date) -> tuple[Period, str | None]:
    """The period that was asked for, and None; or the usual one and what is wrong.

    That is one of unreadable, order and not_kept. `first` and `last` are for `days` alone.
    """
    usual = _until(today, _USUAL)
    if name in _DAYS:
        return _until(today, name), None
    if name != "days":
        return usual, None if not name else "unreadable"
    try:
        found = Period(name, date.fromisoformat(first), date.fromisoformat(last))
    except ValueError:
        return usual, "unreadable"
    if found.last < found.first:
        return usual, "order"
    if found.first < oldest(today) or found.last > today:
        return usual, "not_kept"
    return found, None


def oldest(today: date) -> date:
    """The first day of which there are figures."""
    return today - timedelta(days=DAYS_KEPT)


def _until(today: date, name: str) -> Period:
    return Period(name, today - timedelta(days=_DAYS[name] - 1), today)


@dataclass(frozen=True, slots=True)
class Rate:
    """`part` of `whole`; a percentage only where the whole is large enough, and never alone."""

    part: int
    whole: int

    @property
    def few(self) -> bool:
        """Too few for a percentage?"""
        return self.whole < ENOUGH

    def __str__(self) -> str:
        if self.whole == 0:
            return "–"
        counts = f"{self.part:,}/{self.whole:,}件"
        return counts if self.few else f"{100 * self.part / self.whole:.0f}%({counts})"


def rates(tally: Tally) -> dict[str, Rate]:
    """The shares that the page shows, by their labels."""
    outcomes = {
        "答えた": tally.answered,
        "聞き返した": tally.asked_back,
        "お断りした": tally.refused,
        "日付などをたずねた": tally.inquired,
        "簡易応答だった": tally.reduced,
    }
    of_votes = {"違うと言われた": tally.wrong, "役に立った": tally.helped}
    return {
        **{label: Rate(part, tally.questions) for label, part in outcomes.items()},
        **{label: Rate(part, tally.votes) for label, part in of_votes.items()},
    }


def title_of(answer_id: str) -> str:
    """The matter in people's words."""
    if not answer_id:
        return "(どれとも決まらない)"
    answer = library().book().answers.get(answer_id)
    return answer.title if answer else answer_id


@dataclass(frozen=True, slots=True)
class Line:
    """One matter, or one stretch of days."""

    id: str
    title: str
    tally: Tally

    @property
    def help_rate(self) -> Rate:
        """Votes that said that it helped."""
        return Rate(self.tally.helped, self.tally.votes)


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that the page, the picture and their readers need."""

    period: Period
    door: str
    total: Tally
    before: Tally
    matters: list[Line]  # the most asked first; small talk is in the totals alone
    days: list[Line]  # each day, or each week of a long period
    hours: list[list[int]]  # questions: seven weekdays from Monday, 24 hours each

    @property
    def is_empty(self) -> bool:
        """Was nothing asked and nothing voted?"""
        return self.total == Tally()

    @property
    def weekly(self) -> bool:
        """Are `days` weeks?"""
        return self.period.days > _MOST_DAYS_ALONE


def report(
    counted: Iterable[Counted], before: Iterable[Counted], period: Period, door: str
) -> Report:
    """The report of what was counted in `period`, and `before` it; `door` is empty for all."""
    known = list(counted)
    by_id = _grouped(known, lambda key: key.answer_id)
    matters = [Line(i, title_of(i), t) for i, t in by_id.items() if t.questions or t.votes]
    hours = [[0] * 24 for _ in WEEKDAYS]
    for key, tally in known:
        moment = datetime.fromisoformat(f"{key.hour}:00")
        hours[moment.weekday()][moment.hour] += tally.questions
    return Report(
        period=period,
        door=door,
        total=_sum(tally for _, tally in known),
        before=_sum(tally for _, tally in before),
        matters=sorted(matters, key=lambda m: (-m.tally.questions, -m.tally.votes, m.id)),
        days=_by_day(known, period),
        hours=hours,
    )


def _by_day(known: list[Counted], period: Period) -> list[Line]:
    step = _WEEK if period.days > _MOST_DAYS_ALONE else timedelta(days=1)
    starts = [period.first + step * n for n in range(-(-period.days // step.days))]

    def start_of(key: Key) -> date:
        return starts[(date.fromisoformat(key.hour[:10]) - period.first) // step]

    found = _grouped(known, start_of)
    return [
        Line(
            day.isoformat(), f"{day.month}/{day.day}" + _weekday(day, step), found.get(day, Tally())
        )
        for day in starts
    ]


def _weekday(day: date, step: timedelta) -> str:
    return "〜" if step == _WEEK else f"({WEEKDAYS[day.weekday()]})"


def _grouped(known: list[Counted], of: Callable[[Key], _Group]) -> dict[_Group, Tally]:
    found: dict[_Group, Tally] = {}
    for key, tally in known:
        found[of(key)] = found.get(of(key), Tally()) + tally
    return found


def _sum(tallies: Iterable[Tally]) -> Tally:
    return sum(tallies, Tally())
