"""Between the residents' gateway and a desk that is a process of its own (docs/adr/0042).

Consultation numbers lie in the gateway's memory, unless a Redis has them. The desk asks for them at
a socket in BOT_DATA, which nobody but our own user reaches, with the token of `bot.inner`.
"""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import aiohttp
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot import inner
from bot.conversation.gateway import Gateway
from bot.errors import StorageError
from bot.storage.ports.consultations import ConsultationStore, Shown

FILE = "desk.sock"
_ORIGIN = "http://gateway"  # a name for who asks by a socket; nothing is looked up
_SECONDS = 2.0
_LOOK_SECONDS = 5.0


def listening(data: Path) -> socket.socket:
    """The gateway's socket, for our own user alone. Raises OSError."""
    path = data / FILE
    path.unlink(missing_ok=True)
    found = socket.socket(socket.AF_UNIX)
    mask = os.umask(0o177)
    try:
        found.bind(os.path.relpath(path))  # a socket's path may have but 107 characters
    finally:
        os.umask(mask)
    return found


def door_of(gateway: Gateway, token: str) -> Starlette:
    """What the gateway does for the desk."""

    async def consultations(request: Request) -> Response:
        work = _WORK.get(request.path_params["what"])
        if work is None:
            return Response(status_code=404)
        found = await work(gateway.stores.consultations, await request.json())
        return JSONResponse({"found": found})

    async def reread(_: Request) -> Response:
        await gateway.reread()
        return JSONResponse({})

    async def proxy(_: Request) -> Response:
        return JSONResponse({"trouble": gateway.proxy_trouble()})

    def for_us(door: Callable[[Request], Awaitable[Response]]) -> Any:
        async def asked(request: Request) -> Response:
            if not inner.is_ours(request.headers.get("authorization"), token):
                return Response(status_code=401)
            return await door(request)

        return asked

    return Starlette(
        routes=[
            Route("/consultations/{what}", for_us(consultations), methods=["POST"]),
            Route("/reread", for_us(reread), methods=["POST"]),
            Route("/proxy", for_us(proxy), methods=["GET"]),
        ]
    )


async def _add(store: ConsultationStore, told: dict[str, Any]) -> bool:
    shown = Shown.from_json(told.pop("shown"))
    return await store.add(shown=shown, **told)


async def _is_live(store: ConsultationStore, told: dict[str, Any]) -> bool:
    return await store.is_live(told["name"])


async def _take(store: ConsultationStore, told: dict[str, Any]) -> list[Any] | None:
    found = await store.take(told["name"])
    return [found[0].to_json(), found[1]] if found else None


async def _drop(store: ConsultationStore, told: dict[str, Any]) -> bool:
    return await store.drop(told["name"])


async def _count(store: ConsultationStore, _: dict[str, Any]) -> int:
    return await store.count()


_WORK: dict[str, Callable[[ConsultationStore, dict[str, Any]], Awaitable[Any]]] = {
    "add": _add,
    "is_live": _is_live,
    "take": _take,
    "drop": _drop,
    "count": _count,
}


class Neighbour:
    """The residents' gateway, as the desk sees it: a ConsultationStore, and two things more."""

    def __init__(self, data: Path, token: str) -> None:
        self._path, self._headers, self.proxy_trouble = data / FILE, inner.headers(token), ""
        self._looking: asyncio.Task[None] | None = None

    async def add(self, name: str, shown: Shown, seconds: float, reserved: float) -> bool:
        """Keeps it for `seconds`; False if the name is in use, or was within `reserved` seconds
        after its end."""
        times = {"seconds": seconds, "reserved": reserved}
        return bool(await self._found("add", name=name, shown=shown.to_json(), **times))

    async def is_live(self, name: str) -> bool:
        """May it still be used?"""
        return bool(await self._found("is_live", name=name))

    async def take(self, name: str) -> tuple[Shown, float] | None:
        """What stands behind the name, wiped there: one asks, one gets it. And its age in
        seconds."""
        found = await self._found("take", name=name)
        return (Shown.from_json(found[0]), float(found[1])) if found else None

    async def drop(self, name: str) -> bool:
        """Wipes it; was there anything?"""
        return bool(await self._found("drop", name=name))

    async def count(self) -> int:
        """How many are live."""
        return int(await self._found("count"))

    async def reread(self) -> None:
        """Gives its offline answerer what was taught since. Raises StorageError."""
        await self._ask("POST", "/reread", {}, seconds=60.0)

    async def start(self) -> None:
        """Begins to look what it says of the proxy before it."""
        self._looking = asyncio.create_task(self._look_on())

    async def stop(self) -> None:
        """Looks no more."""
        if self._looking is not None:
            self._looking.cancel()
            await asyncio.wait([self._looking])

    async def _look_on(self) -> None:
        while True:
            try:
                self.proxy_trouble = str((await self._ask("GET", "/proxy"))["trouble"])
            except StorageError:  # it is started again meanwhile
                self.proxy_trouble = ""
            await asyncio.sleep(_LOOK_SECONDS)

    async def _found(self, what: str, **told: Any) -> Any:
        return (await self._ask("POST", f"/consultations/{what}", told))["found"]

    async def _ask(
        self, method: str, path: str, told: Any = None, seconds: float = _SECONDS
    ) -> Any:
        timeout = aiohttp.ClientTimeout(total=seconds)
        try:
            async with (
                aiohttp.ClientSession(
                    connector=aiohttp.UnixConnector(os.path.relpath(self._path)),
                    headers=self._headers,
                    timeout=timeout,
                    raise_for_status=True,
                ) as session,
                session.request(method, _ORIGIN + path, json=told) as answer,
            ):
                return await answer.json()
        except (aiohttp.ClientError, asyncio.TimeoutError, OSError, ValueError) as error:
            sentence = "the residents' gateway does not answer the desk"
            raise StorageError(sentence, type(error).__name__, passing=True) from None
