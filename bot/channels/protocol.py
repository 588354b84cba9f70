"""What a channel is: it reads what came in, renders what goes out, and says what it can do.

Who sends and receives is each channel's own business: a web page asks and waits, a platform
delivers to a webhook and is answered by a call. In between stands the one service, which takes an
`Inbound` and gives a `Reply`; see bot/conversation/service.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, TypeVar

from bot.conversation.service import Inbound, Reply

Raw = TypeVar("Raw", contravariant=True)
Rendered = TypeVar("Rendered", covariant=True)


@dataclass(frozen=True, slots=True)
class Abilities:
    """What a channel can do beside answering what it was asked."""

    loading: bool = False  # show that an answer is being made
    push: bool = False  # send when nobody has just asked
    delete: bool = False  # let a person wipe the conversation


class Channel(Protocol[Raw, Rendered]):
    """One channel. `name` is what is counted and kept of it: web, line."""

    @property
    def name(self) -> str:
        """A short lower-case word, the same for ever: statistics are kept by it."""

    @property
    def abilities(self) -> Abilities:
        """What it can do."""

    def read(self, raw: Raw) -> Inbound | None:
        """What a person typed or pressed; None for what means nothing (any more)."""

    def render(self, who: str, reply: Reply) -> Rendered:
        """The reply as this channel shows it to `who`, the `Inbound.who` that it answers."""
