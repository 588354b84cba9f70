"""Who talks, without knowing who it is: LINE's user id becomes a keyed hash at once.

No conversation is held here, only its token, so that its facts are gone when the gateway's own
conversations let go of it.
"""

from __future__ import annotations

import secrets
from collections import OrderedDict, deque
from dataclasses import dataclass, field

from bot.conversation.conversations import MOST_CONVERSATIONS, Conversation, Conversations
from bot.conversation.secret import pseudonym
from bot.errors import GatewayError

_MESSAGES_KEPT = 100
_DATES_KEPT = 30
CHOICE, DATE = "c:", "d:"  # what a postback's data begins with


@dataclass
class Notes:
    """What belongs to one talk: the messages that it heard, the facts that dates were asked for."""

    token: str
    heard: deque[str] = field(default_factory=lambda: deque(maxlen=_MESSAGES_KEPT))
    dates: OrderedDict[str, str] = field(default_factory=OrderedDict)


@dataclass
class Resident:
    """One talk: the gateway's conversation, and what LINE adds to it."""

    conversation: Conversation
    notes: Notes

    @property
    def asked(self) -> str | None:
        """The fact that the talk is waiting for."""
        asked: str | None = self.conversation.state.get("asked")
        return asked

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
    """All residents of LINE with whom a talk is open."""

    def __init__(self, conversations: Conversations, key: str) -> None:
        self._conversations, self._key = conversations, key
        self._known: OrderedDict[str, Notes] = OrderedDict()

    def find(self, talk: str) -> Resident:
        """The talk with this person or group of LINE, a new one if there is none."""
        return self._open(talk) or self._begin(talk)

    def existing(self, talk: str) -> Resident | None:
        """The talk, if there is one."""
        return self._open(talk)

    def passing(self) -> Resident:
        """A talk for one turn alone, which the caller wipes."""
        token, conversation = self._conversations.begin(f"line:{secrets.token_hex(16)}")
        return Resident(conversation, Notes(token))

    def wipe(self, talk: str) -> Conversation | None:
        """Forgets the talk at once; returns it, as Rasa has to forget it too."""
        found = self._open(talk)
        self._known.pop(self._name(talk), None)
        if found is None:
            return None
        self._conversations.wipe(found.conversation)
        return found.conversation

    def _open(self, talk: str) -> Resident | None:
        name = self._name(talk)
        if (notes := self._known.get(name)) is None:
            return None
        try:
            conversation = self._conversations.find(notes.token, (f"line:{name}",))
        except GatewayError:  # too old, or idle for too long
            del self._known[name]
            return None
        self._known.move_to_end(name)
        return Resident(conversation, notes)

    def _begin(self, talk: str) -> Resident:
        name = self._name(talk)
        token, conversation = self._conversations.begin(f"line:{name}")
        self._known[name] = Notes(token)
        while len(self._known) > MOST_CONVERSATIONS:
            self._known.popitem(last=False)
        return Resident(conversation, self._known[name])

    def _name(self, talk: str) -> str:
        return pseudonym(self._key, "line", talk)
