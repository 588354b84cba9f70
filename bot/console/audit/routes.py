"""What was done at the console, as a page and as CSV. Looking is noted as well."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response, StreamingResponse

from bot.console.shared.access import Overseeing, TheConsole, page
from bot.console.shared.audit_log import KEPT, PAGE, Audit, AuditEntry, AuditFilter
from bot.console.shared.spreadsheet import lines
from bot.conversation.threads import stored
from bot.text import format_date

routes = APIRouter(include_in_schema=False)

_LONGEST = 60  # characters of a name or a kind
_LARGEST = 2**63 - 1  # SQLite's own


async def wanted_of(
    operator: Annotated[str, Query(max_length=_LONGEST)] = "",
    what: Annotated[str, Query(max_length=_LONGEST)] = "",
    before: Annotated[int, Query(ge=0, le=_LARGEST)] = 0,
) -> AuditFilter:
    """Which entries the address asks for."""
    return AuditFilter(operator, what, before)


Asked = Annotated[AuditFilter, Depends(wanted_of)]


@routes.get("/audit")
async def audit(
    request: Request, caller: Overseeing, console: TheConsole, wanted: Asked
) -> Response:
    """A page of entries, the newest first."""
    now = console.gateway.now()
    await stored(console.audit.note, now, caller.account.name, "audit")
    values = await stored(_values, console.audit, wanted)
    return page(request, caller, "audit", **values)


@routes.get("/audit.csv")
async def audit_csv(caller: Overseeing, console: TheConsole, wanted: Asked) -> Response:
    """All entries that are wanted, as a file."""
    now = console.gateway.now()
    await stored(console.audit.note, now, caller.account.name, "audit_csv")
    headers = {"Content-Disposition": 'attachment; filename="audit.csv"'}
    file = lines(_rows(console.audit.all_of(wanted)))
    return StreamingResponse(file, media_type="text/csv; charset=utf-8", headers=headers)


def _values(audit: Audit, wanted: AuditFilter) -> dict[str, Any]:
    found = audit.latest(PAGE + 1, wanted)
    shown, is_more = found[:PAGE], len(found) > PAGE
    days = groupby(shown, key=lambda entry: entry.at[:10])
    chosen = {"operator": wanted.operator, "what": wanted.what}
    return {
        "days": [(format_date(date.fromisoformat(day)), list(entries)) for day, entries in days],
        "operators": audit.operators(),
        "kinds": audit.kinds(),
        "wanted": wanted,
        "filter": urlencode(chosen),
        "older": urlencode({**chosen, "before": shown[-1].number}) if is_more else "",
        "kept": KEPT.days,
    }


def _rows(entries: Iterator[AuditEntry]) -> Iterator[tuple[str, ...]]:
    yield ("at", "operator", "what", "which")
    for entry in entries:
        yield (entry.at, entry.operator, entry.what, entry.which)
