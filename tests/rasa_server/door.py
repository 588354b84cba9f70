"""A real Sanic server on a free loopback port, with the residents' channel on it."""

from __future__ import annotations

import asyncio
import itertools
import json
import re
import socket
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests
from rasa.core.channels.channel import UserMessage, register
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from sanic import Sanic

from bot.rasa_server.forgetful_store import ForgetfulTrackerStore
from bot.rasa_server.resident_channel import ResidentChannel

ROOT = Path(__file__).parents[2]


_SLOT = """  {name}:
    type: any
    influence_conversation: false
    mappings:
    - type: custom
"""


def several_slots() -> Domain:
    """The real domain, which has one slot, with more of its kind: the store tells slots apart."""
    names = ("topic", "asked", "facts", "person", "partial", "misses")
    written = (ROOT / "domain.yml").read_text(encoding="utf-8")
    more = "".join(_SLOT.format(name=name) for name in names)
    return Domain.from_yaml(written.replace("\nslots:\n", f"\nslots:\n{more}"))


DOMAIN = several_slots()

TOKEN = "the token that only our own processes have"
BUTTON = '/inform{"answer": "document=notice"}'
APOLOGY = re.compile(r"うまくお答えできませんでした.*044-200-0783.*受付番号 [0-9a-f]{8}", re.DOTALL)

Work = Callable[[UserMessage], Awaitable[None]]

_numbers = itertools.count()


async def echo(message: UserMessage) -> None:
    """Answers one card."""
    assert message.output_channel is not None
    await message.output_channel.send_response(
        message.sender_id,
        {"text": "答え\n\n続き", "buttons": [], "answer": {"id": "greet", "kind": "answer"}},
    )


def meaning(intent: str) -> Callable[[UserMessage], dict[str, Any]]:
    """Understands every text as `intent`."""

    def understood(message: UserMessage) -> dict[str, Any]:
        meant = {"name": intent, "confidence": 1.0}
        return {"text": message.text, "intent": meant, "intent_ranking": [meant], "entities": []}

    return understood


@dataclass
class Agent:
    """Stands where Rasa's agent stands: understands, takes messages, owns the tracker store."""

    work: Work = echo
    tracker_store: Any = field(default_factory=lambda: ForgetfulTrackerStore(DOMAIN))
    got: list[str] = field(default_factory=list)
    understands: Callable[[UserMessage], dict[str, Any]] = field(
        default_factory=lambda: meaning("inform")
    )

    @property
    def processor(self) -> Agent:
        """Rasa's agent lets its processor understand."""
        return self

    async def parse_message(self, message: UserMessage) -> dict[str, Any]:
        """Notes the text, then understands it."""
        self.got.append(str(message.text))
        return self.understands(message)

    async def handle_message(self, message: UserMessage) -> None:
        """Notes the text, then does the work."""
        self.got.append(str(message.text))
        await self.work(message)


@dataclass
class Door:
    """Where a resident's client sends messages to."""

    url: str
    app: Sanic

    def renew(self) -> Agent:
        """A new agent without any talk."""
        agent = Agent()
        self.app.ctx.agent = agent
        return agent

    def post(self, body: bytes | object) -> requests.Response:
        """One request: bytes as they are, anything else as JSON."""
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        return requests.post(
            f"{self.url}/webhooks/rest/webhook",
            data=data,
            headers={"Content-Type": "application/json"},
            timeout=10,
        )

    def say(self, message: object, sender: str = "s") -> list[dict[str, Any]]:
        """The bot's cards for a message."""
        answer = self.post({"sender": sender, "message": message})
        assert answer.status_code == 200, answer.text
        cards: list[dict[str, Any]] = answer.json()
        return cards


@contextmanager
def opened() -> Iterator[Door]:
    """Serves in a thread of its own until the block ends."""
    app = Sanic(f"door_{next(_numbers)}", configure_logging=False)
    register([ResidentChannel(TOKEN)], app, route="/webhooks/")
    loop, ready = asyncio.new_event_loop(), threading.Event()
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    end = asyncio.Event()

    async def serve() -> None:
        server = await app.create_server(sock=listener, return_asyncio_server=True)
        assert server is not None
        await server.startup()
        ready.set()
        await end.wait()
        server.close()
        await server.wait_closed()

    thread = threading.Thread(target=loop.run_until_complete, args=(serve(),), daemon=True)
    thread.start()
    assert ready.wait(10)
    try:
        yield Door(f"http://127.0.0.1:{listener.getsockname()[1]}", app)
    finally:
        loop.call_soon_threadsafe(end.set)
        thread.join(10)


class FailingStore(TrackerStore):  # type: ignore[misc]
    """A store whose backend is gone."""

    async def retrieve(self, sender_id: str) -> None:
        """Fails with a message that holds the talk's name."""
        raise ConnectionError(f"no store for {sender_id}")
