"""The gateway as an ASGI application."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from bot.gateway import errors
from bot.gateway.gateway import Gateway
from bot.gateway.routes import chat, health, pages
from bot.gateway.security import Cors, Guard, Secured
from bot.settings import Settings


def create_app(settings: Settings) -> FastAPI:
    """The application for `settings`."""
    gateway = Gateway.of(settings)

    @asynccontextmanager
    async def running(_: FastAPI) -> AsyncIterator[None]:
        await gateway.start()
        yield
        await gateway.stop()

    # FastAPI's own documentation pages load scripts from another host, so they stay off.
    app = FastAPI(
        title="川崎市 国民健康保険 FAQ チャット",
        version="1",
        lifespan=running,
        docs_url=None,
        redoc_url=None,
        telemetry={"auto_configure": False},
    )
    app.state.gateway = gateway
    errors.install(app)
    for routes in (chat.routes, health.routes, pages.routes):
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
    app.add_middleware(Secured, metrics=gateway.metrics)
    return app
