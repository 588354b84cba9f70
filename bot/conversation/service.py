"""One message of a resident and its answer: in order, once, in time, and never nothing."""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.content import say
from bot.conversation.cards import Card, card_of, own_message
from bot.conversation.conversations import ANSWERS_KEPT, Conversation
from bot.conversation.handoff import HandingOver
from bot.conversation.metrics import Metrics
from bot.conversation.offline import LastResort
from bot.conversation.rasa_client import Message, Rasa, RasaDown, State, Watch
from bot.conversation.refusals import refused
from bot.dialogue.turn import matter_button

log = logging.getLogger(__name__)

MOST_AT_ONCE = 64
MOST_WAITING = 4  # messages of one talk that wait for their turn
_OFFERED_WITHOUT_RASA = ("certificate_expiry", "ecert_grace", "call_center")


@dataclass(frozen=True, slots=True)
class Incoming:
    """What came in at a door. `key` is the client's own id of the message."""

    key: str
    text: str = ""
    press: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """The cards, and whether they were made without Rasa."""

    cards: list[Card]
    reduced: bool


@dataclass(frozen=True, slots=True)
class Told:
    """A turn that is over, for who counts or collects. `words`: typed ones, empty for a press.

    `replied`: a question of ours was open, so the words may be a date or another personal fact.
    """

    door: str
    words: str
    cards: list[Card]
    reduced: bool
    replied: bool = False


class Talker:
    """Answers messages; knows nothing of the door through which they came but its name.

    Each of `listeners` hears of every turn that is over. They are quick, and none of them waits.
    """

    def __init__(
        self,
        rasa: Rasa,
        watch: Watch,
        metrics: Metrics,
        resort: Callable[[], Awaitable[LastResort]],
        now: Callable[[], datetime],
        handing_over: HandingOver | None = None,
    ) -> None:
        """Without `handing_over` nothing is offered for a call."""
        self._rasa, self._watch, self._metrics = rasa, watch, metrics
        self._resort, self._now, self._working = resort, now, 0
        self._handing_over = handing_over
        self.listeners: list[Callable[[Told], None]] = []

    async def take(self, conversation: Conversation, message: Incoming, door: str) -> Reply:
        """The answer. The same key is worked on once, however often it is sent.

        Raises too_many or busy. A client that goes away does not stop the work.
        """
        task = conversation.answers.get(message.key)
        if task is None:
            if conversation.waiting >= MOST_WAITING:
                raise refused("too_many", retry_after=2)
            if self._working >= MOST_AT_ONCE:
                raise refused("busy", retry_after=5)
            self._working += 1
            conversation.waiting += 1
            task = asyncio.create_task(self._in_turn(conversation, message, door))
            task.add_done_callback(lambda _: self._done(conversation))
            conversation.answers[message.key] = task
            while len(conversation.answers) > ANSWERS_KEPT:
                conversation.answers.popitem(last=False)
        try:
            reply: Reply = await asyncio.shield(task)
        except asyncio.CancelledError:
            if task.cancelled():  # the talk was wiped meanwhile
                raise refused("expired") from None
            raise
        return reply

    def _done(self, conversation: Conversation) -> None:
        self._working -= 1
        conversation.waiting -= 1

    async def wipe(self, conversation: Conversation) -> None:
        """Makes Rasa forget the talk as well, and what was to be handed over of it."""
        if self._handing_over is not None:
            self._handing_over.forget(conversation)
        await self._rasa.wipe(conversation.sender)

    async def _in_turn(self, conversation: Conversation, message: Incoming, door: str) -> Reply:
        async with conversation.order:
            began, replied = time.perf_counter(), bool(conversation.state.get("asked"))
            reply = await self._answer(conversation, message)
            seconds = time.perf_counter() - began
            self._metrics.answered(door, reply.cards, seconds, reduced=reply.reduced)
            told = Told(door, message.text, reply.cards, reply.reduced, replied)
            for listener in self.listeners:
                listener(told)
            return reply

    async def _answer(self, conversation: Conversation, message: Incoming) -> Reply:
        payload = conversation.choices.get(message.press) if message.press else None
        if message.press and payload is None:
            old = own_message(say("talk", "old_choice"))
            return Reply([card_of(old, conversation)], reduced=False)
        text, pressed = payload or message.text, payload is not None
        if self._handing_over is None:
            return await self._understood(conversation, text, pressed=pressed)
        own = await self._handing_over.answer(conversation, text, pressed=pressed)
        if own is not None:
            return Reply([card_of(found, conversation) for found in own], reduced=False)
        before = conversation.state
        reply = await self._understood(conversation, text, pressed=pressed)
        self._handing_over.note(conversation, before, text, reply.cards, pressed=pressed)
        return reply

    async def _understood(self, conversation: Conversation, text: str, *, pressed: bool) -> Reply:
        if self._watch.up:
            if conversation.stale:
                # Rasa must not go on with a state that is older than ours.
                await self._rasa.wipe(conversation.sender)
                conversation.stale = False
            try:
                messages, state = await self._rasa.talk(
                    conversation.sender, text, pressed=pressed, state=conversation.state
                )
                cards = self._cards_of_rasa(messages, conversation)
            except RasaDown as error:
                log.warning("no answer from Rasa: %s", error)
                self._metrics.last_resort(str(error))
                self._watch.failed()
            else:
                self._watch.succeeded()
                conversation.state, conversation.warned = state, False
                return Reply(cards, reduced=False)
        messages = await self._without_rasa(conversation, text, pressed=pressed)
        return Reply(self._cards(messages, conversation), reduced=True)

    def _cards_of_rasa(self, messages: list[Message], conversation: Conversation) -> list[Card]:
        """The cards of what Rasa sent. Raises RasaDown where it is not of our shape."""
        try:
            return self._cards(messages, conversation)
        except (KeyError, TypeError, ValueError, AttributeError):
            raise RasaDown("wrong shape") from None

    def _cards(self, messages: list[Message], conversation: Conversation) -> list[Card]:
        if self._handing_over is not None:
            messages = self._handing_over.offered(messages)
        return [card_of(message, conversation) for message in messages]

    async def _without_rasa(
        self, conversation: Conversation, text: str, *, pressed: bool
    ) -> list[Message]:
        resort = await self._resort()
        try:
            messages, state = await asyncio.to_thread(
                resort.answer, text, conversation.state, self._now(), pressed=pressed
            )
        except Exception as error:  # whatever it is, the resident gets a sentence
            log_id = secrets.token_hex(4)
            log.error("the last resort failed, log id %s: %s", log_id, type(error).__name__)
            return [own_message(say("talk", "apology", log_id=log_id), "refusal")]
        conversation.state = _filled(state)
        conversation.stale = True
        if conversation.warned:
            return messages
        conversation.warned = True
        return [_warning(), *messages]


def _filled(state: State) -> State:
    return {name: value for name, value in state.items() if value is not None}


def _warning() -> Any:
    """Says that the understanding is reduced, and offers what works all the same."""
    offered = tuple(map(matter_button, _OFFERED_WITHOUT_RASA))
    return own_message(say("talk", "reduced"), buttons=offered)
