"""Signing in with the account of the city: to the provider, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from bot.console.shared.access import TheConsole, cookie_name, render
from bot.console.shared.accounts import UNKNOWN
from bot.console.shared.console import Console
from bot.console.signin.joining import joined
from bot.console.signin.opening import AFTER_POST, TheGuessing, host_of, open_session
from bot.conversation.refusals import refused
from bot.conversation.threads import stored
from bot.conversation.throttle import household
from bot.errors import AccountError, SignOnError
from bot.http.security import own_origin
from bot.storage.ports.identities import Identity

if TYPE_CHECKING:
    from bot.console.shared.sign_on import SignOn, SignOnPerson

routes = APIRouter(prefix="/signin/city", include_in_schema=False)

NOTE_COOKIE = "kokuho_city"
_STATUS = {"unreachable": 503, "role": 403, "name": 403, "wait": 429}
# Nobody who means well comes back with these again and again.
_GUESSED = frozenset({"state", "issuer", "code", "token"})


@routes.get("")
async def leave(request: Request, console: TheConsole) -> Response:
    """To the provider. Raises not_found where there is none."""
    try:
        provider = _provider(console)
        url, note = await provider.begin(_back(request))
    except SignOnError as error:
        return _again(request, error.reason)
    found = RedirectResponse(url, AFTER_POST)
    _set_note(request, found, note, provider.note_seconds)
    return found


@routes.get("/back")
async def come_back(request: Request, console: TheConsole, guessing: TheGuessing) -> Response:
    """From the provider: a session, or a page that says why not.

    A page, not a way on: a browser that is sent on from another site brings no strict cookie.
    """
    provider, host = _provider(console), host_of(request)
    made = await guessing.begin(f"(city) {household(host)}", host)
    if made.wait:
        return _again(request, "wait")
    note, answer = request.cookies.get(_note_name(request), ""), dict(request.query_params)
    try:
        person = await provider.finish(note, answer, _back(request))
    except SignOnError as error:
        if error.reason not in _GUESSED:
            await guessing.take_back(made)
        return await _failed(request, console, error.reason)
    await guessing.succeeded(made)
    try:
        account = await stored(joined, console.accounts, console.gateway.stores.identities, person)
    except AccountError:
        await _end(console, person)
        return await _failed(request, console, "name" if person.role else "role")
    await console.note(account.name, "sign_in_city", household(host))
    found = render(request, "signed_in", {})
    await open_session(request, console, account, found, second=True)
    _set_note(request, found, "", 0)
    return found


def _provider(console: Console) -> SignOn:
    if console.sign_on is None:
        raise refused("not_found")
    return console.sign_on


def _back(request: Request) -> str:
    """Where the provider sends the browser; it knows this address from its own settings."""
    return f"{own_origin(request.scope, request.headers)}/signin/city/back"


async def _end(console: Console, person: SignOnPerson) -> None:
    """Who has no role any more is out, wherever they are signed in."""
    identity = Identity(person.issuer, person.subject)
    name = await stored(console.gateway.stores.identities.name_of, identity)
    if name is not None and person.role is None:
        await console.sessions.end_others(name)


async def _failed(request: Request, console: Console, why: str) -> Response:
    """The sign-in again, with a sentence; what the provider said is not shown to anybody."""
    what = "sign_in_city_refused" if why in ("role", "name") else "sign_in_city_failed"
    await console.note(UNKNOWN, what, household(host_of(request)))
    return _again(request, why)


def _again(request: Request, why: str) -> Response:
    found = render(request, "signin", {"city": why, "sign_on": True}, _STATUS.get(why, 401))
    _set_note(request, found, "", 0)
    return found


def _note_name(request: Request) -> str:
    return cookie_name(request, NOTE_COOKIE)


def _set_note(request: Request, response: Response, note: str, seconds: int) -> None:
    """Lax, as the browser comes back from another site; it opens nothing by itself."""
    response.set_cookie(
        _note_name(request), note, max_age=seconds, httponly=True, samesite="lax",
        secure=request.url.scheme == "https",
    )  # fmt: skip
