"""The three doors to a bot: the gateway, our Rasa behind it, and Rasa's own REST channel.

One object is one resident with a connection of their own, who talks until told to begin anew.
"""

from __future__ import annotations

import uuid
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any

import aiohttp

from benchmarks.web.talks import TalkTurn
from bot import inner
from bot.commands.serve import inner_token

Body = dict[str, Any]
_SECONDS = 60  # slower than this is no figure but a failure


class Broken(RuntimeError):
    """A door did not answer as it should; no figure is worth anything then."""


@dataclass(frozen=True, slots=True)
class DoorAnswer:
    """All that the resident reads. `reduced`: the gateway made it without Rasa, so it was quick."""

    words: str
    reduced: bool = False


def new_session(number: int = 0) -> aiohttp.ClientSession:
    """A browser: its own address of the loopback, connection and cookies.

    Residents do not share an address, and the gateway gives each address a fair share.
    """
    return aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(
            local_addr=(f"127.0.{1 + number // 250}.{1 + number % 250}", 0)
        ),
        cookie_jar=aiohttp.CookieJar(unsafe=True),
        timeout=aiohttp.ClientTimeout(total=_SECONDS),
    )


class Door(ABC):
    """A resident at one door of the server at `url`."""

    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        self._session, self._url = session, url
        self._choices: dict[str, str] = {}

    @abstractmethod
    async def begin(self) -> None:
        """A new talk."""

    @abstractmethod
    async def take(self, turn: TalkTurn) -> DoorAnswer:
        """Sends one message."""

    def _choice(self, turn: TalkTurn) -> str:
        """What is to be sent for a pressed button, offered or not."""
        return self._choices.get(turn.text, turn.payload)

    async def _post(self, path: str, body: Body, **more: Any) -> Any:
        async with self._session.post(self._url + path, json=body, **more) as answer:
            if answer.status not in (200, 201):
                raise Broken(f"{self._url}{path} answered with status {answer.status}")
            return await answer.json()


class GatewayDoor(Door):
    """As the widget talks: a signed conversation, opaque choices, cards."""

    _token = ""

    async def begin(self) -> None:
        """A new conversation of this browser."""
        begun = await self._post("/api/conversations", {})
        self._token = begun["conversation"]
        self._choices = choices_of_cards(begun["cards"])

    async def take(self, turn: TalkTurn) -> DoorAnswer:
        """With a message id of our own, as the widget makes one."""
        said = {"press": self._choice(turn)} if turn.payload else {"text": turn.text}
        answered = await self._post(
            "/api/messages",
            {"id": uuid.uuid4().hex, **said},
            headers={"Authorization": f"Bearer {self._token}"},
        )
        self._choices = choices_of_cards(answered["cards"])
        return DoorAnswer(words_of_cards(answered["cards"]), answered["reduced"])


class RasaDoor(Door):
    """As the gateway talks with our Rasa: the state of the talk goes along."""

    _sender = ""

    async def begin(self) -> None:
        """A pseudonym that Rasa has not heard of; it is not told beforehand."""
        self._sender, self._choices = uuid.uuid4().hex, {}
        self._state: Body = {}

    async def take(self, turn: TalkTurn) -> DoorAnswer:
        """One message at `/talk`."""
        pressed = bool(turn.payload)
        message = self._choice(turn) if pressed else turn.text
        body = {"sender": self._sender, "message": message, "pressed": pressed}
        answered = await self._post(
            "/webhooks/rest/talk",
            {**body, "state": self._state},
            headers=inner.headers(inner_token()),
        )
        self._state = answered["state"]
        self._choices = choices_of_messages(answered["messages"])
        return DoorAnswer(words_of_messages(answered["messages"]))


class StockDoor(Door):
    """As anybody talks with Rasa's own REST channel."""

    _sender = ""

    async def begin(self) -> None:
        """A sender that Rasa has not heard of."""
        self._sender, self._choices = uuid.uuid4().hex, {}

    async def take(self, turn: TalkTurn) -> DoorAnswer:
        """One message at `/webhook`."""
        message = self._choice(turn) if turn.payload else turn.text
        body = {"sender": self._sender, "message": message}
        messages = await self._post("/webhooks/rest/webhook", body)
        self._choices = choices_of_messages(messages)
        return DoorAnswer(words_of_messages(messages))


def choices_of_cards(cards: list[Body]) -> dict[str, str]:
    """Label → token."""
    return {choice["label"]: choice["token"] for card in cards for choice in card["choices"]}


def choices_of_messages(messages: list[Body]) -> dict[str, str]:
    """Label → payload."""
    return {b["title"]: b["payload"] for m in messages for b in m.get("buttons") or ()}


def words_of_cards(cards: list[Body]) -> str:
    """All that is read on cards, but for choices and sources."""
    parts = ("details", "bring", "steps")
    lines = (line for card in cards for part in parts for line in card[part])
    urls = (link["url"] for card in cards for link in card["links"])
    return "\n".join([*(card["lead"] for card in cards), *lines, *urls])


def words_of_messages(messages: list[Body]) -> str:
    """All that is read in messages."""
    return "\n".join(message.get("text") or "" for message in messages)
