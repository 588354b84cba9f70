"""Where somebody is signed in: one's own sessions, ended one by one or all but this one."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import Response

from bot.console.shared.access import Changing, SignedIn, TheConsole, page, token_of
from bot.console.signin.opening import to_the_desk

routes = APIRouter(prefix="/accounts/sessions", include_in_schema=False)


@routes.get("")
async def sessions(
    request: Request,
    console: TheConsole,
    caller: SignedIn,
    did: Annotated[str, Query(max_length=20)] = "",
) -> Response:
    """What is open of this account, the newest first."""
    account = caller.account
    found = await console.sessions.of(account.name, account.stamp, token_of(request))
    return page(request, caller, "sessions", found=found, did=did)


@routes.post("/end", dependencies=[Changing])
async def end_one(
    console: TheConsole, caller: SignedIn, id: Annotated[str, Form(max_length=64)] = ""
) -> Response:
    """Ends one of them at once; who ends this one has signed out."""
    if await console.sessions.end_one(caller.account.name, id):
        await console.note(caller.account.name, "session_ended", caller.account.name)
    return to_the_desk("/accounts/sessions?did=one")


@routes.post("/end-others", dependencies=[Changing])
async def end_others(request: Request, console: TheConsole, caller: SignedIn) -> Response:
    """Ends all but this one."""
    name = caller.account.name
    if await console.sessions.end_others(name, token_of(request)):
        await console.note(name, "sessions_ended", name)
    return to_the_desk("/accounts/sessions?did=others")
