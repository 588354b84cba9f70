"""Accounts in the browser: one's own password, and for administrators everybody's account.

Who is invited gets a password that is shown once, to whoever invites, and kept nowhere. No
administrator can take their own role or account away, so that there is always one.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from bot.console.shared.access import (
    Caller,
    Changing,
    Managing,
    SignedIn,
    TheConsole,
    page,
)
from bot.console.shared.accounts import NAME_LONGEST, Account, Role, account_name
from bot.console.shared.console import Console
from bot.console.signin.opening import TheFactors, TheGuessing, factors_of, host_of
from bot.conversation.threads import hashed, stored
from bot.errors import AccountError

routes = APIRouter(prefix="/accounts", include_in_schema=False)

_AFTER_POST = 303
_RANDOM_BYTES = 15  # 20 characters, which nobody guesses and one can read out
Typed = Annotated[str, Form()]


@routes.get("")
async def accounts(request: Request, console: TheConsole, caller: SignedIn) -> Response:
    """One's own account; for an administrator all of them."""
    return await _page(request, console, caller)


@routes.post("/password", dependencies=[Changing])
async def own_password(
    request: Request,
    console: TheConsole,
    caller: SignedIn,
    guessing: TheGuessing,
    now: Typed = "",
    new: Typed = "",
    again: Typed = "",
) -> Response:
    """Another password for oneself; every sign-in of this account ends, this one too.

    The password of now is asked for, and guessing it is slowed as at the sign-in.
    """
    name, host = caller.account.name, host_of(request)
    if new != again:
        return await _page(request, console, caller, problem="again")
    made = await guessing.begin(name, host)
    if made.wait:
        return await _page(request, console, caller, problem="wait", status=429)
    async with guessing.looked_at(made), guessing.turn():
        known = await hashed(console.accounts.verified, name, now)
    if known is None:
        await console.note(name, "sign_in_failed")
        return await _page(request, console, caller, problem="wrong")
    await guessing.succeeded(made)
    try:
        await hashed(console.accounts.change_password, name, new)
    except AccountError:
        return await _page(request, console, caller, problem="weak")
    await console.note(name, "password_changed", name)
    return RedirectResponse("/signin", _AFTER_POST)


@routes.post("/invite", dependencies=[Changing])
async def invite(
    request: Request, console: TheConsole, caller: Managing, name: Typed = "", role: Typed = ""
) -> Response:
    """A new account, with a password that is shown once."""
    chosen, name, password = _role(role), account_name(name), _password()
    if chosen is None:
        return await _page(request, console, caller, problem="role")
    try:
        made: Account = await hashed(console.accounts.add, name, chosen, password)
    except AccountError:
        return await _page(request, console, caller, problem="name", typed=name[:NAME_LONGEST])
    await console.note(caller.account.name, f"{made.role.value}_added", made.name)
    return await _page(request, console, caller, shown=(made.name, password))


@routes.post("/reset", dependencies=[Changing])
async def reset(
    request: Request, console: TheConsole, caller: Managing, name: Typed = ""
) -> Response:
    """A password for somebody who forgot theirs, shown once; their open sign-ins end."""
    password = _password()
    problem = await _changed(console, caller, name, "password_changed", lambda account: (
        console.accounts.change_password(account, password)))  # fmt: skip
    if problem:
        return await _page(request, console, caller, problem=problem)
    return await _page(request, console, caller, shown=(account_name(name), password))


@routes.post("/role", dependencies=[Changing])
async def change_role(
    request: Request, console: TheConsole, caller: Managing, name: Typed = "", role: Typed = ""
) -> Response:
    """Another role for somebody else, from their next page on."""
    chosen = _role(role)
    if chosen is None:
        return await _page(request, console, caller, problem="role")
    problem = await _changed(console, caller, name, f"made_{chosen.value}", lambda account: (
        console.accounts.change_role(account, chosen)))  # fmt: skip
    return await _page(request, console, caller, problem=problem, did="role")


@routes.post("/remove", dependencies=[Changing])
async def remove(
    request: Request, console: TheConsole, caller: Managing, name: Typed = ""
) -> Response:
    """Ends somebody else's account and their open sign-ins."""
    problem = await _changed(console, caller, name, "account_removed", console.accounts.remove)
    return await _page(request, console, caller, problem=problem, did="removed")


@routes.post("/sign-out", dependencies=[Changing])
async def sign_out_somebody(
    request: Request, console: TheConsole, caller: Managing, name: Typed = ""
) -> Response:
    """Ends every open sign-in of somebody else; they may sign in again."""
    problem = await _changed(console, caller, name, "sessions_ended", console.accounts.existing)
    if problem is None:
        await console.sessions.end_others(account_name(name))
    return await _page(request, console, caller, problem=problem, did="signed_out")


@routes.post("/reset-factor", dependencies=[Changing])
async def reset_factor(
    request: Request,
    console: TheConsole,
    caller: Managing,
    factors: TheFactors,
    name: Typed = "",
) -> Response:
    """Takes the second factor of who has lost the phone away, and ends what they have open."""

    def take_away(account: str) -> None:
        if not factors.remove(account):
            raise AccountError(f"{account} has no second factor")

    problem = await _changed(console, caller, name, "factor_reset", take_away)
    if problem is None:
        await console.sessions.end_others(account_name(name))
    return await _page(request, console, caller, problem=problem, did="factor")


async def _changed(
    console: Console, caller: Caller, typed: str, what: str, change: Callable[[str], object]
) -> str | None:
    """Changes somebody else's account and notes it; or what is wrong."""
    name = account_name(typed)
    if name == caller.account.name:
        return "yourself"
    try:
        await hashed(change, name)
    except AccountError:
        return "gone"
    await console.note(caller.account.name, what, name)
    return None


async def _page(
    request: Request,
    console: Console,
    caller: Caller,
    *,
    problem: str | None = None,
    did: str = "",
    typed: str = "",
    shown: tuple[str, str] | None = None,
    status: int = 422,
) -> Response:
    """The page; `shown`: a name and the password that is seen this once."""
    everybody = await stored(console.accounts.everybody) if caller.account.manages else []
    factors = factors_of(console)
    own = await stored(factors.has, caller.account.name)
    protected = await stored(factors.names) if caller.account.manages else set()
    response = page(
        request, caller, "accounts", everybody=everybody, roles=[role.value for role in Role],
        problem=problem, did="" if problem else did, typed=typed, shown=shown, own_factor=own,
        protected=protected,
    )  # fmt: skip
    response.status_code = status if problem else 200
    return response


def _role(typed: str) -> Role | None:
    return next((role for role in Role if role.value == typed), None)


def _password() -> str:
    return secrets.token_urlsafe(_RANDOM_BYTES)
