"""A stand-in for Rasa on a real port, browsers that talk with an app of ours, and messages."""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import uvicorn
from aiohttp import web
from fastapi import FastAPI
from starlette.testclient import TestClient

from bot.app.public import create_app
from bot.conversation.gateway import Gateway
from bot.conversation.offline import OfflineAnswerer
from bot.rules import JAPAN
from bot.settings import Settings
from tests.house.listening import served_in_a_thread

NOW = datetime(2025, 10, 1, 10, tzinfo=JAPAN)  # a Wednesday morning within the edition
SECRET = "a secret that only the tests know"
ORIGIN = "https://www.example.jp"
PROXY = "203.0.113.9"
QUESTION = "資格確認書はいつまで使えますか"

Body = dict[str, Any]
Work = Callable[[Body], Awaitable[Any]]

_numbers = itertools.count()
_FIRST_PAUSE, _LONGER, _LONGEST_PAUSE = 0.002, 1.2, 0.05  # seconds between two looks


class Clock:
    """Seconds, as a test sets them."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def new_id() -> str:
    """A message id as a client makes it."""
    return f"message-{next(_numbers):06}"


def message(
    lead: str,
    kind: str = "answer",
    answer_id: str | None = "certificate_expiry",
    buttons: dict[str, str] | None = None,
    asks: str | None = None,
    **parts: Any,
) -> Body:
    """A message of the bot, as Rasa hands it out; `buttons` are labels and payloads."""
    whole = {"lead": lead, "details": [], "bring": [], "steps": [], "links": []}
    whole |= {"source": None, "checked": None, **parts}
    return {
        "recipient_id": "s",
        "text": lead,
        "buttons": [{"title": t, "payload": p} for t, p in (buttons or {}).items()],
        "answer": {"id": answer_id, "kind": kind, "asks": asks, "parts": whole},
    }


async def echo(body: Body) -> Any:
    """Answers with the words that came, and the state that came."""
    return {"messages": [message(f"答え: {body['message']}")], "state": body["state"]}


@dataclass
class StandIn:
    """Stands where Rasa stands.

    `meanings`: what texts mean, as (id, confidence), likeliest first; None for no understanding.
    """

    port: int = 0
    work: Work = echo
    got: list[Body] = field(default_factory=list)
    meanings: dict[str, list[tuple[str, float]] | None] = field(default_factory=dict)
    parsed: list[str] = field(default_factory=list)
    authorized: list[str] = field(default_factory=list)

    def renew(self) -> StandIn:
        """As it was at the beginning."""
        self.work, self.got = echo, []
        self.meanings, self.parsed, self.authorized = {}, [], []
        return self

    @property
    def heard(self) -> list[str]:
        """What residents said, in order, without the probes."""
        return [b["message"] for b in self.got if not b["sender"].startswith("probe")]

    async def _talk(self, request: web.Request) -> web.StreamResponse:
        body = await request.json()
        self.authorized.append(request.headers.get("Authorization", ""))
        self.got.append(body)
        answer = await self.work(body)
        return answer if isinstance(answer, web.StreamResponse) else web.json_response(answer)

    async def _parse(self, request: web.Request) -> web.StreamResponse:
        text = (await request.json())["text"]
        self.authorized.append(request.headers.get("Authorization", ""))
        self.parsed.append(text)
        meant = self.meanings.get(text, [("nlu_fallback", 0.9), ("certificate_expiry", 0.1)])
        if meant is None:
            return web.json_response({}, status=500)
        ranking = [{"name": name, "confidence": sure} for name, sure in meant]
        return web.json_response({"intent": meant[0][0], "ranking": ranking})

    @contextmanager
    def listening(self) -> Iterator[StandIn]:
        """Serves in a thread of its own until the block ends."""
        app = web.Application()
        app.router.add_post("/webhooks/rest/talk", self._talk)
        app.router.add_post("/webhooks/rest/parse", self._parse)
        with served_in_a_thread(app) as self.port:
            yield self


@cache
def shared_resort() -> OfflineAnswerer:
    """The real last resort; reading the utterances takes seconds, so all tests share one."""
    return OfflineAnswerer()


class LazyOfflineAnswerer:
    """The last resort, read when it is needed first."""

    answer = staticmethod(lambda *args, **more: shared_resort().answer(*args, **more))
    likeliest = staticmethod(lambda text: shared_resort().likeliest(text))
    finder = property(lambda _: shared_resort().finder)


class Browser:
    """One browser with its own cookies, or with `origin` a page of another site."""

    def __init__(self, client: TestClient, origin: str | None = None) -> None:
        self.client, self.token = client, ""
        self.headers = {"origin": origin} if origin else {}

    def begin(self) -> Body:
        """A new conversation of this browser."""
        answer = self.post("/api/conversations", {})
        assert answer.status_code == 201, answer.text
        begun: Body = answer.json()
        self.token = begun["conversation"]
        return begun

    def post(self, path: str, body: Any, token: str | None = None) -> Any:
        """The response to a JSON body, with the conversation's token if there is one."""
        return self.client.post(path, json=body, headers=self._headers(token))

    def say(self, text: str, key: str | None = None) -> Body:
        """The answer to typed words."""
        return self._answered({"id": key or new_id(), "text": text})

    def press(self, token: str) -> Body:
        """The answer to a pressed choice."""
        return self._answered({"id": new_id(), "press": token})

    def wipe(self, token: str | None = None) -> Any:
        """The response to 「消去」."""
        return self.client.delete("/api/conversation", headers=self._headers(token))

    def _headers(self, token: str | None) -> dict[str, str]:
        token = self.token if token is None else token
        return {**self.headers, **({"Authorization": f"Bearer {token}"} if token else {})}

    def _answered(self, body: Body) -> Body:
        answer = self.post("/api/messages", body)
        assert answer.status_code == 200, answer.text
        answered: Body = answer.json()
        return answered


