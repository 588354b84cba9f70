"""One message of a resident and its answer: in order, once, in time, and never nothing."""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from bot.content import Words, current_words, library, say, speaking
from bot.conversation.admission import Admission
from bot.conversation.conversations import Conversation, Conversations
from bot.conversation.finding import NOT_OFFERED, titled
from bot.conversation.handoff import Handoff
from bot.conversation.metrics import Metrics
from bot.conversation.offline import OfflineAnswerer
from bot.conversation.rasa_client import CircuitBreaker, RasaClient, RasaDown, State
from bot.conversation.refusals import refused
from bot.conversation.small_talk import PLEASANTRIES
from bot.conversation.talk_course import changes, followed
from bot.conversation.throttle import calling
from bot.dialogue.buttons import matter_button, opening_buttons, payload_of, related_buttons
from bot.dialogue.clause import OUT_OF_SCOPE
from bot.dialogue.language import language_buttons
from bot.dialogue.talk import language_of, open_question
from bot.messages import Message
from bot.storage.ports.conversations import ConversationRecord
from bot.storage.ports.talks import WHOLE, CountedTalk, TalkKey

log = logging.getLogger(__name__)

_MORE_SECONDS = 2.0
MOST_WAITING = 4  # messages of one talk that wait for their turn
# Kinds that tell something, so that one may say whether it helped.
_TELLING = frozenset({"answer", "result", "refusal"})
_NEAR = 5  # cards that the dialogue may offer
_OFFERED_WITHOUT_RASA = ("certificate_expiry", "ecert_grace", "call_center")


@dataclass(frozen=True, slots=True)
class Inbound:
    """A message of a person, as a channel has read it: either typed words or a pressed choice.

    Its language is that of the words that are spoken around it (`bot.content.speaking`).

    `id`        the client's own name of the message; the same again is the same message
    `press`     the token of a choice that this conversation was offered
    `who`       the person's name within the channel, where the channel has one
    """

    id: str
    text: str = field(default="", repr=False)
    press: str = ""
    who: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Reply:
    """Messages whose buttons hold tokens of this conversation in place of their payloads.

    `votes`    for each message a token with which one may say, once, whether it helped, or None
    `reduced`  was it made without Rasa?
    """

    messages: tuple[Message, ...]
    votes: tuple[str | None, ...]
    reduced: bool = False

    def to_json(self) -> dict[str, Any]:
        """As a record keeps it; from_json reads it."""
        messages = [message.to_json() for message in self.messages]
        return {"messages": messages, "votes": self.votes, "reduced": self.reduced}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Reply:
        """What to_json wrote."""
        messages = tuple(map(Message.from_json, data["messages"]))
        return cls(messages, tuple(data["votes"]), data["reduced"])


@dataclass(frozen=True, slots=True)
class CompletedTurn:
    """A turn that is over, for who counts or collects. `words`: typed ones, empty for a press.

    `replied`: a question of ours was open, so the words may be a date or another personal fact.
    `talks`: what the turn changes in the counts of whole talks.
    """

    channel: str
    words: str
    messages: Sequence[Message]
    reduced: bool
    replied: bool = False
    talks: Sequence[CountedTalk] = ()


