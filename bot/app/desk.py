"""The operators' console as an application that needs no residents' gateway in its process."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

from fastapi import FastAPI

from bot import inner
from bot.app.neighbour import Neighbour
from bot.app.wiring import console_of, gateway_of, stores_of
from bot.console.app import create_console
from bot.settings import Settings


def create_desk(settings: Settings) -> FastAPI:
    """The console with parts of its own; what is kept it shares with the residents' gateway."""
    neighbour = Neighbour(settings.data, inner.token_of(settings))
    stores = stores_of(settings)
    if not settings.redis:
        stores = replace(stores, consultations=neighbour)
    gateway = gateway_of(settings, stores)
    gateway.proxy_trouble = lambda: neighbour.proxy_trouble
    gateway.also_reread = neighbour.reread

    @asynccontextmanager
    async def running(_: FastAPI) -> AsyncIterator[None]:
        await gateway.start()
        await neighbour.start()
        yield
        await neighbour.stop()
        await gateway.stop()

    app = create_console(console_of(settings, gateway), settings.hosts)
    app.router.lifespan_context = running
    return app