@dataclass
class House:
    """One running application, and the browsers that visit it."""

    app: FastAPI
    first: TestClient

    @property
    def gateway(self) -> Gateway:
        """The parts of the application."""
        found: Gateway = self.app.state.gateway
        return found

    def client(self, address: str = "127.0.0.1", url: str = "http://testserver") -> TestClient:
        """A client without cookies, from `address`."""
        found = TestClient(self.app, url, client=(address, 1), raise_server_exceptions=False)
        found.portal = self.first.portal  # one event loop for all
        return found

    def browser(self, address: str = "127.0.0.1", origin: str | None = None) -> Browser:
        """A browser that has not been here yet."""
        return Browser(self.client(address), origin)

    def figures(self) -> str:
        """What Prometheus reads, as this machine asks for it."""
        answer = self.client(url="http://127.0.0.1").get("/metrics")
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/plain")
        return str(answer.text)

    def talk(self) -> Browser:
        """A browser with a conversation."""
        found = self.browser()
        found.begin()
        return found


@contextmanager
def house(settings: Settings, *, up: bool = True) -> Iterator[House]:
    """The application of `settings`, once it knows that Rasa is up; with up=False, at once."""
    app = create_app(settings)
    with TestClient(app, raise_server_exceptions=False) as client:
        found = House(app, client)
        if up:
            wait_until(lambda: found.gateway.breaker.up)
        yield found


@contextmanager
def served(app: FastAPI, port: int = 0) -> Iterator[str]:
    """The address of `app` on a real port, as the command serves it; 0 is any that is free."""
    server = uvicorn.Server(
        uvicorn.Config(
            app, port=port, access_log=False, server_header=False, log_config=None, ws="none"
        )
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    wait_until(lambda: server.started)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)


def wait_until(is_so: Callable[[], object], seconds: float = 5.0) -> None:
    """Returns as soon as `is_so`; fails after `seconds`.

    Looks often at first. Later it leaves the processor to what it waits for: a process that starts.
    """
    deadline, pause = time.monotonic() + seconds, _FIRST_PAUSE
    while not is_so():
        assert time.monotonic() < deadline, "it never came to be"
        threading.Event().wait(pause)
        pause = min(_LONGER * pause, _LONGEST_PAUSE)


def settings_for(data: Path, rasa_port: int, **more: Any) -> Settings:
    """Settings of a gateway for tests: a set moment, one other origin, no limits in the way."""
    usual: Body = {
        "today": NOW,
        "hosts": ("testserver",),
        "origins": (ORIGIN,),
        "proxies": PROXY,
        "secret": SECRET,
        "inner_token": SECRET,  # given, so that no chance digits lie in a folder
        "per_talk": 100_000,
        "per_address": 100_000,
    }
    return Settings(rasa_port=rasa_port, data=data, **{**usual, **more})


def leads(answered: Body) -> list[str]:
    """What a resident reads first on each card."""
    return [card["lead"] for card in answered["cards"]]


def is_error(response: Any, status: int, code: str) -> bool:
    """Is it the one shape of an error, with this status and code?"""
    body = response.json()
    assert response.status_code == status, response.text
    assert set(body) == {"error"}
    error = body["error"]
    assert set(error) == {"code", "message", "id"}
    assert error["code"] == code
    assert error["message"]
    assert len(error["id"]) == 8
    assert int(error["id"], 16) >= 0
    return True
