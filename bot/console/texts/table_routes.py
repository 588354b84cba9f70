"""All texts as a table to save, to change in a spreadsheet, and to bring back as drafts."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from starlette.datastructures import FormData, UploadFile
from starlette.responses import RedirectResponse, Response, StreamingResponse

from bot.console.shared import spreadsheet
from bot.console.shared.access import Caller, Changing, Editing, Overseeing, TheConsole, page
from bot.console.shared.console import Console
from bot.console.shared.table_files import read_table
from bot.console.texts.differing import Differing, differing
from bot.console.texts.drafts import Drafts, WrittenField
from bot.console.texts.naming import KINDS, LANGUAGES, label_of, named, plain
from bot.console.texts.routes import AFTER_POST, drafts_of, languages_of, titles_of
from bot.console.texts.tables import (
    MARKS,
    NEEDED,
    ChangedCell,
    ReadTable,
    changes_in,
    sheets,
    table_rows,
)
from bot.content.judging import Judgement
from bot.conversation.refusals import refused
from bot.errors import DataError, RequestRefused
from bot.storage.ports.editing import ChangedText

routes = APIRouter(prefix="/texts", include_in_schema=False)

UPLOADS = {"/texts/table": 8 * 1024 * 1024, "/texts/table/take": 4 * 1024 * 1024}
_CSV = "text/csv; charset=utf-8"
_FILE = "texts.{}"


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A changed cell with what it is called, and old beside new."""

    number: int
    cell: ChangedCell
    name: str
    label: str
    language: str
    pieces: list[Differing]


@routes.get("/table.csv")
async def as_csv(console: TheConsole, caller: Overseeing) -> Response:
    """Every text that is in force, a row each and a column a language."""
    rows = await asyncio.to_thread(_rows, console)
    await console.note(caller.account.name, "texts_csv", file := _FILE.format("csv"))
    headers = {"Content-Disposition": f'attachment; filename="{file}"'}
    return StreamingResponse(spreadsheet.lines(rows), media_type=_CSV, headers=headers)


@routes.get("/table.xlsx")
async def as_workbook(console: TheConsole, caller: Overseeing) -> Response:
    """The same for Excel, a sheet a kind."""
    data = await asyncio.to_thread(_workbook, console)
    await console.note(caller.account.name, "texts_csv", file := _FILE.format("xlsx"))
    headers = {"Content-Disposition": f'attachment; filename="{file}"'}
    return Response(data, media_type=spreadsheet.WORKBOOK, headers=headers)


@routes.get("/table")
async def show(request: Request, caller: Editing) -> Response:
    """Where a table is saved, and brought back."""
    return page(request, caller, "texts_table")


@routes.post("/table", dependencies=[Changing])
async def read(request: Request, console: TheConsole, caller: Editing) -> Response:
    """What a table would change, old beside new, with what the checks say. Nothing is kept."""
    sent = (await request.form()).get("table")
    data = await sent.read() if isinstance(sent, UploadFile) else b""
    drafts, languages = drafts_of(console), languages_of(console)
    try:
        found = await asyncio.to_thread(_read, data, drafts, languages)
    except DataError as error:
        return _refused(request, caller, str(error))
    judgement = await asyncio.to_thread(drafts.publisher.judge, _texts(found.cells))
    await console.note(caller.account.name, "texts_table_read", str(len(found.cells)))
    return page(
        request, caller, "texts_table_read", found=found, cells=_shown(console, found.cells),
        judgement=judgement if found.cells else Judgement(), plain=plain,
        packed=_packed(found.cells),
    )  # fmt: skip


@routes.post("/table/take", dependencies=[Changing])
async def take(request: Request, console: TheConsole, caller: Editing) -> Response:
    """Keeps the ticked cells as drafts; those that somebody else was quicker with are told."""
    form = await request.form()
    wanted = _unpacked(form)
    taken, late = await asyncio.to_thread(
        _write, drafts_of(console), wanted, languages_of(console), caller.account.name
    )
    await console.note(caller.account.name, "texts_table_taken", str(len(taken)))
    if not late:
        return RedirectResponse(f"/texts?did=taken&taken={len(taken)}", AFTER_POST)
    titles = titles_of(console)
    told = [(entry, code, named(entry, titles), LANGUAGES.get(code, code)) for entry, code in late]
    response = page(request, caller, "texts_table", taken=len(taken), late=told)
    response.status_code = 409
    return response


def _rows(console: Console) -> list[list[str]]:
    folder = drafts_of(console).publisher.folder
    kinds = list(table_rows(folder, languages_of(console), titles_of(console)))
    head, texts = kinds[0][1], [row for _, row in kinds[len(KINDS) :]]
    return [head, *texts]


def _workbook(console: Console) -> bytes:
    folder = drafts_of(console).publisher.folder
    found = sheets(folder, languages_of(console), titles_of(console))
    return spreadsheet.workbook(found, hidden=MARKS)


def _read(data: bytes, drafts: Drafts, languages: Sequence[str]) -> ReadTable:
    return changes_in(read_table(data, NEEDED), drafts, languages)


def _refused(request: Request, caller: Caller, problem: str) -> Response:
    response = page(request, caller, "texts_table", problem=problem)
    response.status_code = 422
    return response


def _texts(cells: Sequence[ChangedCell]) -> list[ChangedText]:
    """As if all of it were published at once; what two people changed is not in it."""
    return [
        ChangedText(cell.field.text.place, cell.field.text.text, cell.text)
        for cell in cells
        if not cell.theirs
    ]


def _shown(console: Console, cells: Sequence[ChangedCell]) -> list[ShownCell]:
    titles = titles_of(console)
    return [
        ShownCell(
            number, cell, named(cell.entry, titles), label_of(cell.field.text),
            LANGUAGES.get(cell.language, cell.language) if cell.field.text.language else "",
            differing(cell.field.there, cell.text),
        )
        for number, cell in enumerate(cells)
    ]  # fmt: skip


def _packed(cells: Sequence[ChangedCell]) -> str:
    """What the page brings back: one field, however many cells."""
    found = [[cell.entry, cell.language, cell.key, cell.field.seen, cell.text] for cell in cells]
    return json.dumps(found, ensure_ascii=False)


def _unpacked(form: FormData) -> dict[tuple[str, str], dict[str, WrittenField]]:
    """The ticked cells by entry and language. Raises invalid for what is not ours."""
    ticked = {value for value in form.getlist("take") if isinstance(value, str)}
    found: dict[tuple[str, str], dict[str, WrittenField]] = {}
    try:
        packed: Any = json.loads(str(form.get("cells", "")))
        for number, (entry, code, key, seen, text) in enumerate(packed):
            if str(number) in ticked:
                own = found.setdefault((str(entry), str(code)), {})
                own[str(key)] = WrittenField(str(seen), str(text))
    except (ValueError, TypeError):
        raise refused("invalid") from None
    return found


def _write(
    drafts: Drafts,
    wanted: dict[tuple[str, str], dict[str, WrittenField]],
    languages: Sequence[str],
    editor: str,
) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Entry and language of what became a draft, and of what somebody else changed meanwhile."""
    taken, late = list[tuple[str, str]](), list[tuple[str, str]]()
    for (entry, code), typed in wanted.items():
        try:
            kept = drafts.write(entry, code, typed, editor) if code in languages else []
        except RequestRefused:  # it is gone, or others save all the time
            kept = []
        (late if isinstance(kept, list) else taken).append((entry, code))
    return taken, late
