"""The board: a page on which editors write it, and the same for the screen of a call."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request
from pydantic import BaseModel
from starlette.datastructures import FormData
from starlette.responses import RedirectResponse, Response

from bot.console.board.directory import FIELDS, ListedDesk, listed_desks
from bot.console.shared.access import Caller, Changing, Editing, SignedIn, TheConsole, page
from bot.console.shared.console import Console
from bot.console.shared.forms import day_in
from bot.content import current_content
from bot.conversation.threads import stored
from bot.storage.ports.board import Announcement, DeskEntry
from bot.text import clean

routes = APIRouter(include_in_schema=False)

TEXT_LONGEST = 300
MOST_DESKS = 100
MOST_UP = 20  # announcements: more are read by nobody
_AFTER_POST = 303
_NEW_ID = 8  # hexadecimal digits
_LARGEST = 2**31 - 1
Number = Annotated[int, Path(ge=1, le=_LARGEST)]


class ShownDesk(BaseModel):
    """A desk on the screen of a call."""

    id: str
    name: str
    about: str
    phone: str
    place: str
    hours: str


class Board(BaseModel):
    """What is up today."""

    announcements: list[str]
    desks: list[ShownDesk]


@routes.get("/desk/board")
async def of_today(console: TheConsole, caller: SignedIn) -> Board:
    """What is up for operators."""
    today = console.gateway.now().date().isoformat()
    up = await stored(console.gateway.stores.announcements.not_over, today)
    return Board(
        announcements=[one.text for one in up if one.first <= today],
        desks=[
            ShownDesk(id=one.entry.id, **{name: getattr(one.entry, name) for name in FIELDS})
            for one in await _listed(console)
        ],
    )


@routes.get("/board")
async def board(request: Request, console: TheConsole, caller: Editing, did: str = "") -> Response:
    """The page, as it is or after something was done."""
    return await _page(request, console, caller, did=did[:20])


@routes.post("/board/announcements", dependencies=[Changing])
async def announce(request: Request, console: TheConsole, caller: Editing) -> Response:
    """Puts a text up for some days."""
    form, today = await request.form(), console.gateway.now().date()
    text = _text(form, "text")
    first, last = (day_in(_text(form, name)) for name in ("first", "last"))
    problem = None
    if not 0 < len(text) <= TEXT_LONGEST:
        problem = "text"
    elif first is None or last is None or last < max(first, today):
        problem = "days"
    elif len(await _not_over(console)) >= MOST_UP:
        problem = "many"
    if problem or first is None or last is None:
        return await _page(request, console, caller, problem=problem, typed=form)
    up = Announcement(text, first.isoformat(), last.isoformat(), caller.account.name)
    await stored(console.gateway.stores.announcements.add, up)
    await console.note(caller.account.name, "announced")
    return RedirectResponse("/board?did=announced", _AFTER_POST)


@routes.post("/board/announcements/{number}/remove", dependencies=[Changing])
async def take_down(number: Number, console: TheConsole, caller: Editing) -> Response:
    """Removes an announcement before its last day."""
    if await stored(console.gateway.stores.announcements.remove, number):
        await console.note(caller.account.name, "announcement_removed", str(number))
    return RedirectResponse("/board?did=removed", _AFTER_POST)


@routes.post("/board/desks", dependencies=[Changing])
async def write_desk(request: Request, console: TheConsole, caller: Editing) -> Response:
    """Keeps what is known of a desk, unless somebody else was quicker: then both are shown."""
    form, listed = await request.form(), {one.entry.id: one for one in await _listed(console)}
    there = listed.get(_text(form, "id"))
    old = there or ListedDesk(DeskEntry(secrets.token_hex(_NEW_ID // 2)))
    texts: dict[str, Any] = {name: _text(form, name) for name in FIELDS if name not in old.given}
    entry = replace(old.entry, **texts, version=_number(_text(form, "version")))
    if not entry.name or any(len(text) > FIELDS[name] for name, text in texts.items()):
        return await _page(request, console, caller, problem="desk", written=entry)
    if there is None and len(listed) >= MOST_DESKS:
        return await _page(request, console, caller, problem="many_desks", written=entry)
    by = replace(entry, editor=caller.account.name, changed=_today(console))
    if there is not None and entry == replace(there.entry, version=entry.version):
        return RedirectResponse("/board?did=desk", _AFTER_POST)  # as it is; pressed twice
    if not await stored(console.gateway.stores.directory.save, by):
        return await _page(request, console, caller, problem="conflict", written=entry)
    await console.note(caller.account.name, "desk_changed", entry.id)
    return RedirectResponse("/board?did=desk", _AFTER_POST)


@routes.post("/board/desks/{desk}/remove", dependencies=[Changing])
async def remove_desk(
    request: Request, desk: str, console: TheConsole, caller: Editing
) -> Response:
    """Forgets what editors wrote of a desk, if it is as it was shown."""
    version = _number(_text(await request.form(), "version"))
    if not await stored(console.gateway.stores.directory.remove, desk, version):
        return await _page(request, console, caller, problem="gone")
    await console.note(caller.account.name, "desk_removed", desk)
    return RedirectResponse("/board?did=desk_removed", _AFTER_POST)


async def _page(
    request: Request,
    console: Console,
    caller: Caller,
    *,
    did: str = "",
    problem: str | None = None,
    typed: FormData | None = None,
    written: DeskEntry | None = None,
) -> Response:
    """The page, with what was typed and what is wrong with it."""
    response = page(
        request, caller, "board", did=did, problem=problem, typed=typed or {}, written=written,
        desks=await _listed(console), up=await _not_over(console), today=_today(console),
        fields=FIELDS, longest=TEXT_LONGEST,
    )  # fmt: skip
    response.status_code = 200 if problem is None else 409 if problem in _TAKEN else 422
    return response


_TAKEN = ("conflict", "gone")


async def _listed(console: Console) -> list[ListedDesk]:
    words = current_content().words(console.gateway.now().date())
    return listed_desks(words, await stored(console.gateway.stores.directory.entries))


async def _not_over(console: Console) -> list[Announcement]:
    return await stored(console.gateway.stores.announcements.not_over, _today(console))


def _today(console: Console) -> str:
    return console.gateway.now().date().isoformat()


def _text(form: FormData, name: str) -> str:
    """A field of the form, clean; a file is none."""
    value = form.get(name, "")
    return clean(value) if isinstance(value, str) else ""


def _number(text: str) -> int:
    found = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
    return min(found, _LARGEST)
