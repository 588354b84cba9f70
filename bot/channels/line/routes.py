"""LINE's webhook. Answered at once; the residents are answered afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter, Request

from bot.conversation.refusals import refused

if TYPE_CHECKING:  # without an account nobody waits for LINE's library
    from bot.channels.line.webhook import LineWebhook

BODY_LONGEST = 1024 * 1024  # a delivery holds a few events of a few kilobytes each

routes = APIRouter(prefix="/line", include_in_schema=False)


@routes.post("/webhook")
async def webhook(request: Request) -> dict[str, str]:
    """Takes a delivery; anything but 200 makes LINE deliver it again."""
    door: LineWebhook | None = request.app.state.line
    if door is None:
        raise refused("not_found")
    await door.take(await _body(request), request.headers.get("x-line-signature"))
    return {}


async def _body(request: Request) -> bytes:
    """The raw body, as it was signed. Raises too_long before all of it is read."""
    chunks, size = [], 0
    async for chunk in request.stream():
        chunks.append(chunk)
        size += len(chunk)
        if size > BODY_LONGEST:
            raise refused("too_long")
    return b"".join(chunks)
