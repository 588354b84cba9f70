"""What every way of signing in has in common: the guard on guessing, the cookie, the session."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request
from starlette.responses import RedirectResponse, Response

from bot.console.shared.access import TheConsole, cookie_name, token_of
from bot.console.shared.accounts import Account
from bot.console.shared.console import Console
from bot.console.shared.sessions import Origin
from bot.console.signin.devices import device_of
from bot.console.signin.factors import Factors
from bot.console.signin.guessing import Guessing
from bot.conversation.throttle import household

AFTER_POST = 303
HALF_COOKIE = "kokuho_half"


async def guessing_of(request: Request) -> Guessing:
    """The tries of everybody, one memory for the whole console."""
    guessing: Guessing = request.app.state.guessing
    return guessing


def factors_of(console: TheConsole) -> Factors:
    """The second factors of all accounts."""
    return Factors(console.gateway.stores.factors, console.gateway.key)


TheGuessing = Annotated[Guessing, Depends(guessing_of)]
TheFactors = Annotated[Factors, Depends(factors_of)]


def host_of(request: Request) -> str | None:
    """The address that asks."""
    return request.client.host if request.client else None


async def open_session(
    request: Request, console: Console, account: Account, response: Response, *, second: bool
) -> None:
    """A new session in place of what this browser had; its cookie goes with `response`.

    `second`: a second factor was brought, here or at the provider.
    """
    await console.sessions.end(token_of(request))
    origin = Origin(device_of(request.headers.get("user-agent", "")), household(host_of(request)))
    token = await console.sessions.begin(account.name, account.stamp, origin, second=second)
    set_cookie(request, response, cookie_name(request), token)
    if half_cookie(request) in request.cookies:
        set_cookie(request, response, half_cookie(request), "", max_age=0)


def to_the_desk(path: str = "/desk") -> RedirectResponse:
    """After a form."""
    return RedirectResponse(path, AFTER_POST)


def half_cookie(request: Request) -> str:
    """Carries what proves the password until the second factor comes."""
    return cookie_name(request, HALF_COOKIE)


def set_cookie(
    request: Request, response: Response, name: str, value: str, max_age: int | None = None
) -> None:
    """Without `max_age` the cookie ends with the browser, earlier than the session if so."""
    response.set_cookie(
        name,
        value,
        max_age=max_age,
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="strict",
    )
