"""Conversations: made by us, signed, bound to one browser or one origin, and short-lived.

A conversation's token alone is worth nothing in another browser: it is bound to a cookie that no
script can read. An embedding page on another origin gets no cookie; there the token is bound to
that origin. Of a resident's words only the last few are held, masked, and not for long.
"""

from __future__ import annotations

import asyncio
import hashlib
import secrets
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from weakref import WeakValueDictionary

from itsdangerous import BadSignature, URLSafeTimedSerializer

from bot.conversation.refusals import refused
from bot.conversation.secret import pseudonym
from bot.dialogue.talk import language_of, open_question
from bot.errors import RequestRefused
from bot.storage.ports.conversations import ConversationRecord, ConversationStore

IDLE_SECONDS = 30 * 60  # as long as Rasa's tracker store keeps a talk
MOST_SECONDS = 12 * 60 * 60
_ID_BYTES = 24  # 192 bit


def uptime() -> float:
    """Seconds since this machine was started, asleep or not: no clock that is set changes it."""
    return time.clock_gettime(time.CLOCK_BOOTTIME)


def _boot() -> str:
    """The name of this run of this machine."""
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except OSError:
        return secrets.token_hex(16)


BOOT = _boot()[:8]


def _age(boot: str, began: float, signed: float) -> float:
    """Seconds: by the uptime where that is the same, else by the clock, which may have been set."""
    return uptime() - began if boot == BOOT else max(0.0, time.time() - signed)


@dataclass(eq=False)
class Conversation:
    """One talk at work in this process: its record, and what cannot be stored.

    `record` is as it was last seen here: to change it, take a turn (`Conversations.turn`).
    `working` is the work on each message that is not answered yet, so that none is done twice.
    """

    record: ConversationRecord
    working: dict[str, asyncio.Task[Any]] = field(default_factory=dict)
    waiting: int = 0

    @property
    def asked(self) -> str | None:
        """The fact that the talk waits for."""
        return open_question(self.record.state)

    @property
    def language(self) -> str:
        """The language of the talk; empty where it is the channel's."""
        return language_of(self.record.state)

    @property
    def id(self) -> str:
        """Its name, which nobody can guess."""
        return self.record.id

    @property
    def sender(self) -> str:
        """Its name for Rasa."""
        return self.record.sender

    def knows(self, message: str) -> bool:
        """Is the message with this id answered, or worked on?"""
        return message in self.working or message in self.record.answers

    def seen(self, record: ConversationRecord) -> None:
        """Takes what was read, unless something newer was seen meanwhile."""
        if record.version >= self.record.version:
            self.record = record


class Conversations:
    """All conversations; what they are lies in `store`, who works on one here in this process."""

    def __init__(self, key: str, store: ConversationStore) -> None:
        """`key` signs."""
        self._key, self._store = key, store
        self._signer = URLSafeTimedSerializer(
            key, salt="conversation", signer_kwargs={"digest_method": hashlib.sha256}
        )
        self._at_work: WeakValueDictionary[str, Conversation] = WeakValueDictionary()

    async def count(self) -> int:
        """How many there are."""
        return await self._store.count()

    async def begin(self, holder: str) -> tuple[str, Conversation]:
        """A new conversation and its token; `holder` is the browser or origin that may use it."""
        bound = self._bound(holder)
        conversation = await self._remember(secrets.token_urlsafe(_ID_BYTES), bound)
        return self._signer.dumps([conversation.id, bound, BOOT, int(uptime())]), conversation

    async def find(self, token: str, holders: tuple[str, ...]) -> Conversation:
        """The conversation of `token`. Raises no_conversation or expired."""
        try:
            loaded, signed = self._signer.loads(token, return_timestamp=True)
            name, bound, boot, began = loaded
            age = _age(boot, float(began), signed.timestamp())
        except (BadSignature, ValueError, TypeError):
            raise refused("no_conversation") from None
        if bound not in {self._bound(holder) for holder in holders}:
            raise refused("no_conversation")
        if age > MOST_SECONDS:
            raise refused("expired")
        found = await self._store.get(name, IDLE_SECONDS)
        if found is not None:
            return self._here(found)
        # Signed before all that is kept now was: the talk goes on, though from its beginning.
        if signed.timestamp() >= await self._store.since():
            raise refused("expired")
        return await self._remember(name, bound)

    @asynccontextmanager
    async def turn(self, conversation: Conversation) -> AsyncIterator[ConversationRecord]:
        """The record, for nobody else meanwhile; if the block ends well, what was changed is kept.

        Raises expired where the conversation is gone, before or after.
        """
        async with self._store.alone(conversation.id):
            record = await self._store.get(conversation.id, IDLE_SECONDS)
            if record is None:
                raise refused("expired")
            yield record
            if not await self._store.put(record, IDLE_SECONDS):
                raise await self._not_kept(conversation)
            conversation.seen(record)

    async def vote(self, conversation: Conversation, token: str) -> tuple[str, str] | None:
        """The id and kind of the card that the token is of, once; None for any other token."""
        card = conversation.record.cards.get(token)
        if card is None or not await self._store.spend(conversation.id, token):
            return None
        return card

    async def take_back(self, conversation: Conversation, token: str) -> None:
        """The vote could not be kept: the token is good once more."""
        await self._store.give_back(conversation.id, token)

    async def wipe(self, conversation: Conversation) -> None:
        """Forgets it at once."""
        for task in list(conversation.working.values()):
            task.cancel()
        await self._store.delete(conversation.id)

    async def _not_kept(self, conversation: Conversation) -> RequestRefused:
        """It is gone, or another process has thought us dead and gone on: then the same message
        may be sent again."""
        gone = await self._store.get(conversation.id, IDLE_SECONDS) is None
        return refused("expired") if gone else refused("unavailable", retry_after=2)

    async def _remember(self, name: str, bound: str) -> Conversation:
        record = ConversationRecord(name, pseudonym(self._key, "sender", name), bound)
        await self._store.add(record, IDLE_SECONDS)
        return self._here(record)

    def _here(self, record: ConversationRecord) -> Conversation:
        """Who works on the same conversation in this process works on the same object."""
        conversation = self._at_work.get(record.id)
        if conversation is None:
            conversation = self._at_work[record.id] = Conversation(record)
        conversation.seen(record)
        return conversation

    def _bound(self, holder: str) -> str:
        return pseudonym(self._key, "holder", holder)
