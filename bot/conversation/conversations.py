"""Conversations: made by us, signed, bound to one browser or one origin, and short-lived.

A conversation's token alone is worth nothing in another browser: it is bound to a cookie that no
script can read. An embedding page on another origin gets no cookie; there the token is bound to
that origin. Of a resident's words only the last few are held, masked, in memory.
"""

from __future__ import annotations

import asyncio
import hashlib
import secrets
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from itsdangerous import BadSignature, SignatureExpired, URLSafeTimedSerializer

from bot.conversation.consultation import Asked, Computed
from bot.conversation.refusals import refused
from bot.conversation.secret import pseudonym

IDLE_SECONDS = 30 * 60  # as long as Rasa's tracker store keeps a talk
MOST_SECONDS = 12 * 60 * 60
CHOICES_KEPT = 200
ANSWERS_KEPT = 16
TURNS_KEPT = 8
MOST_CONVERSATIONS = 20_000
_ID_BYTES = 24  # 192 bit


@dataclass
class Conversation:
    """What the gateway knows of one talk.

    `state` are the talk's slots, as Rasa handed them out; `choices` the payload behind each opaque
    token that was offered; `answers` the work for each message id, so that none is done twice.
    `holder` is who may use it, as a keyed hash. `trail`, `computed`, `consenting` and `number` are
    for a call: what was asked, what was worked out while it may be handed over, whether はい would
    be the consent to that, and the consultation number that was made.
    """

    id: str
    sender: str
    touched: float
    holder: str = ""
    state: dict[str, Any] = field(default_factory=dict)
    choices: OrderedDict[str, str] = field(default_factory=OrderedDict)
    cards: OrderedDict[str, tuple[str, str]] = field(default_factory=OrderedDict)
    answers: OrderedDict[str, asyncio.Task[Any]] = field(default_factory=OrderedDict)
    order: asyncio.Lock = field(default_factory=asyncio.Lock)
    waiting: int = 0
    warned: bool = False  # that the understanding is reduced was said
    stale: bool = False  # Rasa may hold an older state than ours
    trail: deque[Asked] = field(default_factory=lambda: deque(maxlen=TURNS_KEPT))
    computed: Computed | None = None
    consenting: bool = False
    number: str = ""

    def offer(self, payload: str) -> str:
        """An opaque token for `payload`, good in this conversation alone."""
        return _keep(self.choices, payload)

    def withdraw(self, payload: str) -> None:
        """Makes every token that was offered for `payload` worthless."""
        for token in [token for token, given in self.choices.items() if given == payload]:
            del self.choices[token]

    def ask_feedback(self, answer_id: str, kind: str) -> str:
        """A token with which one may say, once, whether the card helped."""
        return _keep(self.cards, (answer_id, kind))


def _keep(kept: OrderedDict[str, Any], value: Any) -> str:
    token = secrets.token_urlsafe(12)
    kept[token] = value
    while len(kept) > CHOICES_KEPT:
        kept.popitem(last=False)
    return token


class Conversations:
    """All conversations of this process."""

    def __init__(self, key: str, clock: Callable[[], float] = time.monotonic) -> None:
        """`key` signs; `clock` gives seconds, tests bring their own."""
        self._key, self._clock = key, clock
        self._signer = URLSafeTimedSerializer(
            key, salt="conversation", signer_kwargs={"digest_method": hashlib.sha256}
        )
        self._known: OrderedDict[str, Conversation] = OrderedDict()
        self._started = int(time.time())

    def __len__(self) -> int:
        self._drop_idle()
        return len(self._known)

    def begin(self, holder: str) -> tuple[str, Conversation]:
        """A new conversation and its token; `holder` is the browser or origin that may use it."""
        self._drop_idle()
        while len(self._known) >= MOST_CONVERSATIONS:
            self._known.popitem(last=False)
        bound = self._bound(holder)
        conversation = self._remember(secrets.token_urlsafe(_ID_BYTES), bound)
        return self._signer.dumps([conversation.id, bound]), conversation

    def find(self, token: str, holders: tuple[str, ...]) -> Conversation:
        """The conversation of `token`. Raises no_conversation or expired."""
        try:
            loaded, signed = self._signer.loads(token, max_age=MOST_SECONDS, return_timestamp=True)
            name, bound = loaded
        except SignatureExpired:
            raise refused("expired") from None
        except (BadSignature, ValueError, TypeError):
            raise refused("no_conversation") from None
        if bound not in {self._bound(holder) for holder in holders}:
            raise refused("no_conversation")
        self._drop_idle()
        found = self._known.get(name)
        if found is None:
            # Signed by an earlier process of ours: the talk goes on, though from its beginning.
            if signed.timestamp() >= self._started:
                raise refused("expired")
            return self._remember(name, bound)
        found.touched = self._clock()
        self._known.move_to_end(name)
        return found

    def wipe(self, conversation: Conversation) -> None:
        """Forgets it at once."""
        for task in conversation.answers.values():
            task.cancel()
        self._known.pop(conversation.id, None)

    def _remember(self, name: str, bound: str = "") -> Conversation:
        sender = pseudonym(self._key, "sender", name)
        self._known[name] = Conversation(name, sender, self._clock(), bound)
        return self._known[name]

    def _bound(self, holder: str) -> str:
        return pseudonym(self._key, "holder", holder)

    def _drop_idle(self) -> None:
        """Oldest first, as the dictionary keeps the order of the last touch."""
        before = self._clock() - IDLE_SECONDS
        while self._known and next(iter(self._known.values())).touched <= before:
            self._known.popitem(last=False)
