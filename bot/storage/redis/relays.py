"""Passing on over all gateways: published in Redis, which keeps nothing of what is published."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from typing import Any

from redis.asyncio.client import PubSub

from bot.errors import StorageError
from bot.storage.ports.relays import Taker
from bot.storage.redis.server import PATIENCE_SECONDS, TROUBLES, RedisServer

log = logging.getLogger(__name__)

_AGAIN_SECONDS = 1.0


class RedisRelay:
    """A Relay that all gateways share: who waits has a connection of their own."""

    def __init__(self, server: RedisServer) -> None:
        self._server = server

    async def send(self, name: str, told: Mapping[str, Any]) -> bool:
        """Passes plain data on; False if nobody waits. Raises StorageError."""
        server = self._server
        with server.failing():
            reached = await server.redis.publish(server.name("relay", name), server.seal(told))
        return bool(reached)

    @asynccontextmanager
    async def waiting(self, *names: str, take: Taker) -> AsyncIterator[None]:
        """In such a block `take` gets all that is sent under one of these names, in order.

        Raises StorageError where Redis does not answer at its beginning.
        """
        connection = self._server.redis.pubsub()
        try:
            with self._server.failing():
                await connection.subscribe(*(self._server.name("relay", name) for name in names))
                for _ in names:  # Redis has it: what is sent from now on arrives
                    await connection.get_message(timeout=PATIENCE_SECONDS)
            reading = asyncio.create_task(self._read(connection, take))
            try:
                yield
            finally:
                reading.cancel()
                await asyncio.wait([reading])
        finally:
            with suppress(*TROUBLES):
                await connection.close()

    async def _read(self, connection: PubSub, take: Taker) -> None:
        """Until it is cancelled. A connection that broke is made anew, with its names."""
        while True:
            try:
                told = await connection.get_message(timeout=PATIENCE_SECONDS)
            except TROUBLES:
                await asyncio.sleep(_AGAIN_SECONDS)
                continue
            if told and told["type"] == "message":
                with suppress(StorageError):  # sealed with another secret; it is in the log
                    take(self._server.unseal(told["data"]))
