"""Who is calling: the gateway's parts, the address, the browser, the conversation."""

from __future__ import annotations

import secrets
from typing import Annotated

from fastapi import Depends, Request, Response
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from bot.conversation.conversations import MOST_SECONDS, Conversation
from bot.conversation.gateway import Gateway
from bot.conversation.refusals import refused
from bot.http.security import own_origin

COOKIE = "kokuho_browser"
_HERE = "here"  # our own pages, whichever browser

_bearer = HTTPBearer(auto_error=False, description="The conversation that the server has given")


async def gateway_of(request: Request) -> Gateway:
    """The gateway that serves this request; not in a thread, as what is not async would be."""
    gateway: Gateway = request.app.state.gateway
    return gateway


TheGateway = Annotated[Gateway, Depends(gateway_of)]


async def bounded(request: Request, gateway: TheGateway) -> None:
    """Raises too_many for an address that sends too much."""
    await gateway.throttle.address(request.client.host if request.client else None)


def foreign_origin(request: Request) -> str | None:
    """The origin of a page on another site; None for our own pages."""
    origin = request.headers.get("origin")
    return None if origin in (None, own_origin(request.scope, request.headers)) else origin


def holder_for_new(request: Request, response: Response, *, cookies: bool) -> str:
    """Who will hold a new conversation: the embedding origin, or this browser by its cookie.

    A browser without cookies holds it as a page of another site does: by its origin alone.
    """
    if (origin := foreign_origin(request)) is not None:
        return f"origin:{origin}"
    if not cookies:
        return _HERE
    browser = request.cookies.get(COOKIE) or secrets.token_urlsafe(24)
    response.set_cookie(
        COOKIE,
        browser,
        max_age=MOST_SECONDS,
        path="/api",
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="strict",
    )
    return f"browser:{browser}"


async def conversation_of(
    request: Request,
    gateway: TheGateway,
    credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)],
) -> Conversation:
    """The caller's conversation. Raises no_conversation or expired."""
    if credentials is None:
        raise refused("no_conversation")
    if (origin := foreign_origin(request)) is not None:
        holders: tuple[str, ...] = (f"origin:{origin}",)
    else:
        holders = (f"browser:{request.cookies.get(COOKIE, '')}", _HERE)
    return await gateway.conversations.find(credentials.credentials, holders)


TheConversation = Annotated[Conversation, Depends(conversation_of)]
