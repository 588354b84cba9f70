"""What is fuzzed through the whole gateway, in this process: bodies at its doors, and whole talks.

There is no Rasa: the gateway answers by itself, with the same reading, rules and texts.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import httpx
from fastapi import FastAPI

from benchmarks.fuzz.making import body, random_for, text
from benchmarks.fuzz.reading import DELIVERIES, SECRET, TODAY, Target, signature
from bot.app.public import create_app
from bot.settings import Settings

_NOBODY = 1024  # no Rasa and no LINE listens there
_ENDLESS = 1_000_000
_BEGINS_ANEW = 0.2
_BODIES: dict[str, Any] = {
    "/api/conversations": {},
    "/api/messages": {"id": "message-000001", "text": "いつまで使えますか"},
    "/api/feedback": {"card": "c", "helped": False, "reason": "wrong", "question": "いつ"},
    "/api/dates": {"fact": "birthday", "era": "昭和", "year": "30", "month": "7", "day": "15"},
    "/api/spoken": {"lines": ["令和8年(2026年)7月31日までです。"]},
    "/api/readings": {"lines": ["資格確認書の有効期限"]},
    "/api/suggestions": {"text": "確認"},
}


class Doors:
    """One gateway, and somebody who talks with it."""

    def __init__(self, app: FastAPI, loop: asyncio.AbstractEventLoop) -> None:
        self._loop, self._token, self._number = loop, "", 0
        transport = httpx.ASGITransport(app, client=("127.0.0.1", 1))
        self._client = httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1")

    def warm(self) -> None:
        """Has everything loaded that is loaded with the first question."""
        for path, usual in _BODIES.items():
            self._post(path, json.dumps(usual).encode())
        self.talks(random_for(0, "warm", 0))
        self._token = ""  # this talk will have ended when the other readers have had their inputs

    def bodies(self, chance: Random) -> None:
        """Whatever is sent to an address of the chat, it is answered or refused."""
        path = chance.choice(list(_BODIES))
        self._post(path, body(chance, _BODIES[path]))

    def webhooks(self, chance: Random) -> None:
        """Whatever LINE delivers, signed as it should be, it is taken or refused."""
        raw = body(chance, chance.choice(DELIVERIES))
        self._post("/line/webhook", raw, {"X-Line-Signature": signature(raw)})

    def talks(self, chance: Random) -> None:
        """Whatever is said in a talk, there is an answer."""
        if not self._token or chance.random() < _BEGINS_ANEW:
            self._token = self._post("/api/conversations", b"{}").json()["conversation"]
        self._number += 1
        words = text(chance).encode("utf-8", "replace").decode()
        said = {"id": f"message-{self._number:08}", "text": words or "?"}
        answer = self._send("/api/messages", {"json": said})
        assert answer.status_code in (200, 422), f"status {answer.status_code}"
        assert answer.status_code == 422 or answer.json()["cards"], "no answer"

    def _post(self, path: str, raw: bytes, more: dict[str, str] | None = None) -> httpx.Response:
        headers = {"content-type": "application/json", **(more or {})}
        answer = self._send(path, {"content": raw, "headers": headers})
        assert answer.status_code < 500 or answer.status_code == 503, f"{path} {answer.status_code}"
        return answer

    def _send(self, path: str, more: dict[str, Any]) -> httpx.Response:
        headers = {"authorization": f"Bearer {self._token}", **more.pop("headers", {})}
        return self._loop.run_until_complete(self._client.post(path, headers=headers, **more))

    @property
    def targets(self) -> dict[str, Target]:
        """By their names."""
        return {"bodies": self.bodies, "webhooks": self.webhooks, "talks": self.talks}


@contextmanager
def doors() -> Iterator[Doors]:
    """The gateway's, with data that ends with it."""
    with TemporaryDirectory() as name:
        app = create_app(
            Settings(
                rasa_port=_NOBODY, data=Path(name), today=TODAY, secret="s" * 32,
                per_talk=_ENDLESS, per_address=_ENDLESS, line_secret=SECRET, line_token="token",
                line_api=f"http://127.0.0.1:{_NOBODY}",
            )
        )  # fmt: skip
        loop = asyncio.new_event_loop()
        running = app.router.lifespan_context(app)
        loop.run_until_complete(running.__aenter__())
        try:
            found = Doors(app, loop)
            found.warm()
            yield found
        finally:
            loop.run_until_complete(running.__aexit__(None, None, None))
            loop.close()
