"""In and out."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from starlette.responses import RedirectResponse, Response

from bot.gateway.console.access import COOKIE, Changing, SignedIn, TheConsole, same_origin
from bot.gateway.console.sessions import MOST_SECONDS

routes = APIRouter(include_in_schema=False)

_AFTER_POST = 303


@routes.get("/")
async def first(caller: SignedIn) -> Response:
    """To the desk; who is not signed in is sent to the sign-in."""
    return RedirectResponse("/desk", _AFTER_POST)


@routes.get("/signin")
async def ask(request: Request, console: TheConsole) -> Response:
    """The form."""
    empty = not await asyncio.to_thread(console.accounts.everybody)
    return console.pages.TemplateResponse(request, "signin.html", {"empty": empty})


@routes.post("/signin", dependencies=[Depends(same_origin)])
async def sign_in(
    request: Request,
    console: TheConsole,
    name: Annotated[str, Form(max_length=200)],
    password: Annotated[str, Form(max_length=1000)],
) -> Response:
    """Opens a session, a new one each time. What was wrong is not said more exactly than so."""
    now = console.gateway.settings.now()
    account = await asyncio.to_thread(console.accounts.verified, name, password)
    if account is None:
        await asyncio.to_thread(console.audit.note, now, name[:40], "sign_in_failed")
        return console.pages.TemplateResponse(
            request, "signin.html", {"wrong": True, "name": name}, status_code=401
        )
    await asyncio.to_thread(console.audit.note, now, account.name, "sign_in")
    console.sessions.end(request.cookies.get(COOKIE, ""))
    found = RedirectResponse("/desk", _AFTER_POST)
    found.set_cookie(
        COOKIE,
        console.sessions.begin(account.name),
        max_age=MOST_SECONDS,
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="strict",
    )
    return found


@routes.post("/signout", dependencies=[Changing])
async def sign_out(request: Request, console: TheConsole, caller: SignedIn) -> Response:
    """Ends the session at once."""
    console.sessions.end(request.cookies.get(COOKIE, ""))
    now = console.gateway.settings.now()
    await asyncio.to_thread(console.audit.note, now, caller.account.name, "sign_out")
    found = RedirectResponse("/signin", _AFTER_POST)
    found.delete_cookie(COOKIE)
    return found
