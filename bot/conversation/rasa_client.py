"""Talks with the Rasa server behind us, and watches whether it can answer.

The circuit breaker mends itself: after a failure no resident waits for Rasa any
more; a probe asks it a real question once a second, and its right answer closes the circuit.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import aiohttp

from bot.content import current_words
from bot.messages import Message

log = logging.getLogger(__name__)

LOAD_SECONDS = 120.0
_OPERATORS_SHARE = 1 / 3  # of a resident's patience: a suggestion is of no use any later
FAILURES_UNTIL_DOWN = 2
_PROBE_EVERY_SECONDS = 1.0
_QUESTION, _ANSWER_ID = "資格確認書はいつまで使えますか", "certificate_expiry"

State = dict[str, Any]


class RasaDown(Exception):
    """Rasa is down, slow, empty or wrong; the text says which."""


@dataclass(frozen=True, slots=True)
class Understood:
    """What words mean: the intent, or nlu_fallback where Rasa is unsure, and all that is likely."""

    intent: str
    ranking: tuple[tuple[str, float], ...]  # best first, nlu_fallback in front where it is unsure


class RasaClient:
    """The Rasa server at `url`; `seconds` is how long a resident waits for it.

    `headers` go with each request: they open Rasa's inner doors.
    """

    def __init__(self, url: str, seconds: float, headers: Mapping[str, str] | None = None) -> None:
        self._headers = headers
        self._url, self.seconds = f"{url}/webhooks/rest/talk", seconds
        self._model_url = f"{url}/webhooks/rest/model"
        self._parse_url = f"{url}/webhooks/rest/parse"
        self._timeout = aiohttp.ClientTimeout(total=seconds)
        self._parse_timeout = aiohttp.ClientTimeout(total=seconds * _OPERATORS_SHARE)
        self._session: aiohttp.ClientSession | None = None

    async def talk(
        self,
        sender: str,
        message: str,
        *,
        pressed: bool = False,
        state: State | None = None,
        near: Sequence[str] = (),
    ) -> tuple[list[Message], State]:
        """Rasa's messages, and the state of the talk after them. Raises RasaDown.

        `near`: ids of cards that hold the words, to choose from where the words are not understood.
        """
        body = {
            "sender": sender,
            "message": message,
            "pressed": pressed,
            "state": state or {},
            "language": current_words().language,
            "near": list(near),
        }
        return _checked(await self._ask(self._url, body, self._timeout))

    async def understand(self, text: str) -> Understood:
        """What `text` means; no talk, and nothing of it is kept. Raises RasaDown."""
        found = await self._ask(self._parse_url, {"text": text}, self._parse_timeout)
        try:
            ranking = tuple((str(r["name"]), float(r["confidence"])) for r in found["ranking"])
            return Understood(str(found["intent"] or ""), ranking)
        except (KeyError, TypeError, ValueError):
            raise RasaDown("wrong shape") from None

    async def load(self, model: str) -> None:
        """Has Rasa answer with the model file `model`, one of models/. Raises RasaDown."""
        await self._ask(self._model_url, {"name": model}, aiohttp.ClientTimeout(total=LOAD_SECONDS))

    async def answers_rightly(self) -> bool:
        """Does a real question get its own answer, from words to answer?"""
        sender = f"probe-{secrets.token_hex(8)}"
        try:
            messages, _ = await self.talk(sender, _QUESTION)
        except RasaDown:
            return False
        return any(message.answer_id == _ANSWER_ID for message in messages)

    async def close(self) -> None:
        """Closes the connections to the Rasa server."""
        if self._session is not None:
            await self._session.close()

    async def _ask(self, url: str, body: Any, timeout: aiohttp.ClientTimeout) -> Any:
        try:
            async with self._open().post(url, json=body, timeout=timeout) as answer:
                if answer.status != 200:
                    raise RasaDown(f"status {answer.status}")
                return await answer.json()
        except asyncio.TimeoutError:
            raise RasaDown("slow") from None
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise RasaDown(f"down ({type(error).__name__})") from None

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=self._timeout, headers=self._headers)
        return self._session


def _checked(found: Any) -> tuple[list[Message], State]:
    """Messages that say something, none of them an apology, and the state. Raises RasaDown."""
    try:
        messages = [Message.from_json(message) for message in found["messages"]]
        state = dict(found["state"])
    except (KeyError, TypeError, ValueError, AttributeError):
        raise RasaDown("wrong shape") from None
    if not messages or not all(message.parts.lead for message in messages):
        raise RasaDown("empty")
    if any(message.kind == "apology" for message in messages):
        raise RasaDown("an apology")
    return messages, state


class CircuitBreaker:
    """Whether Rasa is up. Starts down: the first probe says otherwise."""

    def __init__(self, rasa: RasaClient) -> None:
        self._rasa, self._failures, self.up = rasa, FAILURES_UNTIL_DOWN, False
        self._probing: asyncio.Task[None] | None = None

    def succeeded(self) -> None:
        """An answer came."""
        self._failures = 0

    def answered_rightly(self) -> None:
        """A real question was, whoever asked it: from now on residents are."""
        if not self.up:
            log.warning("Rasa answers")
        self._failures, self.up = 0, True

    def failed(self) -> None:
        """None came. After two in a row residents no longer wait for it."""
        self._failures += 1
        if self.up and self._failures >= FAILURES_UNTIL_DOWN:
            self.up = False
            log.warning("Rasa does not answer: the gateway answers by itself until it does")
            self.probe()

    def probe(self) -> None:
        """Asks, in the background, until Rasa answers."""
        if self._probing is None or self._probing.done():
            self._probing = asyncio.create_task(self._probe())

    async def wait_until_up(self, seconds: float) -> None:
        """Returns as soon as Rasa is up, or after so many seconds."""
        if not self.up and self._probing is not None and seconds > 0:
            await asyncio.wait({self._probing}, timeout=seconds)

    async def close(self) -> None:
        """Stops asking."""
        if self._probing is not None:
            self._probing.cancel()
            await asyncio.gather(self._probing, return_exceptions=True)

    async def _probe(self) -> None:
        while not await self._rasa.answers_rightly():
            await asyncio.sleep(_PROBE_EVERY_SECONDS)
        self.answered_rightly()
