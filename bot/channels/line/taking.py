"""Hands a message to the conversation's service, and waits while the gateway is full: LINE's
residents cannot try again by themselves."""

from __future__ import annotations

import asyncio

from bot.channels.line.channel import LineChannel
from bot.channels.line.residents import Resident
from bot.conversation.gateway import Gateway
from bot.conversation.service import Inbound, Reply
from bot.errors import RequestRefused

_BUSY_TRIES, _BUSY_PAUSE = 20, 0.5


async def take(gateway: Gateway, resident: Resident, inbound: Inbound) -> Reply:
    """The answer. Raises RequestRefused for who writes too much."""
    await gateway.throttle.talk(resident.conversation.sender)
    for tries in range(_BUSY_TRIES):
        try:
            return await gateway.service.take(resident.conversation, inbound, LineChannel.name)
        except RequestRefused as refusal:
            if refusal.code != "busy" or tries + 1 == _BUSY_TRIES:
                raise
            await asyncio.sleep(_BUSY_PAUSE)
    raise AssertionError("unreachable")
