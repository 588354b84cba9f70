"""benchmarks/web/doors.py against a server that speaks all three protocols."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import web

from benchmarks.web.doors import (
    Broken,
    Door,
    DoorAnswer,
    GatewayDoor,
    RasaDoor,
    StockDoor,
    new_session,
    words_of_cards,
)
from benchmarks.web.talks import TalkTurn

TYPED = TalkTurn("期限は?", "月", "certificate_expiry")
PRESSED = TalkTurn("はい", "月", payload="/affirm")


@dataclass
class Server:
    """Answers each message with its number, and offers はい; notes what came."""

    got: list[dict[str, Any]] = field(default_factory=list)
    more: dict[str, Any] = field(default_factory=dict)
    status: int = 200

    def _card(self) -> dict[str, Any]:
        choices = [{"label": "はい", "token": f"token-{len(self.got)}"}]
        empty: dict[str, Any] = {"details": [], "bring": [], "steps": [], "links": []}
        return {"lead": f"{len(self.got)}月", "choices": choices, **empty}

    def _messages(self) -> list[dict[str, Any]]:
        buttons = [{"title": "はい", "payload": f"/payload-{len(self.got)}"}]
        return [{"text": f"{len(self.got)}月", "buttons": buttons}, {"image": "no text"}]

    async def _begin(self, _: web.Request) -> web.Response:
        body = {"conversation": "signed", "cards": [self._card()]}
        answer = web.json_response(body, status=201)
        answer.set_cookie("browser", "mine")
        return answer

    async def _say(self, request: web.Request) -> web.Response:
        headers = {"bearer": request.headers["Authorization"], **request.cookies}
        self.got.append({**await request.json(), **headers})
        body = {"cards": [self._card()], "reduced": False, **self.more}
        return web.json_response(body, status=self.status)

    async def _talk(self, request: web.Request) -> web.Response:
        self.got.append(await request.json())
        body = {"messages": self._messages(), "state": {"told": len(self.got)}}
        return web.json_response(body, status=self.status)

    async def _webhook(self, request: web.Request) -> web.Response:
        self.got.append(await request.json())
        return web.json_response(self._messages(), status=self.status)

    def visited(self, kind: type[Door], visit: Callable[[Door], Awaitable[Any]]) -> Any:
        """What `visit` returns, with a door to this server."""

        async def serve() -> Any:
            app = web.Application()
            app.router.add_post("/api/conversations", self._begin)
            app.router.add_post("/api/messages", self._say)
            app.router.add_post("/webhooks/rest/talk", self._talk)
            app.router.add_post("/webhooks/rest/webhook", self._webhook)
            runner = web.AppRunner(app)
            await runner.setup()
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            async with new_session() as session:
                try:
                    return await visit(kind(session, f"http://127.0.0.1:{runner.addresses[0][1]}"))
                finally:
                    await runner.cleanup()

        return asyncio.run(serve())


async def _two_turns(door: Door) -> list[DoorAnswer]:
    await door.begin()
    return [await door.take(TYPED), await door.take(PRESSED)]


def test_gateway_door() -> None:
    """Typed words and the token of the offered choice, as one browser with one conversation."""
    server = Server()
    assert server.visited(GatewayDoor, _two_turns) == [DoorAnswer("1月"), DoorAnswer("2月")]
    first, second = server.got
    assert (first["text"], second["press"]) == ("期限は?", "token-1")
    assert first["id"] != second["id"]
    assert {(m["bearer"], m["browser"]) for m in server.got} == {("Bearer signed", "mine")}


def test_rasa_door() -> None:
    """The state goes back as it came, and only a button is said to be pressed."""
    server = Server()
    assert server.visited(RasaDoor, _two_turns) == [DoorAnswer("1月\n"), DoorAnswer("2月\n")]
    first, second = server.got
    assert first == {**first, "message": "期限は?", "pressed": False, "state": {}}
    assert second == {**second, "message": "/payload-1", "pressed": True, "state": {"told": 1}}


def test_stock_door() -> None:
    """Nothing goes along but sender and message."""
    server = Server()
    assert server.visited(StockDoor, _two_turns) == [DoorAnswer("1月\n"), DoorAnswer("2月\n")]
    sender = server.got[0]["sender"]
    assert server.got == [
        {"sender": sender, "message": "期限は?"},
        {"sender": sender, "message": "/payload-1"},
    ]


@pytest.mark.parametrize("kind", [RasaDoor, StockDoor])
def test_each_talk_is_another_sender(kind: type[Door]) -> None:
    """Beginning anew takes a new sender, and forgets what was offered: the set payload is sent."""

    async def two_talks(door: Door) -> None:
        for _ in range(2):
            await door.begin()
            await door.take(PRESSED)

    server = Server()
    server.visited(kind, two_talks)
    assert len({m["sender"] for m in server.got}) == 2
    assert [m["message"] for m in server.got] == ["/affirm", "/affirm"]


@pytest.mark.parametrize("kind", [GatewayDoor, RasaDoor, StockDoor])
def test_a_refusal_is_no_figure(kind: type[Door]) -> None:
    """Any status but success breaks the run."""
    with pytest.raises(Broken, match="status 429"):
        Server(status=429).visited(kind, _two_turns)


def test_an_answer_without_rasa_is_known() -> None:
    """The last resort is quick, so the report must be able to tell it."""
    answers = Server(more={"reduced": True}).visited(GatewayDoor, _two_turns)
    assert answers == [DoorAnswer("1月", reduced=True), DoorAnswer("2月", reduced=True)]


def test_words_of_cards() -> None:
    """Everything that is told on a card counts as read."""
    card = {
        "lead": "結論",
        "details": ["詳しく"],
        "bring": ["持ち物"],
        "steps": ["手順"],
        "links": [{"label": "市", "url": "https://www.example.jp/1.html"}],
    }
    words = "結論\n詳しく\n持ち物\n手順\nhttps://www.example.jp/1.html"
    assert words_of_cards([card]) == words
