"""The one screen of a call."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from bot.console.shared.access import SignedIn, page

routes = APIRouter(prefix="/desk", include_in_schema=False)


@routes.get("")
async def desk(request: Request, caller: SignedIn) -> Response:
    """The screen itself; what it shows comes afterwards."""
    return page(request, caller, "desk")
