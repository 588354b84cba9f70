"""A third channel, as somebody would add one: plain text over a loopback socket, like SMS.

A datagram holds the sender's number and a text. Choices are numbered lines; who sends a number
presses that choice. It needs nothing of the other channels, and no change in the service.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any, NamedTuple

from bot.channels.protocol import Abilities
from bot.conversation.gateway import Gateway
from bot.conversation.service import Inbound, Reply
from bot.errors import RequestRefused

Address = tuple[str, int]


class Sms(NamedTuple):
    """One short message: a name of its own, whose it is, and what it says."""

    id: str
    number: str
    text: str


class SmsChannel:
    """Reads a number as the choice of that number in the last reply, all else as words."""

    name = "sms"
    abilities = Abilities(push=True)

    def __init__(self) -> None:
        self._offered: dict[str, list[str]] = {}

    def read(self, raw: Sms) -> Inbound:
        """What the sender of `raw` typed or chose."""
        offered, said = self._offered.get(raw.number, []), raw.text.strip()
        if said.isdecimal() and 1 <= int(said) <= len(offered):
            return Inbound(raw.id, press=offered[int(said) - 1], who=raw.number)
        return Inbound(raw.id, text=raw.text, who=raw.number)

    def render(self, who: str, reply: Reply) -> str:
        """All messages as one text, the choices numbered below it."""
        buttons = [b for message in reply.messages for b in message.buttons if b.payload]
        self._offered[who] = [button.payload for button in buttons]
        lines = [message.parts.text for message in reply.messages]
        lines += [f"{n} {button.title}" for n, button in enumerate(buttons, 1)]
        return "\n".join(lines)


@dataclass
class SmsServer(asyncio.DatagramProtocol):
    """Answers every datagram, one conversation a number, as long as the gateway remembers it."""

    gateway: Gateway
    channel: SmsChannel

    def __post_init__(self) -> None:
        self._tokens: dict[str, str] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def connection_made(self, transport: Any) -> None:
        """The socket is open."""
        self._transport = transport

    def datagram_received(self, data: bytes, sender: Address) -> None:
        """A message came in; the answer is work of its own."""
        raw = Sms(*data.decode().split("\t", 2))
        task = asyncio.create_task(self._answer(raw, sender))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _answer(self, raw: Sms, sender: Address) -> None:
        holder, talks = f"sms:{raw.number}", self.gateway.conversations
        try:
            conversation = await talks.find(self._tokens.get(raw.number, ""), (holder,))
        except RequestRefused:
            self._tokens[raw.number], conversation = await talks.begin(holder)
        inbound = self.channel.read(raw)
        reply = await self.gateway.service.take(conversation, inbound, self.channel.name)
        text = self.channel.render(inbound.who, reply)
        self._transport.sendto(text.encode(), sender)
