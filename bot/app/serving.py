"""Runs two applications in one process, each on a port of its own."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
import uvloop
from fastapi import FastAPI

from bot.http.connections import protocol_options
from bot.settings import Settings


def run(public: FastAPI, console: FastAPI, chosen: Settings) -> None:
    """Serves residents and operators until Ctrl-C.

    One process, so that a consultation number lives in memory alone; two ports, so that the
    console can be bound to the inner network.
    """
    uvloop.install()  # a fifth of what a message costs here is spent on sockets
    outer = uvicorn.Server(_config(public, chosen.gateway_host, chosen.gateway_port, chosen))
    inner = Second(_config(console, chosen.console_host, chosen.console_port, chosen))
    asyncio.run(_serve(outer, inner))


def _config(app: FastAPI, host: str, port: int, chosen: Settings) -> uvicorn.Config:
    """No access log: addresses of residents are nobody's business."""
    return uvicorn.Config(
        app,
        host=host,
        port=port,
        access_log=False,
        server_header=False,
        ws="none",
        proxy_headers=True,
        forwarded_allow_ips=chosen.proxies,
        timeout_graceful_shutdown=5,
        **protocol_options(chosen.proxies),
    )


class Second(uvicorn.Server):
    """A server beside another one, which is told of the signals."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leaves them to the first."""
        yield


async def _serve(first: uvicorn.Server, second: Second) -> None:
    """Both in one process, so that they share what is kept in memory; they end together."""
    beside = asyncio.create_task(second.serve())
    try:
        await first.serve()
    finally:
        second.should_exit = True
        await beside
