"""Conversations as records: plain data, so that any process may serve the next turn."""

from __future__ import annotations

import json
import secrets
import zlib
from base64 import b64decode, b64encode
from collections import OrderedDict, deque
from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from bot.storage.ports.consultations import AskedTurn, Computed, turn_to_json

CHOICES_KEPT = 200
ANSWERS_KEPT = 16
TURNS_KEPT = 8


@dataclass
class ConversationRecord:
    """What is known of one talk.

    `sender` is its name for Rasa, `holder` who may use it, as a keyed hash. `state` are the talk's
    slots, as Rasa handed them out; `choices` the payload behind each opaque token that was offered;
    `cards` the answer's id and kind behind each token of a vote; `answers` the replies by the
    client's id of the message, so that none is worked on twice, packed: a talk holds little else.
    `trail`, `computed`, `consenting`
    and `number` are for a call: what was asked, what was worked out while it may be handed over,
    whether はい would be the consent to that, and the consultation number that was made.
    `course` is how the talk goes, for the figures: ids and no word.
    `version` grows with each time that it is kept. Values are replaced, never changed in place.
    """

    id: str
    sender: str
    holder: str = ""
    state: dict[str, Any] = field(default_factory=dict)
    choices: OrderedDict[str, str] = field(default_factory=OrderedDict)
    cards: OrderedDict[str, tuple[str, str]] = field(default_factory=OrderedDict)
    answers: OrderedDict[str, bytes] = field(default_factory=OrderedDict, repr=False)
    warned: bool = False  # that the understanding is reduced was said
    trail: deque[AskedTurn] = field(default_factory=lambda: deque(maxlen=TURNS_KEPT))
    computed: tuple[Computed, ...] = ()
    consenting: bool = False
    number: str = ""
    course: Mapping[str, Any] = field(default_factory=dict)
    version: int = 0

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

    def answered(self, message: str, reply: Any) -> None:
        """Keeps the reply to the message with this id, as JSON writes it."""
        self.answers[message] = zlib.compress(json.dumps(reply).encode(), level=1)
        while len(self.answers) > ANSWERS_KEPT:
            self.answers.popitem(last=False)

    def reply_to(self, message: str) -> Any:
        """What was kept for the message with this id; None where it is not answered."""
        packed = self.answers.get(message)
        return None if packed is None else json.loads(zlib.decompress(packed))

    def copy(self) -> ConversationRecord:
        """Another one with the same values."""
        return replace(
            self,
            state=dict(self.state),
            choices=self.choices.copy(),
            cards=self.cards.copy(),
            answers=self.answers.copy(),
            trail=self.trail.copy(),
        )

    def to_json(self) -> dict[str, Any]:
        """As JSON writes it; from_json reads it."""
        return {
            "id": self.id,
            "sender": self.sender,
            "holder": self.holder,
            "state": self.state,
            "choices": list(self.choices.items()),
            "cards": [[token, *card] for token, card in self.cards.items()],
            "answers": [[name, b64encode(kept).decode()] for name, kept in self.answers.items()],
            "warned": self.warned,
            "trail": [turn_to_json(turn) for turn in self.trail],
            "computed": [computed.to_json() for computed in self.computed],
            "consenting": self.consenting,
            "number": self.number,
            "course": dict(self.course),
            "version": self.version,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ConversationRecord:
        """What to_json wrote."""
        read = {
            "choices": OrderedDict(map(tuple, data["choices"])),
            "cards": OrderedDict((token, (name, kind)) for token, name, kind in data["cards"]),
            "answers": OrderedDict((name, b64decode(kept)) for name, kept in data["answers"]),
            "trail": deque((AskedTurn(*turn) for turn in data["trail"]), TURNS_KEPT),
            "computed": tuple(Computed(**computed) for computed in data["computed"] or ()),
        }
        return cls(**{**data, **read})


def _keep(kept: OrderedDict[str, Any], value: Any) -> str:
    token = secrets.token_urlsafe(12)
    kept[token] = value
    while len(kept) > CHOICES_KEPT:
        kept.popitem(last=False)
    return token


class ConversationStore(Protocol):
    """Records by id. Each is gone `seconds` after it was last read or kept."""

    async def since(self) -> float:
        """Whoever began later, in seconds of Unix time, was kept here."""

    def alone(self, name: str) -> AbstractAsyncContextManager[None]:
        """Nobody else is in such a block for this conversation, in whatever process. Who was
        thought dead and comes back puts nothing any more."""

    async def add(self, record: ConversationRecord, seconds: float) -> None:
        """Keeps a new one, or begins one anew."""

    async def get(self, name: str, seconds: float) -> ConversationRecord | None:
        """A copy of the record; None where there is none (any more)."""

    async def put(self, record: ConversationRecord, seconds: float) -> bool:
        """Keeps what was changed in a copy, which then has the new version.

        False, and nothing is kept, if it was kept by somebody else meanwhile, or is gone.
        """

    async def spend(self, name: str, token: str) -> bool:
        """True the first time for a token of this conversation, then False."""

    async def give_back(self, name: str, token: str) -> None:
        """It was not spent after all."""

    async def delete(self, name: str) -> None:
        """Forgets it at once."""

    async def count(self) -> int:
        """How many there are."""
