"""Who of a platform's users talks with us, by a keyed hash, and what the channel keeps of it."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

MESSAGES_KEPT = 100


@dataclass
class ResidentRecord:
    """The token of the talk, the messages that it heard, the facts that dates were asked for.

    `language` is what the platform says of the person, a guess; empty for the city's first one.
    `menu` is the language of the menu that the person sees, as far as we know; empty likewise.
    """

    token: str
    heard: deque[str] = field(default_factory=lambda: deque(maxlen=MESSAGES_KEPT))
    dates: OrderedDict[str, str] = field(default_factory=OrderedDict)
    language: str = ""
    menu: str = ""

    def copy(self) -> ResidentRecord:
        """Another one with the same values."""
        return replace(self, heard=self.heard.copy(), dates=self.dates.copy())

    def to_json(self) -> dict[str, Any]:
        """As JSON writes it; from_json reads it."""
        return {
            "token": self.token,
            "heard": list(self.heard),
            "dates": list(self.dates.items()),
            "language": self.language,
            "menu": self.menu,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ResidentRecord:
        """What to_json wrote."""
        dates = OrderedDict((token, fact) for token, fact in data["dates"])
        heard = deque(data["heard"], MESSAGES_KEPT)
        return cls(data["token"], heard, dates, data.get("language", ""), data.get("menu", ""))


class ResidentStore(Protocol):
    """Residents by a name that nobody can trace. Each is gone `seconds` after it was kept."""

    async def get(self, name: str) -> ResidentRecord | None:
        """A copy of what is kept; None where there is nothing (any more)."""

    async def put(self, name: str, record: ResidentRecord, seconds: float) -> None:
        """Keeps it in place of what was there."""

    async def delete(self, name: str) -> None:
        """Forgets it at once."""

    async def note_said(self, messages: Collection[str], seconds: float) -> None:
        """Keeps the platform's names of messages of ours, for so long."""

    async def was_said(self, message: str) -> bool:
        """Is it the name of a message of ours?"""
