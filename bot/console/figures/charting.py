"""Draws a report as a picture: boxes and words with places, which figures.svg writes down.

Units are those of the picture's view box; y grows downwards. What an outcome is can be told by its
pattern as well as by its colour, and every number is also written.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.console.figures.reporting import (
    CHANNELS,
    ENOUGH,
    STEPS,
    ReportRow,
    StatisticsReport,
    rates,
    together,
)
from bot.storage.ports.statistics import Tally
from bot.text import format_date

WIDTH = 960
OUTCOMES = {
    "answered": "答えた",
    "asked_back": "聞き返した",
    "refused": "お断りした",
    "inquired": "日付などをたずねた",
}
LEVELS = 5  # of the heat map, from none to the most
MOST_MATTERS = 15  # so that the picture fits a page; the others are told together
NOTES = (
    "「電話」は、担当者が応対の画面で開いたカードの数です。",
    f"{ENOUGH}件より少ないものは、割合を出さずに件数だけにしています。",
)
_EDGE, _GAP = 24, 48
_ROW, _BARS_AT, _BARS_LONGEST = 26, 300, 300
_CELL, _CELLS_AT = 36, 80
_COLUMNS_HIGH, _COLUMNS_AT = 140, 64
_COLUMN_WIDEST = 56

Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours of one look. `levels` are the cells of the heat map, each with that of its words."""

    ground: str
    ink: str
    faint: str
    outcomes: dict[str, str]
    levels: tuple[tuple[str, str], ...]


