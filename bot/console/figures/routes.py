"""What was asked and how it ended, for editors: a page, a picture and a table for Excel."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from bot.console.figures import charting
from bot.console.figures.menu import menu_report, menu_rows
from bot.console.figures.reporting import (
    CHANNELS,
    STEPS,
    Period,
    StatisticsReport,
    oldest,
    rates,
    read_period,
    report,
    title_of,
)
from bot.console.shared.access import Overseeing, TheConsole, page
from bot.console.shared.spreadsheet import lines
from bot.conversation.gateway import Gateway
from bot.conversation.refusals import refused
from bot.conversation.threads import stored
from bot.storage.ports.statistics import Counted, CountedPress, Key, Tally
from bot.text import format_date

routes = APIRouter(include_in_schema=False)

_MENU_OF = "line"  # the channel that has a menu
_HEADER = ("日付", "時", "窓口", "ID", "件名")
_COUNTS = {
    "questions": "質問",
    **charting.OUTCOMES,
    "small_talk": "あいさつなど",
    "reduced": "簡易応答",
    "votes": "評価",
    "helped": "役に立った",
    "wrong": "違うと言われた",
}
# Excel reads the full-width ones alike.


@dataclass(frozen=True, slots=True)
class ReportQuery:
    """What is asked for in an address, and what is wrong with it."""

    period: Period
    channel: str
    problem: str | None
    today: date

    @property
    def query(self) -> str:
        """The same, to ask for the picture and the table with."""
        days = {"from": self.period.first.isoformat(), "to": self.period.last.isoformat()}
        return urlencode({"period": "days", **days, "channel": self.channel})


async def wanted(
    console: TheConsole,
    period: Annotated[str, Query(max_length=20)] = "",
    first: Annotated[str, Query(alias="from", max_length=40)] = "",
    last: Annotated[str, Query(alias="to", max_length=40)] = "",
    channel: Annotated[str, Query(max_length=20)] = "",
) -> ReportQuery:
    """What the address asks for; with a problem, the usual figures."""
    today = console.gateway.now().date()
    found, problem = read_period(period, first.strip(), last.strip(), today)
    return ReportQuery(found, channel if channel in CHANNELS else "", problem, today)


Asked = Annotated[ReportQuery, Depends(wanted)]


@routes.get("/figures")
async def show(request: Request, console: TheConsole, caller: Overseeing, asked: Asked) -> Response:
    """The page. What is wrong with the dates is said on it, beside the usual figures."""
    found = await stored(_report, console.gateway, asked)
    presses = await stored(_presses, console.gateway, asked)
    return page(
        request,
        caller,
        "figures",
        asked=asked,
        report=found,
        menu=menu_report(presses, asked.period),
        channels=CHANNELS,
        heading=charting.heading(found),
        summary=charting.summary(found),
        now=rates(found.total),
        then=None if found.before is None else rates(found.before),
        weekdays=charting.named_levels(found.hours),
        each=STEPS[found.period.step],
        notes=charting.NOTES,
        oldest=format_date(oldest(asked.today)),
    )


@routes.get("/figures.svg")
async def picture(
    console: TheConsole, _: Overseeing, asked: Asked, look: Annotated[str, Query()] = "light"
) -> Response:
    """The same as a picture that stands for itself; `look` is light or dark."""
    if asked.problem or look not in charting.LOOKS:
        raise refused("invalid")
    found = await stored(_report, console.gateway, asked)
    drawing = charting.draw(found, look)
    written = console.pages.get_template("figures.svg").render(
        drawing=drawing, width=charting.WIDTH
    )
    return _file(written, "image/svg+xml", asked, "svg", "inline")


@routes.get("/figures.csv")
async def table(console: TheConsole, _: Overseeing, asked: Asked) -> Response:
    """The counts themselves, a row for each hour, channel and matter, as Excel opens them."""
    if asked.problem:
        raise refused("invalid")
    counted = await stored(_counted, console.gateway, asked.period, asked.channel)
    return _file(as_csv(counted), "text/csv; charset=utf-8", asked, "csv", "attachment")


@routes.get("/figures/menu.csv")
async def menu_table(console: TheConsole, _: Overseeing, asked: Asked) -> Response:
    """What was pressed in LINE's menu, a row for each hour and field, as Excel opens them."""
    if asked.problem:
        raise refused("invalid")
    rows = menu_rows(await stored(_presses, console.gateway, asked))
    kind = "text/csv; charset=utf-8"
    return _file("".join(lines(rows)), kind, asked, "csv", "attachment", "menu")


def as_csv(counted: Iterable[Counted]) -> str:
    """The rows by hour, with a header."""
    found: dict[Key, Tally] = {}
    for key, tally in counted:
        found[key] = found.get(key, Tally()) + tally
    titles = {answer_id: title_of(answer_id) for answer_id in {key.answer_id for key in found}}
    counts = attrgetter(*_COUNTS)
    rows: list[tuple[str | int, ...]] = [(*_HEADER, *_COUNTS.values())]
    for key, tally in sorted(found.items()):
        day, _, hour = key.hour.partition("T")
        words = (CHANNELS.get(key.channel, key.channel), key.answer_id, titles[key.answer_id])
        rows.append((day, int(hour), *words, *counts(tally)))
    return "".join(lines(rows))


def _file(
    written: str, kind: str, asked: ReportQuery, ending: str, how: str, of: str = "figures"
) -> Response:
    name = f"{of}-{asked.period.first}-{asked.period.last}.{ending}"
    headers = {"Content-Disposition": f'{how}; filename="{name}"'}
    return Response(written, media_type=kind, headers=headers)


def _presses(gateway: Gateway, asked: ReportQuery) -> list[CountedPress]:
    if asked.channel not in ("", _MENU_OF):
        return []
    return gateway.statistics.presses(asked.period.first, asked.period.last)


def _report(gateway: Gateway, asked: ReportQuery) -> StatisticsReport:
    period, channel = asked.period, asked.channel
    kept = period.before.first >= oldest(asked.today)
    before = _counted(gateway, period.before, channel) if kept else None
    return report(_counted(gateway, period, channel), before, period, channel)


def _counted(gateway: Gateway, period: Period, channel: str) -> list[Counted]:
    """What was counted, with the residents' votes; operators' own are among the counts."""
    found = gateway.statistics.read(period.first, period.last)
    for hour, at, answer_id, votes, helped, wrong in gateway.feedback.votes(
        period.first, period.last
    ):
        found.append((Key(hour, at, answer_id), Tally(votes=votes, helped=helped, wrong=wrong)))
    return [(key, tally) for key, tally in found if channel in ("", key.channel)]
