"""The REST channel through which residents' words reach Rasa.

It speaks Rasa's own REST protocol, and adds what that lacks: typed text is text (a leading `/` is
never a command, only the payload of a button that we offered in this talk is), words are cleaned
and numbers masked before anything stores them, and nobody is left in silence: whatever fails behind
it, an apology with the phone number and a log id goes out. No words ever reach the log.

Rasa's own door answers whoever reaches it. The others are for the gateway alone: they want the
token of `bot.inner`.

`/talk` is the gateway's door, a shorter way to the same answers (`talking`).

`/model` loads another model of ours while this one answers.

`/parse` is for who only wants to know what words mean: no talk, no action, nothing stored.
"""

from __future__ import annotations

import asyncio
import logging
import re
import secrets
from collections.abc import Awaitable, Callable
from functools import wraps
from pathlib import Path
from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from sanic import Blueprint, response
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse

from bot import inner, messages, training
from bot.content import current_words, speaking, words_today
from bot.dialogue.remarks import remarks
from bot.dialogue.talk import SLOT
from bot.nlu.syntax import SyntaxReader
from bot.rasa_server import checked_once, straight_runner
from bot.rasa_server.forgetful_store import offered_payloads
from bot.rasa_server.talking import State, answer_talk
from bot.rasa_server.typed import COMMAND, apology, as_text, own
from bot.settings import settings
from bot.text.foreign import load_all

log = logging.getLogger(__name__)

OnMessage = Callable[[UserMessage], Awaitable[Any]]
Answer = Callable[[Request], Awaitable[HTTPResponse]]
Message = dict[str, Any]

_SENDER_LONGEST, _LANGUAGE_LONGEST, _NEAR_MOST = 128, 16, 8
_MODEL = re.compile(r"bot-[0-9a-f]{16}\.tar\.gz")


class BadRequest(ValueError):
    """The request is not of the protocol; the text says what is wrong with it."""


class CardOutput(CollectingOutputChannel):
    """Collects messages as Rasa's REST channel does, one card a message, with our `answer` data."""

    async def send_response(self, recipient_id: str, message: Message) -> None:
        """Keeps a card whole: Rasa's own would cut it at blank lines."""
        card = self._message(
            recipient_id, text=message.get("text"), buttons=message.get("buttons") or None
        )
        if answer := message.get("answer"):
            card["answer"] = answer
        await self._persist_message(card)


def read_request(body: object) -> tuple[str, str]:
    """Sender and message of a request. Raises BadRequest."""
    if not isinstance(body, dict):
        raise BadRequest("the body must be a JSON object")
    sender, message = body.get("sender", "default"), body.get("message")
    if not isinstance(sender, str) or not 0 < len(sender) <= _SENDER_LONGEST:
        raise BadRequest(f"sender must be a text of 1 to {_SENDER_LONGEST} characters")
    if not isinstance(message, str):
        raise BadRequest("message must be a text")
    return sender, message


def read_talk(body: object) -> tuple[str, str, bool, State]:
    """Sender, message, whether it is the payload of a button, and the state. Raises BadRequest."""
    sender, message = read_request(body)
    assert isinstance(body, dict)
    pressed, state = body.get("pressed", False), body.get("state", {})
    if not isinstance(pressed, bool):
        raise BadRequest("pressed must be true or false")
    if not isinstance(state, dict):
        raise BadRequest("state must be a JSON object")
    return sender, message, pressed, state


def read_language(body: object) -> str:
    """The code of the language to answer in; empty for the city's first one. Raises BadRequest."""
    language = body.get("language", "") if isinstance(body, dict) else ""
    if not isinstance(language, str) or len(language) > _LANGUAGE_LONGEST:
        raise BadRequest("language must be the code of a language")
    return language


def read_near(body: object) -> tuple[str, ...]:
    """Ids of cards that hold the words of the message. Raises BadRequest."""
    near = body.get("near", []) if isinstance(body, dict) else []
    if not isinstance(near, list) or len(near) > _NEAR_MOST:
        raise BadRequest(f"near must be a list of at most {_NEAR_MOST} ids")
    if not all(isinstance(name, str) for name in near):
        raise BadRequest("near must be ids")
    return tuple(near)


def read_parse(body: object) -> str:
    """The words that are to be understood, as the model sees them. Raises BadRequest."""
    text = body.get("text") if isinstance(body, dict) else None
    if not isinstance(text, str):
        raise BadRequest("text must be a text")
    return as_text(text)


def read_model(body: object) -> Path:
    """The model file that a request names, one of ours in models/. Raises BadRequest."""
    name = body.get("name") if isinstance(body, dict) else None
    if not isinstance(name, str) or not _MODEL.fullmatch(name):
        raise BadRequest("name must be the name of a model")
    path = training.MODELS / name
    if not path.is_file():
        raise BadRequest("there is no such model")
    return path


def error_body(code: str, message: str) -> dict[str, dict[str, str]]:
    """The one shape of an error."""
    return {"error": {"code": code, "message": message, "id": secrets.token_hex(4)}}