# The same as in console.css and figures.css.
LOOKS = {
    "light": Palette(
        "#ffffff",
        "#1b2426",
        "#4c5a5d",
        dict(zip(OUTCOMES, ("#1f5fa8", "#a34a00", "#a4133c", "#4b5563"), strict=True)),
        (
            ("#f3f5f7", "#4c5a5d"),
            ("#d6e6f7", "#1b2426"),
            ("#9cc4ec", "#1b2426"),
            ("#2f6fb3", "#ffffff"),
            ("#174a80", "#ffffff"),
        ),
    ),
    "dark": Palette(
        "#1a2326",
        "#e6edee",
        "#b0bec1",
        dict(zip(OUTCOMES, ("#6cb0ff", "#f0a04b", "#ff8fa3", "#aab4c0"), strict=True)),
        (
            ("#243034", "#b0bec1"),
            ("#1f3c5c", "#e6edee"),
            ("#2a5a94", "#ffffff"),
            ("#7fb6f5", "#11181a"),
            ("#cfe5ff", "#11181a"),
        ),
    ),
}


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle; `fill` is a colour or an outcome, `title` what it stands for."""

    x: float
    y: float
    width: float
    height: float
    fill: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class ChartWords:
    """Words on their base line."""

    x: float
    y: float
    text: str
    fill: str
    anchor: Anchor = "start"
    size: int = 13
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    """A whole picture."""

    height: float
    palette: Palette
    title: str
    description: str
    boxes: list[Box]
    words: list[ChartWords]


def draw(report: StatisticsReport, look: str = "light") -> Drawing:
    """The picture of `report` in one of LOOKS."""
    palette = LOOKS[look]
    shapes: list[Box | ChartWords] = []
    y: float = _EDGE
    for part in (_head, _matters, _hours, _days, _notes):
        shapes += part(report, palette, y)
        y = max(_bottom(shape) for shape in shapes) + _GAP
    return Drawing(
        height=y,
        palette=palette,
        title=heading(report),
        description=summary(report),
        boxes=[s for s in shapes if isinstance(s, Box)],
        words=[s for s in shapes if isinstance(s, ChartWords)],
    )


def heading(report: StatisticsReport) -> str:
    """Of when and of which channel the figures are."""
    first, last = (format_date(day) for day in (report.period.first, report.period.last))
    channel = CHANNELS.get(report.channel, "すべての窓口")
    return f"質問の集計 {first}{'' if first == last else f'から{last}まで'} {channel}"


def summary(report: StatisticsReport) -> str:
    """The totals in a sentence."""
    shares = "、".join(f"{label} {rate}" for label, rate in rates(report.total).items())
    return f"質問は{report.total.questions:,}件です。{shares}。"


def _bottom(shape: Box | ChartWords) -> float:
    return shape.y + (shape.height if isinstance(shape, Box) else 0)


def _head(report: StatisticsReport, palette: Palette, y: float) -> Iterator[Box | ChartWords]:
    yield ChartWords(_EDGE, y + 16, heading(report), palette.ink, size=17, bold=True)
    shares = [f"{label} {rate}" for label, rate in rates(report.total).items()]
    yield ChartWords(_EDGE, y + 46, f"質問 {report.total.questions:,}件", palette.ink, bold=True)
    yield ChartWords(_EDGE, y + 68, " ・ ".join(shares[:4]), palette.ink)
    yield ChartWords(_EDGE, y + 90, " ・ ".join(shares[4:]), palette.ink)
    x = _EDGE
    for name, label in OUTCOMES.items():
        yield Box(x, y + 108, 18, 14, name)
        yield ChartWords(x + 24, y + 120, label, palette.ink)
        x += 24 + 14 * len(label) + 24


def _matters(report: StatisticsReport, palette: Palette, y: float) -> Iterator[Box | ChartWords]:
    yield _section("件名ごとの質問", palette, y)
    most = max((line.tally.questions for line in report.matters), default=0)
    for matter in report.matters[:MOST_MATTERS]:
        y += _ROW
        length = _share(matter.tally.questions, most) * _BARS_LONGEST
        yield from _stack(matter.tally, matter.title, (_BARS_AT, y, length, 18), across=True)
        yield from _told(matter, palette, y, length + 8)
    if others := report.matters[MOST_MATTERS:]:
        both = together(line.tally for line in others)
        yield from _told(ReportRow("", f"ほかの{len(others)}件名", both), palette, y + _ROW, 0)


def _told(matter: ReportRow, palette: Palette, y: float, indent: float) -> Iterator[ChartWords]:
    votes = f" ・ 役に立った {matter.help_rate}" if matter.tally.votes else ""
    told = f"{matter.tally.questions:,}件{votes}"
    yield ChartWords(_BARS_AT - 10, y + 13, matter.title, palette.ink, "end")
    yield ChartWords(_BARS_AT + indent, y + 13, told, palette.ink)


def _hours(report: StatisticsReport, palette: Palette, y: float) -> Iterator[Box | ChartWords]:
    yield _section("曜日と時刻ごとの質問(件)", palette, y)
    y += 30
    for hour in range(24):
        x = _CELLS_AT + _CELL * (hour + 0.5)
        yield ChartWords(x, y, f"{hour}時", palette.faint, "middle", 12)
    most = _most(report.hours)
    for day, row in report.hours.items():
        yield ChartWords(_CELLS_AT - 12, y + 24, day, palette.ink, "end")
        for hour, count in enumerate(row):
            colour, ink = palette.levels[level(count, most)]
            x = _CELLS_AT + _CELL * hour
            title = f"{day}曜日 {hour}時台 {count:,}件"
            yield Box(x + 1, y + 8, _CELL - 2, 24, colour, title)
            size = 12 if count < 10_000 else 10
            yield ChartWords(x + _CELL / 2, y + 24, f"{count:,}", ink, "middle", size)
        y += 26


def _days(report: StatisticsReport, palette: Palette, y: float) -> Iterator[Box | ChartWords]:
    yield _section(f"{STEPS[report.period.step]}の質問", palette, y)
    y += 40
    step = (WIDTH - _COLUMNS_AT - _EDGE) / len(report.days)
    width = min(step * 0.8, _COLUMN_WIDEST)
    named = math.ceil(max(_long(line.title) for line in report.days) / step)
    most = max(line.tally.questions for line in report.days)
    for number, line in enumerate(report.days):
        x = _COLUMNS_AT + step * number
        high = _share(line.tally.questions, most) * _COLUMNS_HIGH
        yield from _column(line, (x, y + _COLUMNS_HIGH - high, width, high), palette)
        if (len(report.days) - 1 - number) % named == 0:  # the last one always
            below = y + _COLUMNS_HIGH + 18
            yield ChartWords(x + width / 2, below, line.title, palette.faint, "middle", 12)
    yield Box(_COLUMNS_AT - 8, y + _COLUMNS_HIGH, WIDTH - _COLUMNS_AT - 8, 1, palette.faint)


def _column(
    line: ReportRow, place: tuple[float, float, float, float], palette: Palette
) -> Iterator[Box | ChartWords]:
    x, y, width, _ = place
    yield from _stack(line.tally, line.title, place, across=False)
    if line.tally.questions:
        count = f"{line.tally.questions:,}"
        if width < 6 * len(count):
            count = count.replace(",", "")
        size = 12 if width >= 7 * len(count) else 9
        yield ChartWords(x + width / 2, y - 5, count, palette.ink, "middle", size)


def _stack(
    tally: Tally, title: str, place: tuple[float, float, float, float], *, across: bool
) -> Iterator[Box]:
    """One bar of the outcomes side by side, or one upon the other."""
    x, y, width, height = place
    bottom = y + height
    for name, label in OUTCOMES.items():
        count: int = getattr(tally, name)
        share = _share(count, tally.questions)
        told = f"{title} {label} {count:,}件"
        if not count:
            continue
        if across:
            yield Box(x, y, width * share, height, name, told)
            x += width * share
        else:
            bottom -= height * share
            yield Box(x, bottom, width, height * share, name, told)


def _notes(report: StatisticsReport, palette: Palette, y: float) -> Iterator[ChartWords]:
    for number, note in enumerate(NOTES):
        yield ChartWords(_EDGE, y + 20 * number, note, palette.faint, size=12)


def _long(text: str) -> float:
    """How long a name of 12 units is at most, with room to the next."""
    return sum(12 if sign > "\xff" else 7 if sign.isdigit() else 5 for sign in text) + 6


def _section(text: str, palette: Palette, y: float) -> ChartWords:
    return ChartWords(_EDGE, y, text, palette.ink, size=15, bold=True)


def level(count: int, most: int) -> int:
    """How dark a cell of the heat map is: 0 for none, LEVELS - 1 for `most`."""
    return -(-count * (LEVELS - 1) // most) if count else 0


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def named_levels(hours: Mapping[str, Sequence[int]]) -> dict[str, list[tuple[int, int]]]:
    """The same for the page: each count with its level."""
    most = _most(hours)
    return {day: [(count, level(count, most)) for count in row] for day, row in hours.items()}


def _most(hours: Mapping[str, Sequence[int]]) -> int:
    return max(max(row) for row in hours.values())
