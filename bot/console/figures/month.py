"""The figures of a month: a page that is also printed, and the same as a table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from bot.console.figures.talks import (
    REASONS,
    USUAL_SHARE,
    Month,
    TalkReport,
    talk_report,
)
from bot.console.queue.deciding import State
from bot.console.queue.editing import Queue, TheQueue
from bot.console.shared.access import Overseeing, TheConsole, page
from bot.console.shared.spreadsheet import lines
from bot.content import library
from bot.conversation.gateway import Gateway
from bot.conversation.threads import stored
from bot.storage.ports.talks import TALK_NAMES, talk_counts
from bot.text import format_date

routes = APIRouter(prefix="/figures", include_in_schema=False)

Named = Annotated[str, Query(alias="month", max_length=20)]
Share = Annotated[int, Query(ge=0, le=100)]

MOST_REFUSED = 20  # groups of words
_WITHOUT_VOTES = ("言語", "号")  # a vote does not know them
_COUNTS = (
    "質問のあった会話",
    "全部に答えた",
    "一部に答えた",
    "お断りだけ",
    "聞き返した",
    "聞き返して答えた",
    "電話へ",
)


@routes.get("/month")
async def show(
    request: Request,
    console: TheConsole,
    caller: Overseeing,
    waiting: TheQueue,
    named: Named = "",
    share: Share = USUAL_SHARE,
) -> Response:
    """The page of one month."""
    today = console.gateway.now().date()
    found = await stored(_report, console.gateway, Month.read(named, today))
    most = max((row.tally.asked for row in found.weeks), default=0)
    words = await stored(_refused, waiting, found.month) if caller.account.edits else []
    return page(
        request, caller, "month", report=found, share=share, reasons=REASONS, most=most,
        first=format_date(found.month.first), last=format_date(found.month.last),
        refused_words=words, words_days=console.gateway.retention.days,
        made=format_date(today), this=f"{today:%Y-%m}", editable=set(library().book().answers),
    )  # fmt: skip


@routes.get("/month.csv")
async def table(console: TheConsole, _: Overseeing, named: Named = "") -> Response:
    """All tables of the page below each other, as Excel opens them."""
    month = Month.read(named, console.gateway.now().date())
    found = await stored(_report, console.gateway, month)
    headers = {"Content-Disposition": f'attachment; filename="talks-{month}.csv"'}
    written = "".join(lines(_rows(found)))
    return Response(written, media_type="text/csv; charset=utf-8", headers=headers)


def _rows(report: TalkReport) -> Iterator[tuple[str | int, ...]]:
    assert len(_COUNTS) == len(TALK_NAMES)
    yield ("分け方", "名前", "ID", *_COUNTS, "評価", "役に立った")
    yield ("全体", str(report.month), "", *talk_counts(report.whole), report.votes, report.helped)
    parts = {
        "週": report.weeks, "時刻": report.hours, "窓口": report.channels,
        "言語": report.languages, "号": report.editions,
    }  # fmt: skip
    for part, rows in parts.items():
        for row in rows:
            voted = ("", "") if part in _WITHOUT_VOTES else (row.votes, row.helped)
            yield (part, row.title, "", *talk_counts(row.tally), *voted)
    for one in report.matters:
        yield ("件名", one.title, one.id, *talk_counts(one.tally), one.votes, one.helped)
    for one in report.matters:
        for reason in one.reasons:
            told = REASONS.get(reason.reason, reason.reason)
            yield ("評価の理由", one.title, one.id, told, reason.times, reason.question)


def _refused(waiting: Queue, month: Month) -> list[tuple[str, int]]:
    """What was refused and asked in the month or since, alike words together, most first."""
    found = []
    for group in waiting.groups.of(*State):
        times = dict(group.counted("why")).get("refused", 0)
        if times and max(line.last for line in group.lines) >= month.first.isoformat():
            found.append((group.typical.words, times))
    return sorted(found, key=lambda pair: -pair[1])[:MOST_REFUSED]


def _report(gateway: Gateway, month: Month) -> TalkReport:
    earliest = min(month.trend_from, month.first)
    counted = gateway.statistics.talks(earliest, month.last)
    votes = gateway.feedback.votes(earliest, month.last)
    return talk_report(counted, votes, gateway.feedback.reasons(month.first, month.last), month)
