"""One's own second factor: set up, recovery codes, and without it again; reset by an administrator.

Who sets one up brings the password, who changes it a code of it: an open desk that nobody sits at
is not enough for either.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import Response

from bot.console.shared.access import (
    Caller,
    Changing,
    Recognised,
    SignedIn,
    TheConsole,
    page,
    token_of,
)
from bot.console.shared.console import Console
from bot.console.signin.factors import Factors, Setup
from bot.console.signin.guessing import Guessing
from bot.console.signin.opening import TheFactors, TheGuessing, host_of, to_the_desk
from bot.conversation.threads import hashed, stored

routes = APIRouter(prefix="/accounts/factor", include_in_schema=False)

Typed = Annotated[str, Form()]
_STATUS = {"": 200, "wait": 429}


@routes.get("")
async def factor(
    request: Request,
    console: TheConsole,
    caller: Recognised,
    factors: TheFactors,
    did: Annotated[str, Query(max_length=20)] = "",
) -> Response:
    """How it stands; where there is none, a new secret to set up."""
    return await _page(request, console, caller, factors, did=did)


@routes.post("", dependencies=[Changing])
async def set_up(
    request: Request,
    console: TheConsole,
    caller: Recognised,
    factors: TheFactors,
    guessing: TheGuessing,
    sealed: Typed = "",
    password: Typed = "",
    code: Typed = "",
) -> Response:
    """Keeps the secret whose code was brought; shows the recovery codes this once.

    What else is open of this account was signed in without it, and ends.
    """
    name = caller.account.name
    offered = factors.offered(name, sealed)
    if offered is None or await stored(factors.has, name) or not caller.account.is_local:
        return await _page(request, console, caller, factors, problem="late")
    made = await guessing.begin(name, host_of(request))
    if made.wait:
        return await _page(request, console, caller, factors, problem="wait", setup=offered)
    async with guessing.looked_at(made), guessing.turn():
        known = await hashed(console.accounts.verified, name, password)
    if known is None:
        await console.note(name, "sign_in_failed")
        return await _page(request, console, caller, factors, problem="password", setup=offered)
    await guessing.take_back(made)
    codes = await stored(factors.begin, name, sealed, code)
    if codes is None:
        return await _page(request, console, caller, factors, problem="code", setup=offered)
    await console.note(name, "factor_added", name)
    token = token_of(request)
    await console.sessions.end_others(name, token)
    await console.sessions.mark_second(token, True)
    return await _page(request, console, caller, factors, codes=codes)


@routes.post("/codes", dependencies=[Changing])
async def renew_codes(
    request: Request,
    console: TheConsole,
    caller: SignedIn,
    factors: TheFactors,
    guessing: TheGuessing,
    code: Typed = "",
) -> Response:
    """Other recovery codes, shown this once; those before are worth nothing."""
    name = caller.account.name
    if problem := await _unproved(request, console, factors, guessing, name, code):
        return await _page(request, console, caller, factors, problem=problem)
    codes = await stored(factors.renew_codes, name)
    await console.note(name, "codes_renewed", name)
    return await _page(request, console, caller, factors, codes=codes)


@routes.post("/off", dependencies=[Changing])
async def switch_off(
    request: Request,
    console: TheConsole,
    caller: SignedIn,
    factors: TheFactors,
    guessing: TheGuessing,
    code: Typed = "",
) -> Response:
    """The password alone again, or a new phone: where the role asks for it, it is set up anew."""
    name = caller.account.name
    if problem := await _unproved(request, console, factors, guessing, name, code):
        return await _page(request, console, caller, factors, problem=problem)
    await stored(factors.remove, name)
    await console.sessions.mark_second(token_of(request), False)
    await console.note(name, "factor_removed", name)
    return to_the_desk("/accounts/factor?did=off")


async def _unproved(
    request: Request,
    console: Console,
    factors: Factors,
    guessing: Guessing,
    name: str,
    code: str,
) -> str:
    """What is wrong with the code; empty if it is one of the account."""
    made = await guessing.begin(name, host_of(request))
    if made.wait:
        return "wait"
    async with guessing.looked_at(made):
        how = await stored(factors.verify, name, code)
    if how is None:
        await console.note(name, "factor_failed")
        return "code"
    await guessing.take_back(made)
    return ""


async def _page(
    request: Request,
    console: Console,
    caller: Caller,
    factors: Factors,
    *,
    problem: str = "",
    did: str = "",
    setup: Setup | None = None,
    codes: list[str] | None = None,
) -> Response:
    """The page; `codes` are seen this once, `setup` is what was offered already."""
    name = caller.account.name
    has = await stored(factors.has, name)
    left = await stored(factors.codes_left, name) if has else 0
    if not has and caller.account.is_local:
        setup = setup or factors.offer(name)
    response = page(
        request, caller, "factor", has=has, left=left, setup=None if has else setup, codes=codes,
        problem=problem, did="" if problem else did,
        needed=caller.account.role in console.two_factor_roles,
    )  # fmt: skip
    response.status_code = _STATUS.get(problem, 422)
    return response
