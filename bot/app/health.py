"""Is it alive, can it answer, how much does it do."""

from __future__ import annotations

import math

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel

from bot.channels.web.access import TheGateway
from bot.channels.web.shapes import refusals
from bot.conversation.refusals import refused
from bot.errors import StorageError
from bot.http.hosts import is_of_this_machine

routes = APIRouter(tags=["health"])


class Health(BaseModel):
    """`ok`: the process lives."""

    status: str


class Readiness(BaseModel):
    """`ready`: a real question was answered rightly; `troubles`: what is amiss all the same."""

    status: str
    troubles: list[str]


@routes.get("/healthz")
async def healthz() -> Health:
    """The process lives."""
    return Health(status="ok")


@routes.get("/readyz", responses=refusals("unavailable"))
async def readyz(gateway: TheGateway) -> Readiness:
    """A real question gets its own answer, through all three processes.

    `troubles` are of content, published, storage, model or proxy: residents are answered, but
    somebody has to look.
    """
    if not await gateway.is_ready():
        raise refused("unavailable", retry_after=5)
    return Readiness(status="ready", troubles=sorted(gateway.troubles()))


@routes.get("/metrics", response_class=Response, responses=refusals("not_found"))
async def metrics(request: Request, gateway: TheGateway) -> Response:
    """Prometheus' figures, for this machine alone."""
    if not is_of_this_machine(request.scope):
        raise refused("not_found")
    try:
        talks: float = await gateway.conversations.count()
    except StorageError:
        talks = math.nan  # unknown, which is no reason to hide the other figures
    text = gateway.metrics.text(
        talks, up=gateway.breaker.up, troubles=gateway.troubles(), free=gateway.free_bytes()
    )
    return Response(text, media_type="text/plain; version=0.0.4; charset=utf-8")
