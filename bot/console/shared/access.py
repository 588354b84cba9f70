"""Who is calling: nothing of the console answers without a sign-in, nothing changes without CSRF.

A page asks with its cookie alone; everything that changes something also brings the session's own
secret, in a form's field or in the header X-CSRF-Token, and comes from a page of ours.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request
from starlette.responses import HTMLResponse, Response

from bot.console.shared.accounts import Account
from bot.console.shared.console import Console
from bot.conversation.refusals import refused
from bot.conversation.threads import stored
from bot.http.security import own_origin
from bot.storage.ports.sessions import Session

COOKIE = "kokuho_operator"
CSRF_HEADER, CSRF_FIELD = "x-csrf-token", "csrf"
# With "no-referrer" browsers send a form's Origin as "null", and we could not tell it from others'.
_PAGE_HEADERS = {"Referrer-Policy": "same-origin"}


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody who is signed in."""

    account: Account
    session: Session


def served_by(request: Request) -> Console:
    """The console that serves this request."""
    console: Console = request.app.state.console
    return console


async def console_of(request: Request) -> Console:
    """The same for a route; not in a thread, as what is not async would be."""
    return served_by(request)


TheConsole = Annotated[Console, Depends(console_of)]


def cookie_name(request: Request, name: str = COOKIE) -> str:
    """The cookie's name; behind TLS one that no other host and no plain page can set."""
    return f"__Host-{name}" if request.url.scheme == "https" else name


def token_of(request: Request) -> str:
    """The session's token that the browser brings, or nothing."""
    return request.cookies.get(cookie_name(request), "")


async def recognised(request: Request, console: TheConsole) -> Caller:
    """The caller, even if a second factor is still to be set up.

    Raises signed_out, also where the account was removed or its password changed.
    """
    token = token_of(request)
    session = await console.sessions.find(token)
    account = await stored(console.accounts.find, session.name) if session else None
    if session is None or account is None or account.stamp != session.stamp:
        await console.sessions.end(token)
        raise refused("signed_out")
    return Caller(account, session)


Recognised = Annotated[Caller, Depends(recognised)]


async def signed_in(caller: Recognised, console: TheConsole) -> Caller:
    """The caller. Raises factor_needed where the role asks for a second factor and none was
    brought: also for who was given the role a moment ago."""
    if caller.account.role in console.two_factor_roles and not caller.session.second:
        raise refused("factor_needed")
    return caller


SignedIn = Annotated[Caller, Depends(signed_in)]


async def editing(caller: SignedIn) -> Caller:
    """The same for an editor. Raises not_yours for anybody else."""
    if not caller.account.edits:
        raise refused("not_yours")
    return caller


async def managing(caller: SignedIn) -> Caller:
    """The same for an administrator. Raises not_yours for anybody else."""
    if not caller.account.manages:
        raise refused("not_yours")
    return caller


async def overseeing(caller: SignedIn) -> Caller:
    """The same for an editor or an administrator. Raises not_yours for anybody else."""
    if not caller.account.oversees:
        raise refused("not_yours")
    return caller


Editing = Annotated[Caller, Depends(editing)]
Managing = Annotated[Caller, Depends(managing)]
Overseeing = Annotated[Caller, Depends(overseeing)]


async def from_our_page(request: Request, caller: Recognised) -> None:
    """Raises forged where the session's secret is not brought, or the page is not ours."""
    same_origin(request)
    given = request.headers.get(CSRF_HEADER) or ""
    if not given and "form" in request.headers.get("content-type", ""):
        given = str((await request.form()).get(CSRF_FIELD, ""))
    if not hmac.compare_digest(given.encode(), caller.session.csrf.encode()):
        raise refused("forged")


def same_origin(request: Request) -> None:
    """Raises forged for what a page of another site sends; each browser says at least one of both.

    Sec-Fetch-Site comes only behind TLS and on this machine, so Origin is looked at as well.
    """
    origin = request.headers.get("origin")
    if origin is not None and origin != own_origin(request.scope, request.headers):
        raise refused("forged")
    if request.headers.get("sec-fetch-site", "same-origin") != "same-origin":
        raise refused("forged")


# For every route that changes something, or that an operator's words go to.
Changing = Depends(from_our_page)


def render(
    request: Request,
    name: str,
    values: Mapping[str, object],
    status: int = 200,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """The page `name`, for whoever it is."""
    found: HTMLResponse = served_by(request).pages.TemplateResponse(
        request, f"{name}.html", dict(values), status, {**_PAGE_HEADERS, **(headers or {})}
    )
    return found


def page(request: Request, caller: Caller, name: str, **values: object) -> Response:
    """The page `name` for who is signed in."""
    troubles = served_by(request).gateway.troubles()
    known = {"account": caller.account, "csrf": caller.session.csrf, "troubles": troubles, **values}
    return render(request, name, known)
