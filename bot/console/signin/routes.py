"""Signing in with a name, a password and, where there is one, a second factor; and signing out."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from starlette.responses import RedirectResponse, Response

from bot.console.shared.access import (
    Changing,
    Recognised,
    SignedIn,
    TheConsole,
    cookie_name,
    render,
    same_origin,
    served_by,
    token_of,
)
from bot.console.shared.accounts import NAME_LONGEST, UNKNOWN, Account, account_name
from bot.console.shared.console import Console
from bot.console.signin.factors import TICKET_SECONDS, Factors
from bot.console.signin.guessing import Try
from bot.console.signin.opening import (
    AFTER_POST,
    TheFactors,
    TheGuessing,
    half_cookie,
    host_of,
    open_session,
    set_cookie,
    to_the_desk,
)
from bot.conversation.threads import hashed, stored
from bot.conversation.throttle import household
from bot.errors import RequestRefused

routes = APIRouter(include_in_schema=False)


@routes.get("/")
async def first(caller: SignedIn) -> Response:
    """To the desk; who is not signed in is sent to the sign-in."""
    return to_the_desk()


@routes.get("/signin")
async def ask(request: Request, console: TheConsole) -> Response:
    """The form; says so where no account was made yet."""
    empty = not await stored(console.accounts.everybody)
    return render(request, "signin", {"empty": empty, "sign_on": console.sign_on is not None})


@routes.post("/signin", dependencies=[Depends(same_origin)])
async def sign_in(
    request: Request,
    console: TheConsole,
    guessing: TheGuessing,
    factors: TheFactors,
    name: Annotated[str, Form()] = "",
    password: Annotated[str, Form()] = "",
) -> Response:
    """Opens a session, a new one each time; or asks for the second factor.

    What was wrong is not said, nor whether there is such an account: neither in words, nor by the
    time it takes, nor by the wait. Who has to wait is refused with the right password too.
    """
    host = host_of(request)
    made = await guessing.begin(account_name(name), host)
    if made.wait:
        return _again(request, name, 429, wait=made.wait)
    try:
        async with guessing.looked_at(made), guessing.turn():
            account = await hashed(console.accounts.verified, name, password)
    except RequestRefused as error:
        return _again(request, name, error.status, busy=True, wait=error.retry_after or 1)
    if account is None:
        await _note_failure(console, name, host, made)
        return _again(request, name, 401, wrong=True, wait=made.locks)
    if await stored(factors.has, account.name):
        # Failures of the second step stay counted: the password alone forgives none.
        await guessing.take_back(made)
        found = RedirectResponse("/signin/code", AFTER_POST)
        ticket = factors.ticket(account.name, account.stamp)
        set_cookie(request, found, half_cookie(request), ticket, TICKET_SECONDS)
        return found
    await guessing.succeeded(made)
    await console.note(account.name, "sign_in", household(host))
    opened = to_the_desk()
    await open_session(request, console, account, opened, second=False)
    return opened


@routes.get("/signin/code")
async def ask_for_code(request: Request, console: TheConsole, factors: TheFactors) -> Response:
    """The form of the second step; who has not taken the first one is sent to that."""
    if await _half(request, console, factors) is None:
        return RedirectResponse("/signin", AFTER_POST)
    return render(request, "signin_code", {})


@routes.post("/signin/code", dependencies=[Depends(same_origin)])
async def second_step(
    request: Request,
    console: TheConsole,
    guessing: TheGuessing,
    factors: TheFactors,
    code: Annotated[str, Form()] = "",
) -> Response:
    """Opens the session with the code of the app, or with one of the recovery codes."""
    account, host = await _half(request, console, factors), host_of(request)
    if account is None:
        return RedirectResponse("/signin", AFTER_POST)
    made = await guessing.begin(account.name, host)
    if made.wait:
        return _code_again(request, 429, wait=made.wait)
    async with guessing.looked_at(made):
        how = await stored(factors.verify, account.name, code)
    if how is None:
        await _note_failure(console, account.name, host, made, "factor_failed")
        return _code_again(request, 401, wrong=True, wait=made.locks)
    await guessing.succeeded(made)
    await console.note(account.name, "sign_in", household(host))
    opened = to_the_desk()
    if how == "recovery":
        await console.note(account.name, "code_used")
        opened = to_the_desk("/accounts/factor?did=used")
    await open_session(request, console, account, opened, second=True)
    return opened


@routes.post("/signout", dependencies=[Changing])
async def sign_out(request: Request, console: TheConsole, caller: Recognised) -> Response:
    """Ends the session at once."""
    await console.sessions.end(token_of(request))
    await console.note(caller.account.name, "sign_out")
    found = RedirectResponse("/signin", AFTER_POST)
    set_cookie(request, found, cookie_name(request), "", max_age=0)
    return found


async def _half(request: Request, console: Console, factors: Factors) -> Account | None:
    """Who has brought the right password a moment ago, if it is the right one still."""
    holder = factors.holder(request.cookies.get(half_cookie(request), ""))
    account = await stored(console.accounts.find, holder[0]) if holder else None
    return account if account is not None and holder and account.stamp == holder[1] else None


def _again(request: Request, name: str, status: int, *, wait: int, **why: bool) -> Response:
    """The form once more. `wait`: seconds until another try is looked at."""
    has_provider = served_by(request).sign_on is not None
    values = {
        "name": name[:NAME_LONGEST], "minutes": -(-wait // 60), "sign_on": has_provider, **why
    }  # fmt: skip
    return render(request, "signin", values, status, _retry(wait))


def _code_again(request: Request, status: int, *, wait: int, **why: bool) -> Response:
    values = {"minutes": -(-wait // 60), **why}
    return render(request, "signin_code", values, status, _retry(wait))


def _retry(wait: int) -> dict[str, str]:
    return {"Retry-After": str(wait)} if wait else {}


async def _note_failure(
    console: Console, typed: str, host: str | None, made: Try, what: str = "sign_in_failed"
) -> None:
    """A name that nobody has may be a password typed into the wrong field: it is not written."""
    account = await stored(console.accounts.find, typed)
    operator = account.name if account else UNKNOWN
    await console.note(operator, what, household(host))
    if made.locks:
        await console.note(operator, "locked_out", household(host))