class ResidentChannel(InputChannel):
    """Mounted where Rasa's REST channel is: /webhooks/rest/webhook."""

    def __init__(self, token: str = "") -> None:
        """`token` opens the inner doors; without one they stay shut."""
        self._token = token

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> ResidentChannel:
        """The channel as Rasa makes it; credentials.yml holds no secret of ours."""
        return cls(inner.token_of(settings()))

    @classmethod
    def name(cls) -> str:
        """`rest`, as in /webhooks/rest: Rasa's own door is replaced, not joined."""
        return "rest"

    def blueprint(self, on_new_message: OnMessage) -> Blueprint:
        """What Sanic serves below /webhooks/rest."""
        checked_once.install()
        straight_runner.install()
        load_all()
        routes = Blueprint("resident_channel", __name__)

        def for_us(door: Answer) -> Answer:
            @wraps(door)
            async def asked(request: Request) -> HTTPResponse:
                if not inner.is_ours(request.headers.get("authorization"), self._token):
                    return response.json(error_body("unauthorized", "no token"), status=401)
                return await door(request)

            return asked

        @routes.route("/", methods=["GET"])
        async def health(_: Request) -> HTTPResponse:
            return response.json({"status": "ok"})

        @routes.route("/webhook", methods=["POST"])
        async def receive(request: Request) -> HTTPResponse:
            try:
                sender, message = read_request(request.json)
                words = words_today(read_language(request.json))
            except (BadRequest, SanicException) as error:
                return response.json(error_body("bad_request", str(error)[:200]), status=400)
            store = request.app.ctx.agent.tracker_store
            with speaking(words):
                found = await answer(on_new_message, store, sender, message)
            return response.json(found)

        @routes.route("/talk", methods=["POST"])
        @for_us
        async def talk(request: Request) -> HTTPResponse:
            try:
                sender, message, pressed, state = read_talk(request.json)
                words, near = words_today(read_language(request.json)), read_near(request.json)
            except (BadRequest, SanicException) as error:
                return response.json(error_body("bad_request", str(error)[:200]), status=400)
            agent = request.app.ctx.agent
            with speaking(words):
                told, after = await answer_talk(
                    agent, sender, message, state, pressed=pressed, near=near
                )
            return response.json({"messages": [m.to_json() for m in told], "state": after})

        @routes.route("/parse", methods=["POST"])
        @for_us
        async def parse(request: Request) -> HTTPResponse:
            try:
                text = read_parse(request.json)
            except (BadRequest, SanicException) as error:
                return response.json(error_body("bad_request", str(error)[:200]), status=400)
            try:
                return response.json(await understood(request.app.ctx.agent, text))
            except Exception as error:  # its message may hold the words
                log.error("not understood: %s", type(error).__name__)
                return response.json(error_body("internal", "not understood"), status=500)

        @routes.route("/model", methods=["POST"])
        @for_us
        async def model(request: Request) -> HTTPResponse:
            try:
                path = read_model(request.json)
            except (BadRequest, SanicException) as error:
                return response.json(error_body("bad_request", str(error)[:200]), status=400)
            try:
                # In a thread: meanwhile residents are answered by the model before.
                await asyncio.to_thread(request.app.ctx.agent.load_model, str(path))
            except Exception as error:
                log.error("the model %s was not loaded: %s", path.name, type(error).__name__)
                return response.json(error_body("internal", "not loaded"), status=500)
            return response.json({"model": path.name})

        return routes


async def understood(agent: Any, text: str) -> dict[str, Any]:
    """The intent and the ranking of `text`, and not a word of it."""
    if not text:
        return {"intent": None, "ranking": []}
    # Whose fact is what does not matter here, and costs as much of a long text as all the rest.
    with straight_runner.without(SyntaxReader):
        parsed = await agent.parse_message(text)
    ranking = [
        {"name": found["name"], "confidence": found["confidence"]}
        for found in parsed.get("intent_ranking") or ()
    ]
    return {"intent": parsed["intent"]["name"], "ranking": ranking}


async def answer(on_new_message: OnMessage, store: Any, sender: str, message: str) -> list[Message]:
    """The bot's messages for one message of a resident; never empty."""
    output = CardOutput()

    def said(message: messages.Message) -> Message:
        return {"recipient_id": sender, **message.to_json()}

    try:
        pressed = await _is_offered(store, sender, message)
        text = message if pressed else as_text(message)
        if not text:
            return [said(own("empty"))]
        spoken = {
            "language": current_words().language,
            "talk": await _talks_in(store, sender),
        }
        await on_new_message(
            UserMessage(text, output, sender, input_channel="rest", metadata=spoken)
        )
    except Exception as error:  # whatever it is, the resident gets a sentence
        return [said(apology(type(error).__name__))]
    if not output.messages:
        return [said(apology("no answer came"))]
    if pressed:
        return list(output.messages)
    words = words_today(await _talks_in(store, sender) or current_words().language)
    return [*output.messages, *(said(remark) for remark in remarks(message, words))]


async def _talks_in(store: Any, sender: str) -> str:
    """The language of the talk; empty before it has begun."""
    tracker = await store.retrieve(sender)
    talk = tracker.get_slot(SLOT) if tracker is not None else None
    return str(talk.get("language") or current_words().language) if talk else ""


async def _is_offered(store: Any, sender: str, message: str) -> bool:
    if not message.startswith(COMMAND):
        return False
    tracker = await store.retrieve(sender)
    return tracker is not None and message in offered_payloads(tracker)
