"""What one event is answered with. Says nothing of how it is sent."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import date

from linebot.v3.messaging.models import Message as LineMessage

from bot.channels.line import dates, menu, receiving
from bot.channels.line.channel import LineChannel
from bot.channels.line.menu_shown import MenuShown
from bot.channels.line.passing import Passing
from bot.channels.line.receiving import Happened
from bot.channels.line.render import texts
from bot.channels.line.residents import Resident, Residents
from bot.channels.line.taking import take
from bot.content import Words, say, speaking
from bot.conversation.gateway import Gateway
from bot.conversation.offering import language_choice, matter_token, open_question_of
from bot.conversation.service import Inbound, greeting, offered, spoken
from bot.errors import RequestRefused
from bot.messages import Message


class Answering:
    """Turns events into messages, with the conversation's service for all that is asked."""

    def __init__(
        self,
        gateway: Gateway,
        residents: Residents,
        menus: MenuShown,
        guess: Callable[[Happened], Awaitable[str]] | None = None,
        *,
        push: bool,
    ) -> None:
        """`guess` says in which of our languages the person of a new talk uses LINE, where that may
        be asked; `push`: may an answer be sent without a reply token?"""
        self._gateway, self._residents, self._guess, self._push = gateway, residents, guess, push
        self._menus = menus
        self._passing = Passing(gateway, residents)

    async def answer(self, event: Happened) -> list[LineMessage]:
        """The messages, none where LINE expects silence."""
        if event.kind in (receiving.UNFOLLOW, receiving.UNSEND):
            await self._forget(event)
            return []
        if event.kind == receiving.OTHER or not event.reply_token:
            return []
        with speaking(self._words()):
            try:
                return await self._spoken(event)
            except RequestRefused as refusal:  # too much at once, or wiped meanwhile
                return texts(str(refusal))

    async def is_asked(self, event: Happened) -> bool:
        """Is a question of ours open in the talk, to which the event may be the answer?"""
        resident = await self._residents.existing(event.talk)
        return resident is not None and open_question_of(resident.conversation.record) is not None

    async def _spoken(self, event: Happened) -> list[LineMessage]:
        if event.place:
            return await self._passing.in_group(event)
        if not event.user:
            return await self._passing.nameless(event)
        if event.kind in (receiving.UNKNOWN, *receiving.CONTENTS):
            return await self._unreadable(event)
        press = menu.pressed(event.data)
        resident = await self._resident(event, press.language if press is not None else "")
        with speaking(self._words(resident.language)):
            match event.kind:
                case receiving.FOLLOW:
                    shown = await self._greet(event, resident)
                case receiving.TEXT:
                    shown = await self._typed(event, resident)
                case _:
                    shown = await self._pressed(event, resident, press)
        if self._menus.note(event, resident):
            await self._residents.keep(resident)
        return shown

    async def _resident(self, event: Happened, menu_in: str) -> Resident:
        """The talk; the language of a new one is that of the menu it begins with, or guessed."""
        resident = await self._residents.existing(event.talk)
        if resident is None:
            guess = menu_in or (await self._guess(event) if self._guess is not None else "")
            resident = await self._residents.begin(event.talk, guess)
        resident.notes.menu = menu_in or resident.notes.menu
        return resident

    async def _typed(self, event: Happened, resident: Resident) -> list[LineMessage]:
        resident.notes.heard.extend(one.message for one in (*event.before, event))
        await self._residents.keep(resident)
        tells = dates.tells_birthday(event.text, resident.asked, self._today)
        inbound = self._channel(resident).read(event)
        return await self._answered(resident, inbound, "birthday" if tells else "")

    async def _pressed(
        self, event: Happened, resident: Resident, press: menu.Press | None
    ) -> list[LineMessage]:
        if press is None:
            return await self._answered(resident, self._channel(resident).read(event))
        self._gateway.statistics.pressed(LineChannel.name, press.asks)
        if press.asks == menu.LANGUAGE:
            return await self._languages(resident)
        async with self._gateway.conversations.turn(resident.conversation) as record:
            token = matter_token(record, press.asks)
        return await self._answered(resident, Inbound(event.id, press=token, who=event.talk))

    async def _answered(
        self, resident: Resident, inbound: Inbound | None, note: str = ""
    ) -> list[LineMessage]:
        if inbound is None:
            return self._shown(resident, [Message.said(say("talk", "old_choice"))])
        reply = await take(self._gateway, resident, inbound)
        shown = self._channel(resident).shown(reply.messages, note)
        await self._residents.keep(resident)  # the dates that it was asked for
        return shown

    async def _unreadable(self, event: Happened) -> list[LineMessage]:
        """A sticker, a picture: a sentence, and what we had asked, with its choices."""
        resident = await self._residents.existing(event.talk)
        if resident is None:
            return texts(say("line", event.kind))
        with speaking(self._words(resident.language)):
            asked = open_question_of(resident.conversation.record)
            if asked is None:
                return texts(say("line", event.kind))
            said = replace(Message.said(say("line", event.kind)), language=asked.language)
            shown = self._channel(resident).shown([said, asked])
        await self._residents.keep(resident)
        return shown

    async def _languages(self, resident: Resident) -> list[LineMessage]:
        message = language_choice(say("line", "language"))
        async with self._gateway.conversations.turn(resident.conversation) as record:
            reply = offered(record, [message])
        return self._channel(resident).shown(reply.messages)

    async def _greet(self, event: Happened, resident: Resident) -> list[LineMessage]:
        hello = say("line", "back" if event.back else "follow")
        text = f"{hello}\n{say('line', 'follow_more')}"
        async with self._gateway.conversations.turn(resident.conversation) as record:
            reply = offered(record, [greeting(text, languages=True)])
        return self._channel(resident).shown(reply.messages)

    async def _forget(self, event: Happened) -> None:
        """Everything of who leaves; what is known of a talk whose message was taken back."""
        if event.kind == receiving.UNSEND and event.message:
            resident = await self._residents.existing(event.talk)
            if resident is None or event.message not in resident.notes.heard:
                return
        conversation = await self._residents.wipe(event.talk)
        if conversation is not None:
            await self._gateway.service.wipe(conversation)

    def _shown(self, resident: Resident, messages: Sequence[Message]) -> list[LineMessage]:
        return self._channel(resident).shown(spoken(messages))

    def _channel(self, resident: Resident) -> LineChannel:
        return LineChannel(resident, self._gateway.now, push=self._push)

    def _words(self, language: str = "") -> Words:
        return self._gateway.content.words(self._today, language)

    @property
    def _today(self) -> date:
        return self._gateway.now().date()
