"""What a resident agreed to show to an operator, behind a number that is used once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class AskedTurn:
    """A turn of the talk: the words, masked, and what they were answered with."""

    words: str = field(repr=False)
    answer_id: str | None
    kind: str


@dataclass(frozen=True, slots=True)
class Computed:
    """What the rules were asked of one person: the matter's id, and the facts as a talk keeps them.

    `name`    how the person is called: お母さま; empty for somebody whom nobody has named
    `key`     who it is in the talk: mother, or unnamed
    `called`  the caller's own word for them
    """

    matter: str
    facts: Mapping[str, str] = field(repr=False)
    name: str = field(default="", repr=False)
    key: str = "unnamed"
    called: str = field(default="", repr=False)

    def to_json(self) -> dict[str, Any]:
        """As a record keeps it; Computed(**…) reads it."""
        return {
            "matter": self.matter,
            "facts": dict(self.facts),
            "name": self.name,
            "key": self.key,
            "called": self.called,
        }


@dataclass(frozen=True, slots=True)
class Shown:
    """What an operator sees of a talk, and the code of its language."""

    asked: tuple[AskedTurn, ...]
    computed: tuple[Computed, ...]
    language: str = "ja"

    def to_json(self) -> dict[str, Any]:
        """As JSON writes it; from_json reads it."""
        return {
            "asked": [turn_to_json(turn) for turn in self.asked],
            "computed": [computed.to_json() for computed in self.computed],
            "language": self.language,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Shown:
        """What to_json wrote."""
        asked = tuple(AskedTurn(*turn) for turn in data["asked"])
        computed = tuple(Computed(**computed) for computed in data["computed"] or ())
        return cls(asked, computed, data.get("language", "ja"))


def turn_to_json(turn: AskedTurn) -> list[str | None]:
    """As JSON writes it; AskedTurn(*…) reads it."""
    return [turn.words, turn.answer_id, turn.kind]


class ConsultationStore(Protocol):
    """What is shown, by a name that tells nothing of the number. It is gone after its time."""

    async def add(self, name: str, shown: Shown, seconds: float, reserved: float) -> bool:
        """Keeps it for `seconds`; False if the name is in use, or was within `reserved` seconds
        after its end."""

    async def is_live(self, name: str) -> bool:
        """May it still be used?"""

    async def take(self, name: str) -> tuple[Shown, float] | None:
        """What stands behind the name, wiped here: one asks, one gets it. And its age in
        seconds."""

    async def drop(self, name: str) -> bool:
        """Wipes it; was there anything?"""

    async def count(self) -> int:
        """How many are live."""
