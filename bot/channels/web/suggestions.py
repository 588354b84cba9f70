"""Suggestions while a resident types: titles of cards. Nothing of what is typed is kept or noted.

Apart from the chat's addresses, because of its own limit: who types much may still send.
"""

from __future__ import annotations

import asyncio

from fastapi import APIRouter, Request

from bot.channels.web.access import TheGateway
from bot.channels.web.shapes import Suggested, TypedBody, refusals
from bot.content import current_words
from bot.conversation.finding import NOT_OFFERED
from bot.text import dangers, normalise

MOST = 4
_LOOKED_AT = 12

routes = APIRouter(prefix="/api", tags=["chat"])


@routes.post(
    "/suggestions",
    responses=refusals("bad_request", "origin_refused", "too_long", "unsupported", "invalid"),
)
async def suggest(typed: TypedBody, request: Request, gateway: TheGateway) -> Suggested:
    """At most four titles that hold what was typed, the likeliest first."""
    await gateway.throttle.suggestion(request.client.host if request.client else None)
    if dangers.is_emergency(typed.text):
        return Suggested(titles=[])  # 119 comes with the answer; nothing is put before it
    finder, words = (await gateway.offline()).finder, current_words()
    found = await asyncio.to_thread(finder.find, typed.text, words, _LOOKED_AT, without=NOT_OFFERED)
    titles = [] if found.near else [words.title(name) for name in found.names]
    return Suggested(titles=_as_typed_first(titles, typed.text)[:MOST])


def _as_typed_first(titles: list[str], typed: str) -> list[str]:
    """Titles in which the very letters stand go first: half a word (届かな) is likest to those."""
    letters = normalise(typed)
    return sorted(titles, key=lambda title: letters not in normalise(title))