class ConversationService:
    """Answers messages; knows nothing of the channel through which they came but its name.

    Each of `listeners` hears of every turn that is over. They are quick, and none of them waits.
    """

    def __init__(
        self,
        conversations: Conversations,
        rasa: RasaClient,
        breaker: CircuitBreaker,
        metrics: Metrics,
        offline: Callable[[], Awaitable[OfflineAnswerer]],
        now: Callable[[], datetime],
        handoff: Handoff | None = None,
    ) -> None:
        """Without `handoff` nothing is offered for a call."""
        # Longer than Rasa's own time: if that is over for those before, the rest is answered by us.
        self._admission = Admission(rasa.seconds + _MORE_SECONDS)
        self._conversations = conversations
        self._rasa, self._breaker, self._metrics = rasa, breaker, metrics
        self._offline, self._now = offline, now
        self._handoff = handoff
        self.listeners: list[Callable[[CompletedTurn], None]] = []

    async def take(self, conversation: Conversation, message: Inbound, channel: str) -> Reply:
        """The answer. The same key is worked on once, however often it is sent.

        Raises too_many or busy. A client that goes away does not stop the work.
        """
        if (known := conversation.record.reply_to(message.id)) is not None:
            return Reply.from_json(known)
        task = conversation.working.get(message.id)
        if task is None:
            if conversation.waiting >= MOST_WAITING:
                raise refused("too_many", retry_after=2)
            self._admission.check(calling(conversation.sender))
            conversation.waiting += 1
            task = asyncio.create_task(self._in_turn(conversation, message, channel))
            task.add_done_callback(lambda _: self._done(conversation, message))
            conversation.working[message.id] = task
        try:
            reply: Reply = await asyncio.shield(task)
        except asyncio.CancelledError:
            if task.cancelled():  # the talk was wiped meanwhile
                raise refused("expired") from None
            raise
        return reply

    def _done(self, conversation: Conversation, message: Inbound) -> None:
        conversation.waiting -= 1
        del conversation.working[message.id]

    async def wipe(self, conversation: Conversation) -> None:
        """Forgets what was to be handed over of the talk."""
        if self._handoff is not None:
            await self._handoff.forget(conversation.record)

    async def _in_turn(self, conversation: Conversation, message: Inbound, channel: str) -> Reply:
        async with self._conversations.turn(conversation) as record:
            if (known := record.reply_to(message.id)) is not None:  # by another process
                return Reply.from_json(known)
            began, replied = time.perf_counter(), open_question(record.state) is not None
            with speaking(self._words(record)):
                messages, reduced = await self._answer(record, message)
            seconds = time.perf_counter() - began
            self._metrics.answered(channel, messages, seconds, reduced=reduced)
            talks = self._follow(record, messages, channel)
            told = CompletedTurn(channel, message.text, messages, reduced, replied, talks)
            for listener in self.listeners:
                listener(told)
            reply = offered(record, messages, reduced=reduced)
            record.answered(message.id, reply.to_json())
        return reply

    def _follow(
        self, record: ConversationRecord, messages: Sequence[Message], channel: str
    ) -> Sequence[CountedTalk]:
        """Keeps how the talk goes; what that changes in the counts of whole talks."""
        words, now = self._words(record), self._now()
        issue = words.edition.newsletter.partition("(")[0]
        begun = TalkKey(now.strftime("%Y-%m-%dT%H"), channel, words.language, issue, WHOLE)
        before = record.course
        record.course = followed(before, messages, begun, number=bool(record.number))
        return changes(before, record.course)

    def _words(self, record: ConversationRecord) -> Words:
        """The words of the talk: in its own language, else in that of the channel."""
        language = language_of(record.state) or current_words().language
        return library().words(self._now().date(), language)

    async def _answer(
        self, conversation: ConversationRecord, message: Inbound
    ) -> tuple[list[Message], bool]:
        """The messages, and whether they were made without Rasa."""
        payload = conversation.choices.get(message.press) if message.press else None
        if message.press and payload is None:
            return spoken([Message.said(say("talk", "old_choice"))]), False
        if payload is None and (name := titled(message.text, current_words())) is not None:
            payload = payload_of(name)  # a title that was suggested, or read off a button
        text, pressed = payload or message.text, payload is not None
        if self._handoff is None:
            return await self._understood(conversation, text, pressed=pressed)
        own = await self._handoff.answer(conversation, text, pressed=pressed)
        if own is not None:
            return spoken(own), False
        before = conversation.state
        found, reduced = await self._understood(conversation, text, pressed=pressed)
        with speaking(self._words(conversation)):  # the message may have changed the language
            messages = self._handoff.offered(found)
        await self._handoff.note(conversation, before, text, messages, pressed=pressed)
        return messages, reduced

    async def _understood(
        self, conversation: ConversationRecord, text: str, *, pressed: bool
    ) -> tuple[list[Message], bool]:
        size = 0 if pressed else len(text)
        async with self._admission.turn(calling(conversation.sender), size):
            return await self._understood_now(conversation, text, pressed=pressed)

    async def _understood_now(
        self, conversation: ConversationRecord, text: str, *, pressed: bool
    ) -> tuple[list[Message], bool]:
        if self._breaker.up:
            try:
                messages, state = await self._rasa.talk(
                    conversation.sender, text, pressed=pressed, state=conversation.state
                )
                if not pressed and (near := await self._near(conversation, text, messages)):
                    messages, state = await self._rasa.talk(
                        conversation.sender, text, state=conversation.state, near=near
                    )
                _check_ids(messages)
            except RasaDown as error:
                log.warning("no answer from Rasa: %s", error)
                self._metrics.rasa_failed(str(error))
                self._breaker.failed()
            else:
                self._breaker.succeeded()
                conversation.state, conversation.warned = state, False
                return messages, False
        return await self._without_rasa(conversation, text, pressed=pressed), True

    async def _near(
        self, conversation: ConversationRecord, text: str, messages: Sequence[Message]
    ) -> tuple[str, ...]:
        """Cards that hold the words, to choose from where `messages` refuse or ask back.

        They are looked for only then: it costs as much as understanding does.
        """
        if not _leaves_a_choice(messages):
            return ()
        finder, words = (await self._offline()).finder, self._words(conversation)
        found = await asyncio.to_thread(finder.find, text, words, _NEAR, without=NOT_OFFERED)
        return () if found.near else found.names

    async def _without_rasa(
        self, conversation: ConversationRecord, text: str, *, pressed: bool
    ) -> list[Message]:
        offline = await self._offline()
        try:
            messages, state = await asyncio.to_thread(
                offline.answer, text, conversation.state, self._now(), pressed=pressed
            )
        except Exception as error:  # whatever it is, the resident gets a sentence
            log_id = secrets.token_hex(4)
            log.error("the offline answerer failed, log id %s: %s", log_id, type(error).__name__)
            return spoken([Message.said(say("talk", "apology", log_id=log_id), "refusal")])
        conversation.state = _filled(state)
        if conversation.warned:
            return messages
        conversation.warned = True
        return [*spoken([_warning(messages)]), *messages]


