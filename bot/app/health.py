"""Is it alive, can it answer, how much does it do."""

from __future__ import annotations

import ipaddress

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel

from bot.channels.web.access import TheGateway
from bot.channels.web.shapes import refusals
from bot.conversation.refusals import refused

routes = APIRouter(tags=["health"])


class Health(BaseModel):
    """`ok`, or `ready` once a real question was answered rightly."""

    status: str


@routes.get("/healthz")
async def healthz() -> Health:
    """The process lives."""
    return Health(status="ok")


@routes.get("/readyz", responses=refusals("unavailable"))
async def readyz(gateway: TheGateway) -> Health:
    """A real question gets its own answer, through all three processes."""
    if not await gateway.is_ready():
        raise refused("unavailable", retry_after=5)
    return Health(status="ready")


@routes.get("/metrics", response_class=Response, responses=refusals("not_found"))
async def metrics(request: Request, gateway: TheGateway) -> Response:
    """Prometheus' figures, for this machine alone."""
    if not _is_this_machine(request.client.host if request.client else ""):
        raise refused("not_found")
    talks = await gateway.conversations.count()
    text = gateway.metrics.text(talks, up=gateway.breaker.up)
    return Response(text, media_type="text/plain; version=0.0.4; charset=utf-8")


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
