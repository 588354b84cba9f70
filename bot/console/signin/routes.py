"""The sign-in form, the cookie that it gives, and signing out."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from starlette.responses import RedirectResponse, Response

from bot.console.shared.access import (
    Changing,
    SignedIn,
    TheConsole,
    cookie_name,
    render,
    same_origin,
    token_of,
)
from bot.console.shared.accounts import NAME_LONGEST, UNKNOWN, Account, account_name
from bot.console.shared.console import Console
from bot.console.signin.guessing import Guessing, Try
from bot.conversation.threads import hashed, stored
from bot.conversation.throttle import household
from bot.errors import RequestRefused, StorageError

routes = APIRouter(include_in_schema=False)

_AFTER_POST = 303


def guessing_of(request: Request) -> Guessing:
    """The tries of everybody, one memory for the whole console."""
    guessing: Guessing = request.app.state.guessing
    return guessing


TheGuessing = Annotated[Guessing, Depends(guessing_of)]


@routes.get("/")
async def first(caller: SignedIn) -> Response:
    """To the desk; who is not signed in is sent to the sign-in."""
    return RedirectResponse("/desk", _AFTER_POST)


@routes.get("/signin")
async def ask(request: Request, console: TheConsole) -> Response:
    """The form; says so where no account was made yet."""
    empty = not await stored(console.accounts.everybody)
    return render(request, "signin", {"empty": empty})


@routes.post("/signin", dependencies=[Depends(same_origin)])
async def sign_in(
    request: Request,
    console: TheConsole,
    guessing: TheGuessing,
    name: Annotated[str, Form()] = "",
    password: Annotated[str, Form()] = "",
) -> Response:
    """Opens a session, a new one each time.

    What was wrong is not said, nor whether there is such an account: neither in words, nor by the
    time it takes, nor by the wait. Who has to wait is refused with the right password too.
    """
    host = request.client.host if request.client else None
    made = await guessing.begin(account_name(name), host)
    if made.wait:
        return _again(request, name, 429, wait=made.wait)
    try:
        async with guessing.turn():
            account = await hashed(console.accounts.verified, name, password)
    except RequestRefused as error:
        await guessing.take_back(made)
        return _again(request, name, error.status, busy=True, wait=error.retry_after or 1)
    except StorageError:
        await guessing.take_back(made)  # nobody has to wait for a failure of ours
        raise
    if account is None:
        await _note_failure(console, name, host, made)
        return _again(request, name, 401, wrong=True, wait=made.locks)
    await guessing.succeeded(made)
    await console.note(account.name, "sign_in", household(host))
    return await _opened(request, console, account)


@routes.post("/signout", dependencies=[Changing])
async def sign_out(request: Request, console: TheConsole, caller: SignedIn) -> Response:
    """Ends the session at once."""
    await console.sessions.end(token_of(request))
    await console.note(caller.account.name, "sign_out")
    found = RedirectResponse("/signin", _AFTER_POST)
    _set_cookie(request, found, "", max_age=0)
    return found


def _again(request: Request, name: str, status: int, *, wait: int, **why: bool) -> Response:
    """The form once more. `wait`: seconds until another try is looked at."""
    values = {"name": name[:NAME_LONGEST], "minutes": -(-wait // 60), **why}
    headers = {"Retry-After": str(wait)} if wait else {}
    return render(request, "signin", values, status, headers)


async def _opened(request: Request, console: Console, account: Account) -> Response:
    await console.sessions.end(token_of(request))
    found = RedirectResponse("/desk", _AFTER_POST)
    _set_cookie(request, found, await console.sessions.begin(account.name, account.stamp))
    return found


def _set_cookie(
    request: Request, response: Response, token: str, max_age: int | None = None
) -> None:
    """Without `max_age` the cookie ends with the browser, earlier than the session if so."""
    response.set_cookie(
        cookie_name(request),
        token,
        max_age=max_age,
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="strict",
    )


async def _note_failure(console: Console, typed: str, host: str | None, made: Try) -> None:
    """A name that nobody has may be a password typed into the wrong field: it is not written."""
    account = await stored(console.accounts.find, typed)
    operator = account.name if account else UNKNOWN
    await console.note(operator, "sign_in_failed", household(host))
    if made.locks:
        await console.note(operator, "locked_out", household(host))