def spoken(messages: Sequence[Message]) -> list[Message]:
    """Messages of our own, with the language of the words that are spoken."""
    return [replace(m, language=current_words().language) for m in messages]


def _leaves_a_choice(messages: Sequence[Message]) -> bool:
    """Was it asked back, or refused, so that cards to choose from would help?"""
    return any(
        m.kind == "options" or (m.kind == "refusal" and m.answer_id in (None, OUT_OF_SCOPE))
        for m in messages
    )


def _filled(state: State) -> State:
    return {name: value for name, value in state.items() if value is not None}


def _check_ids(messages: Sequence[Message]) -> None:
    """Raises RasaDown for an answer that is none of ours: Rasa's model and the texts must agree."""
    known = library().book().answers
    if not all(m.answer_id is None or m.answer_id in known for m in messages):
        raise RasaDown("an unknown id")


def _warning(messages: Sequence[Message]) -> Message:
    """Says that the understanding is reduced; offers what works all the same, unless the answer
    itself offers something."""
    if any(message.buttons for message in messages):
        return Message.said(say("talk", "reduced"))
    buttons = tuple(matter_button(current_words(), name) for name in _OFFERED_WITHOUT_RASA)
    return Message.said(say("talk", "reduced"), buttons=buttons)


def greeting(text: str, *, languages: bool = False) -> Message:
    """`text` with the questions that most people begin with, and with all `languages`."""
    buttons = related_buttons(current_words(), "greet")
    if languages:
        buttons = (*buttons, *language_buttons(current_words()))
    (message,) = spoken([Message.said(text, "talk", "greet", buttons)])
    return message


def opening(text: str) -> Message:
    """`text` with the topics of the season: what a page shows before anything is said."""
    (message,) = spoken([Message.said(text, "talk", "greet", opening_buttons(current_words()))])
    return message


def offered(
    conversation: ConversationRecord, messages: Sequence[Message], *, reduced: bool = False
) -> Reply:
    """The messages for `conversation`: what their buttons do is known to us alone."""
    return Reply(
        tuple(_with_tokens(message, conversation) for message in messages),
        tuple(_vote(message, conversation) for message in messages),
        reduced,
    )


def _with_tokens(message: Message, conversation: ConversationRecord) -> Message:
    buttons = (
        replace(button, payload=conversation.offer(button.payload)) if button.payload else button
        for button in message.buttons
    )
    return replace(message, buttons=tuple(buttons))


def _vote(message: Message, conversation: ConversationRecord) -> str | None:
    if message.answer_id is None or message.kind not in _TELLING:
        return None
    if message.answer_id in PLEASANTRIES:
        return None
    return conversation.ask_feedback(message.answer_id, message.kind)
