"""What one event is answered with. Says nothing of how it is sent."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from linebot.v3.messaging.models import Message as LineMessage

from bot.channels.line import dates, receiving
from bot.channels.line.channel import LineChannel
from bot.channels.line.receiving import Happened
from bot.channels.line.render import texts
from bot.channels.line.residents import Resident, Residents
from bot.content import say, speaking
from bot.conversation.gateway import Gateway
from bot.conversation.handoff import is_about_number
from bot.conversation.service import Inbound, greeting, offered, spoken
from bot.errors import RequestRefused
from bot.messages import Message

_BUSY_TRIES, _BUSY_PAUSE = 20, 0.5


class Answering:
    """Turns events into messages, with the conversation's service for all that is asked."""

    def __init__(self, gateway: Gateway, residents: Residents, *, push: bool) -> None:
        """`push`: may an answer be sent without a reply token?"""
        self._gateway, self._residents, self._push = gateway, residents, push

    async def answer(self, event: Happened) -> list[LineMessage]:
        """The messages, none where LINE expects silence."""
        if event.kind in (receiving.UNFOLLOW, receiving.UNSEND):
            await self._forget(event)
            return []
        if not event.talk or not event.reply_token:
            return []
        try:
            with speaking(self._gateway.content.words(self._today)):
                return await self._answer(event)
        except RequestRefused as refusal:  # too much at once, or wiped meanwhile
            return texts(str(refusal))

    async def _answer(self, event: Happened) -> list[LineMessage]:
        match event.kind:
            case receiving.JOIN:
                return texts(say("line", "joined"))
            case receiving.TEXT if event.place:
                return await self._in_group(event)
            case _ if event.place:
                return []
            case receiving.FOLLOW:
                return await self._greet(event)
            case receiving.TEXT:
                return await self._typed(event)
            case receiving.POSTBACK:
                return await self._pressed(event)
            case kind:
                return texts(say("line", kind))

    async def _typed(self, event: Happened) -> list[LineMessage]:
        resident = await self._residents.find(event.talk)
        resident.notes.heard.append(event.message)
        await self._residents.keep(resident)
        tells = dates.tells_birthday(event.text, resident.asked, self._today)
        with speaking(self._gateway.content.words(self._today, resident.language)):
            note = say("line", "birthday") if tells else ""
        return await self._answered(event, resident, note)

    async def _pressed(self, event: Happened) -> list[LineMessage]:
        return await self._answered(event, await self._residents.find(event.talk))

    async def _answered(
        self, event: Happened, resident: Resident, note: str = ""
    ) -> list[LineMessage]:
        channel = self._channel(resident)
        inbound = channel.read(event)
        if inbound is None:
            return channel.shown(spoken([Message.said(say("talk", "old_choice"))]), note)
        shown = channel.shown(await self._take(resident, inbound), note)
        await self._residents.keep(resident)  # the dates that it was asked for
        return shown

    async def _in_group(self, event: Happened) -> list[LineMessage]:
        """General answers for who calls us; nothing personal is asked, taken or kept."""
        if dates.tells_birthday(event.text, None, self._today):
            return texts(say("line", "group"))
        if not event.called:
            return []
        if is_about_number(event.text):  # nothing of a group is handed over
            return texts(say("line", "group"))
        passing = await self._residents.passing()
        try:
            messages = await self._take(passing, Inbound(event.id, text=event.text))
        finally:
            await self._wipe(passing)
        personal = any(not _is_general(message) for message in messages)
        told = [replace(message, buttons=()) for message in messages if _is_general(message)]
        return self._channel(passing).shown(told, say("line", "group") if personal else "")

    async def _greet(self, event: Happened) -> list[LineMessage]:
        resident = await self._residents.find(event.talk)
        text = f"{say('line', 'follow')}\n{say('line', 'follow_more')}"
        async with self._gateway.conversations.turn(resident.conversation) as record:
            reply = offered(record, [greeting(text, languages=True)])
        return self._channel(resident).render(event.talk, reply)

    async def _forget(self, event: Happened) -> None:
        """Everything of who leaves; what is known of a talk whose message was taken back."""
        if event.kind == receiving.UNSEND:
            resident = await self._residents.existing(event.talk)
            if resident is None or event.message not in resident.notes.heard:
                return
        conversation = await self._residents.wipe(event.talk)
        if conversation is not None:
            await self._gateway.service.wipe(conversation)

    async def _wipe(self, passing: Resident) -> None:
        await self._gateway.conversations.wipe(passing.conversation)
        await self._gateway.service.wipe(passing.conversation)

    async def _take(self, resident: Resident, inbound: Inbound) -> Sequence[Message]:
        """The answer. While the gateway is full it waits: LINE's residents cannot."""
        await self._gateway.throttle.talk(resident.conversation.sender)
        for tries in range(_BUSY_TRIES):
            try:
                reply = await self._gateway.service.take(
                    resident.conversation, inbound, LineChannel.name
                )
            except RequestRefused as refusal:
                if refusal.code != "busy" or tries + 1 == _BUSY_TRIES:
                    raise
                await asyncio.sleep(_BUSY_PAUSE)
            else:
                return reply.messages
        raise AssertionError("unreachable")

    def _channel(self, resident: Resident) -> LineChannel:
        return LineChannel(resident, self._gateway.now, push=self._push)

    @property
    def _today(self) -> date:
        return self._gateway.now().date()


def _is_general(message: Message) -> bool:
    return message.kind not in ("question", "result")
