"""The figures of a period: its days, totals, and the counts by matter, by day and by hour."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.content import library
from bot.conversation.statistics import DAYS_KEPT
from bot.storage.ports.statistics import Counted, Tally

CHANNELS = {"web": "ウェブ", "line": "LINE", "phone": "電話"}
WEEKDAYS = "月火水木金土日"
# Of fewer than so many, a percentage says more than is known.
ENOUGH = 10
_DAYS = {"today": 1, "week": 7, "month": 30}
_USUAL = "week"
# How many days one column stands for, so that each has room for its number.
STEPS = {1: "日ごと", 7: "週ごと", 28: "4週ごと"}
_MOST_COLUMNS = 31
_NONE = Tally()


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
    def step(self) -> int:
        """How many days are told together, one of STEPS."""
        return next((n for n in STEPS if self.days <= n * _MOST_COLUMNS), max(STEPS))

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
class ReportRow:
    """One matter, one channel, or one stretch of days."""

    id: str
    title: str
    tally: Tally

    @property
    def help_rate(self) -> Rate:
        """Votes that said that it helped."""
        return Rate(self.tally.helped, self.tally.votes)


@dataclass(frozen=True, slots=True)
class StatisticsReport:
    """Everything that the page, the picture and their readers need."""

    period: Period
    channel: str
    total: Tally
    before: Tally | None  # None: that time is no longer kept
    channels: list[ReportRow]  # each that was asked at
    matters: list[ReportRow]  # the most asked first; small talk is in the totals alone
    days: list[ReportRow]  # each day, or each few weeks of a long period
    hours: dict[str, list[int]]  # questions: the period's weekdays from Monday, 24 hours each

    @property
    def is_empty(self) -> bool:
        """Was nothing asked and nothing voted?"""
        return self.total == Tally()


def report(
    counted: Iterable[Counted], before: Iterable[Counted] | None, period: Period, channel: str
) -> StatisticsReport:
    """The report of what was counted in `period`, and `before` it; `channel` is empty for all."""
    by_id, by_hour, by_channel = _grouped(counted)
    matters = [ReportRow(i, title_of(i), t) for i, t in by_id.items() if t.questions or t.votes]
    return StatisticsReport(
        period=period,
        channel=channel,
        total=together(by_id.values()),
        before=None if before is None else together(_grouped(before)[0].values()),
        channels=[
            ReportRow(d, title, by_channel[d]) for d, title in CHANNELS.items() if d in by_channel
        ],
        matters=sorted(matters, key=lambda m: (-m.tally.questions, -m.tally.votes, m.id)),
        days=_by_day(by_hour, period),
        hours=_by_weekday(by_hour, period),
    )


def _grouped(counted: Iterable[Counted]) -> tuple[dict[str, Tally], ...]:
    """All in one walk, by id, hour and channel: a year has some hundred thousand counts."""
    by_id: dict[str, Tally] = {}
    by_hour: dict[str, Tally] = {}
    by_channel: dict[str, Tally] = {}
    for key, tally in counted:
        by_id[key.answer_id] = by_id.get(key.answer_id, _NONE) + tally
        by_hour[key.hour] = by_hour.get(key.hour, _NONE) + tally
        by_channel[key.channel] = by_channel.get(key.channel, _NONE) + tally
    return by_id, by_hour, by_channel


def _by_weekday(by_hour: Mapping[str, Tally], period: Period) -> dict[str, list[int]]:
    present = {(period.first + timedelta(days=n)).weekday() for n in range(min(period.days, 7))}
    found = {WEEKDAYS[day]: [0] * 24 for day in sorted(present)}
    for hour, tally in by_hour.items():
        moment = datetime.fromisoformat(f"{hour}:00")
        found[WEEKDAYS[moment.weekday()]][moment.hour] += tally.questions
    return found


def _by_day(by_hour: Mapping[str, Tally], period: Period) -> list[ReportRow]:
    named = days_of(period)
    found = dict.fromkeys(named, _NONE)
    for hour, tally in by_hour.items():
        found[start_of(hour, period)] += tally
    return [ReportRow(day.isoformat(), named[day], tally) for day, tally in found.items()]


def days_of(period: Period) -> dict[date, str]:
    """The first of each few days that are told together, and how they are called."""
    starts = (period.first + timedelta(days=n) for n in range(0, period.days, period.step))
    return {first: _named(first, period) for first in starts}


def start_of(hour: str, period: Period) -> date:
    """The first of the days that an hour of the period is told with."""
    passed = (date.fromisoformat(hour[:10]) - period.first).days
    return period.first + timedelta(days=passed - passed % period.step)


def _named(first: date, period: Period) -> str:
    """The day with its weekday, or from which day to which."""
    last = min(first + timedelta(days=period.step - 1), period.last)
    if first == last:
        return f"{first.month}/{first.day}({WEEKDAYS[first.weekday()]})"
    return f"{first.month}/{first.day}〜{last.month}/{last.day}"


def together(tallies: Iterable[Tally]) -> Tally:
    """All of them in one."""
    return sum(tallies, _NONE)
