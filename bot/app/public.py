"""The gateway as an ASGI application."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from bot.app import health
from bot.app.wiring import gateway_of, line_of
from bot.channels.line import routes as line
from bot.channels.web import chat, pages, suggestions
from bot.content import say
from bot.conversation.gateway import Gateway
from bot.http import errors
from bot.http.delivery import Compressed, Heads
from bot.http.hosts import KnownHosts, ProxyCheck
from bot.http.language import Spoken
from bot.http.security import Cors, Guard, Secured
from bot.settings import Settings

log = logging.getLogger(__name__)

_RASA_SECONDS = 60.0  # until the door opens without it


def create_app(settings: Settings, gateway: Gateway | None = None) -> FastAPI:
    """The application for `settings`, of `gateway` where that is shared with the console."""
    gateway = gateway or gateway_of(settings)
    line_door = line_of(settings, gateway)

    @asynccontextmanager
    async def running(_: FastAPI) -> AsyncIterator[None]:
        await gateway.start()
        if settings.redis:  # others answer in full meanwhile
            await gateway.breaker.wait_until_up(_RASA_SECONDS)
        if line_door is None:
            log.warning("LINE is not set up (BOT_LINE_SECRET, BOT_LINE_TOKEN): running without it")
        else:
            await line_door.start()
        yield
        if line_door is not None:
            await line_door.stop()
        await gateway.stop()

    # FastAPI's own documentation pages load scripts from another host, so they stay off.
    app = FastAPI(
        title=say("page", "api"),
        version="1",
        lifespan=running,
        docs_url=None,
        redoc_url=None,
        telemetry={"auto_configure": False},
    )
    app.state.gateway, app.state.line = gateway, line_door
    errors.install(app)
    for routes in (chat.routes, suggestions.routes, health.routes, line.routes, pages.routes):
        app.include_router(routes)
    pages.mount(app)
    # The last one added is the outermost.
    app.add_middleware(Guard, origins=settings.origins)
    app.add_middleware(
        Cors,
        allow_origins=list(settings.origins),
        allow_methods=["GET", "POST", "DELETE"],
        allow_headers=["authorization", "content-type"],
        expose_headers=["retry-after"],
        max_age=600,
    )
    check = ProxyCheck(settings.proxies)
    gateway.proxy_trouble = lambda: check.trouble
    app.add_middleware(KnownHosts, names=settings.hosts, check=check)
    app.add_middleware(Spoken, content=gateway.content, today=gateway.today)
    app.add_middleware(Secured, metrics=gateway.metrics)
    app.add_middleware(Compressed)
    app.add_middleware(Heads)
    return app
