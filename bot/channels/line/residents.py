"""Who talks, without knowing who it is: LINE's user id becomes a keyed hash at once.

No conversation is held here, only its token, so that its facts are gone when the gateway's own
conversations let go of it.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass

from bot.conversation.conversations import MOST_SECONDS, Conversation, Conversations
from bot.conversation.secret import pseudonym
from bot.errors import RequestRefused, StorageError
from bot.storage.ports.residents import ResidentRecord, ResidentStore

_DATES_KEPT = 30
_SAID_SECONDS = 7 * 24 * 60 * 60
CHOICE, DATE = "c:", "d:"  # what a postback's data begins with


@dataclass
class Resident:
    """One talk: the gateway's conversation, and what LINE adds to it, under a pseudonym."""

    name: str
    conversation: Conversation
    notes: ResidentRecord

    @property
    def asked(self) -> str | None:
        """The fact that the talk is waiting for."""
        return self.conversation.asked

    @property
    def language(self) -> str:
        """The language of the talk, else what LINE says of the person; empty for the account's."""
        return self.conversation.language or self.notes.language

    def offer_date(self, fact: str) -> str:
        """Postback data that brings a picked date for `fact`, good in this talk alone."""
        token = secrets.token_urlsafe(12)
        self.notes.dates[token] = fact
        while len(self.notes.dates) > _DATES_KEPT:
            self.notes.dates.popitem(last=False)
        return f"{DATE}{token}"

    def fact_of(self, data: str) -> str | None:
        """The fact that a picked date is for; None if this talk did not ask for it."""
        return self.notes.dates.get(data.removeprefix(DATE))


class Residents:
    """All residents of LINE with whom a talk is open. One event of a resident at a time."""

    def __init__(self, conversations: Conversations, store: ResidentStore, key: str) -> None:
        self._conversations, self._store, self._key = conversations, store, key

    async def begin(self, talk: str, language: str = "") -> Resident:
        """A new talk with this person of LINE, who perhaps reads `language`."""
        name = self.pseudonym(talk)
        token, conversation = await self._conversations.begin(f"line:{name}")
        resident = Resident(name, conversation, ResidentRecord(token, language=language))
        await self.keep(resident)
        return resident

    async def existing(self, talk: str) -> Resident | None:
        """The talk, if there is one."""
        name = self.pseudonym(talk)
        if (notes := await self._store.get(name)) is None:
            return None
        try:
            conversation = await self._conversations.find(notes.token, (f"line:{name}",))
        except RequestRefused:  # too old, or idle for too long
            await self._store.delete(name)
            return None
        return Resident(name, conversation, notes)

    async def keep(self, resident: Resident) -> None:
        """Keeps what was noted of a talk."""
        await self._store.put(resident.name, resident.notes, MOST_SECONDS)

    async def passing(self) -> Resident:
        """A talk for one turn alone, which the caller wipes."""
        name = secrets.token_hex(16)
        token, conversation = await self._conversations.begin(f"line:{name}")
        return Resident(name, conversation, ResidentRecord(token))

    async def said_in_group(self, messages: Collection[str]) -> None:
        """Notes LINE's names of messages of ours: who quotes one speaks to us, at any gateway."""
        with suppress(StorageError):  # a call by our name is understood all the same
            await self._store.note_said(messages, _SAID_SECONDS)

    async def is_ours(self, message: str) -> bool:
        """Did we say this message in a group, not long ago?"""
        return bool(message) and await self._store.was_said(message)

    async def wipe(self, talk: str) -> Conversation | None:
        """Forgets the talk at once; returns it, as Rasa has to forget it too."""
        found = await self.existing(talk)
        await self._store.delete(self.pseudonym(talk))
        if found is None:
            return None
        await self._conversations.wipe(found.conversation)
        return found.conversation

    def pseudonym(self, talk: str) -> str:
        """The name of a talk with somebody of LINE, by which nobody can tell who it is."""
        return pseudonym(self._key, "line", talk)
