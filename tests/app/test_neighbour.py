"""bot/app/neighbour.py: a desk of its own asks the residents' gateway for consultation numbers."""

from __future__ import annotations

import asyncio
import stat
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from bot.app import neighbour
from bot.app.neighbour import Neighbour
from bot.errors import StorageError
from bot.storage.ports.consultations import AskedTurn, Computed, Shown
from tests.house.serving import House, StandIn

TOKEN = "the token that both of them have"
SHOWN = Shown(
    (AskedTurn("期限は?", "certificate_expiry", "result"),),
    (Computed("certificate_expiry", {"birthday": "1956-03-01"}, "お母さま", "mother", "母"),),
    "en",
)
SECONDS = {"seconds": 60.0, "reserved": 60.0}


def between(home: House, data: Path, work: Callable[[Neighbour], Awaitable[Any]]) -> Any:
    """What `work` returns, beside a gateway that listens."""

    async def run() -> Any:
        bound = neighbour.listening(data)
        assert stat.S_IMODE((data / neighbour.FILE).stat().st_mode) == 0o600
        app = neighbour.door_of(home.gateway, TOKEN)
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, ws="none"))
        serving = asyncio.create_task(server.serve([bound]))
        while not server.started:
            assert not serving.done()
            await asyncio.sleep(0.001)
        try:
            return await work(Neighbour(data, TOKEN))
        finally:
            server.should_exit = True
            await serving

    return asyncio.run(run())


def test_a_number_goes_to_the_desk_once(home: House, tmp_path: Path) -> None:
    """What a resident agreed to show arrives whole, and is wiped at the gateway."""

    async def work(desk: Neighbour) -> None:
        assert await desk.add("name", SHOWN, **SECONDS)
        assert not await desk.add("name", SHOWN, **SECONDS)
        assert await desk.is_live("name")
        assert await desk.count() == 1
        found = await desk.take("name")
        assert found is not None
        shown, age = found
        assert shown == SHOWN
        assert 0 <= age < 60
        assert await desk.take("name") is None
        assert not await desk.drop("name")

    between(home, tmp_path, work)


def test_nobody_else_is_told(home: House, tmp_path: Path) -> None:
    """Without the token nothing is handed out, not even whether a number lives."""

    async def work(desk: Neighbour) -> None:
        await desk.add("another", SHOWN, **SECONDS)
        stranger = Neighbour(tmp_path, "a guess")
        for ask in (stranger.take("another"), stranger.is_live("another"), stranger.reread()):
            with pytest.raises(StorageError):
                await ask
        assert await desk.is_live("another")

    between(home, tmp_path, work)


def test_what_the_gateway_knows_of_its_proxy(
    home: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The desk says what is amiss there."""
    monkeypatch.setattr(home.gateway, "proxy_trouble", lambda: "no addresses")

    async def work(desk: Neighbour) -> str:
        await desk.start()
        while not desk.proxy_trouble:
            await asyncio.sleep(0.001)
        await desk.stop()
        return desk.proxy_trouble

    assert between(home, tmp_path, work) == "no addresses"


def test_a_gateway_that_is_away(tmp_path: Path) -> None:
    """The desk is told so at once, and may ask again."""

    async def ask() -> None:
        with pytest.raises(StorageError) as caught:
            await Neighbour(tmp_path, TOKEN).take("name")
        assert caught.value.passing

    asyncio.run(ask())


def test_a_new_gateway_takes_the_place(home: House, rasa: StandIn, tmp_path: Path) -> None:
    """A socket that a killed one has left is no hindrance."""

    async def count(desk: Neighbour) -> int:
        return await desk.count()

    neighbour.listening(tmp_path)
    assert between(home, tmp_path, count) >= 0
