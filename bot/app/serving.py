"""Runs the applications of a process, each on a port or socket of its own."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import uvicorn
import uvloop
from starlette.applications import Starlette

from bot.http.connections import protocol_options


@dataclass(frozen=True, slots=True)
class Entrance:
    """An application, and where it is reached: an address, or a socket that is bound already."""

    app: Starlette
    host: str = ""
    port: int = 0
    bound: socket.socket | None = None


def run(doors: Sequence[Entrance], proxies: str) -> None:
    """Serves until Ctrl-C; the first door's end is the end of all.

    Each has a pool of connections of its own, and a host, so that the console can be bound to the
    inner network. Addresses of `proxies` are believed.
    """
    uvloop.install()  # a fifth of what a message costs here is spent on sockets
    first, *others = doors
    outer = uvicorn.Server(_config(first, proxies))
    asyncio.run(_serve(outer, first, [(Second(_config(door, proxies)), door) for door in others]))


def _config(door: Entrance, proxies: str) -> uvicorn.Config:
    """No access log: addresses of residents are nobody's business."""
    where: dict[str, Any] = {"host": door.host, "port": door.port} if door.host else {}
    return uvicorn.Config(
        door.app,
        **where,
        access_log=False,
        server_header=False,
        ws="none",
        proxy_headers=True,
        forwarded_allow_ips=proxies,
        timeout_graceful_shutdown=5,
        **protocol_options(proxies),
    )


class Second(uvicorn.Server):
    """A server beside another one, which is told of the signals."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leaves them to the first."""
        yield


async def _serve(
    first: uvicorn.Server, door: Entrance, others: Sequence[tuple[Second, Entrance]]
) -> None:
    """All in one process, so that they share what is kept in memory; they end together."""
    beside = [asyncio.create_task(server.serve(_bound(its))) for server, its in others]
    try:
        await first.serve(_bound(door))
    finally:
        for server, _ in others:
            server.should_exit = True
        await asyncio.gather(*beside)


def _bound(door: Entrance) -> list[socket.socket] | None:
    return [door.bound] if door.bound else None
