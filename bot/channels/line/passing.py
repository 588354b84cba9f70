"""General answers where no talk can be: in a group, and for somebody whom LINE does not name.

Each question has a talk of its own that is wiped with its answer.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from linebot.v3.messaging.models import Message as LineMessage

from bot.channels.line import dates, receiving
from bot.channels.line.channel import LineChannel
from bot.channels.line.receiving import Happened
from bot.channels.line.render import texts
from bot.channels.line.residents import Residents
from bot.channels.line.taking import take
from bot.content import say
from bot.conversation.gateway import Gateway
from bot.conversation.handoff import is_about_number
from bot.conversation.service import Inbound
from bot.messages import Message

_GROUP, _NAMELESS = "group", "nameless"  # phrases that say where personal things are asked


class Passing:
    """Answers without remembering."""

    def __init__(self, gateway: Gateway, residents: Residents) -> None:
        self._gateway, self._residents = gateway, residents

    async def in_group(self, event: Happened) -> list[LineMessage]:
        """For who calls us or quotes us; nothing personal is asked, taken or kept.

        Who is not spoken to is silent, unless a birthday is told that all of the group can read.
        """
        if event.kind == receiving.JOIN:
            return texts(say("line", "joined"))
        if event.kind != receiving.TEXT:
            return []
        called = event.called or await self._residents.is_ours(event.quoted)
        if dates.tells_birthday(event.text, None, self._today, plainly=not called):
            return texts(say("line", _GROUP))
        return await self._answered(event, _GROUP) if called else []

    async def nameless(self, event: Happened) -> list[LineMessage]:
        """For somebody with a reply token and without a name."""
        match event.kind:
            case receiving.TEXT:
                return await self._answered(event, _NAMELESS)
            case receiving.FOLLOW:
                return texts(f"{say('line', 'follow')}\n{say('line', _NAMELESS)}")
            case receiving.POSTBACK:
                return texts(say("talk", "old_choice"))
        return texts(say("line", event.kind))

    async def _answered(self, event: Happened, note: str) -> list[LineMessage]:
        if is_about_number(event.text):  # nothing is handed over of who cannot be known again
            return texts(say("line", note))
        passing = await self._residents.passing()
        try:
            reply = await take(self._gateway, passing, Inbound(event.id, text=event.text))
        finally:
            await self._gateway.conversations.wipe(passing.conversation)
            await self._gateway.service.wipe(passing.conversation)
        told = [replace(m, buttons=()) for m in reply.messages if _is_general(m)]
        personal = len(told) < len(reply.messages)
        channel = LineChannel(passing, self._gateway.now, push=False)
        return channel.shown(told, note if personal or not told else "")

    @property
    def _today(self) -> date:
        return self._gateway.now().date()


def _is_general(message: Message) -> bool:
    return message.kind not in ("question", "result")
