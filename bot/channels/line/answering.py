"""What one event is answered with. Says nothing of how it is sent."""

from __future__ import annotations

import asyncio
from datetime import date

from linebot.v3.messaging.models import Message

from bot.channels.line import dates, receiving
from bot.channels.line.receiving import Happened
from bot.channels.line.render import render, texts
from bot.channels.line.residents import CHOICE, DATE, Resident, Residents
from bot.content import find_answer, say, speaking
from bot.conversation.cards import Card, card_of, own_message
from bot.conversation.gateway import Gateway
from bot.conversation.handoff import is_about_number
from bot.conversation.service import Incoming
from bot.dialogue.facts import DATED
from bot.dialogue.turn import matter_button
from bot.errors import GatewayError

DOOR = "line"
_BUSY_TRIES, _BUSY_PAUSE = 20, 0.5


class Answering:
    """Turns events into messages, with the gateway's talker for all that is asked."""

    def __init__(self, gateway: Gateway, residents: Residents) -> None:
        self._gateway, self._residents = gateway, residents

    async def answer(self, event: Happened) -> list[Message]:
        """The messages, none where LINE expects silence."""
        if event.kind in (receiving.UNFOLLOW, receiving.UNSEND):
            await self._forget(event)
            return []
        if not event.talk or not event.reply_token:
            return []
        try:
            with speaking(self._gateway.content.words(self._today)):
                return await self._answer(event)
        except GatewayError as refusal:  # too much at once, or wiped meanwhile
            return texts(str(refusal))

    async def _answer(self, event: Happened) -> list[Message]:
        match event.kind:
            case receiving.JOIN:
                return texts(say("line", "joined"))
            case receiving.TEXT if event.place:
                return await self._in_group(event)
            case _ if event.place:
                return []
            case receiving.FOLLOW:
                return self._greet(event)
            case receiving.TEXT:
                return await self._typed(event)
            case receiving.POSTBACK:
                return await self._pressed(event)
            case kind:
                return texts(say("line", kind))

    async def _typed(self, event: Happened) -> list[Message]:
        resident = self._residents.find(event.talk)
        resident.notes.heard.append(event.message)
        asked = resident.conversation.state.get("asked")
        tells = dates.tells_birthday(event.text, asked, self._today)
        cards = await self._take(resident, Incoming(event.id, text=event.text))
        return self._render(cards, resident, say("line", "birthday") if tells else "")

    async def _pressed(self, event: Happened) -> list[Message]:
        resident = self._residents.find(event.talk)
        incoming = self._meant(event, resident)
        if incoming is None:
            return texts(say("talk", "old_choice"))
        return self._render(await self._take(resident, incoming), resident)

    def _meant(self, event: Happened, resident: Resident) -> Incoming | None:
        """A choice of this talk, or a date for the question that is open; else None."""
        if event.data.startswith(CHOICE):
            return Incoming(event.id, press=event.data.removeprefix(CHOICE))
        if not event.data.startswith(DATE):
            return None
        fact = resident.fact_of(event.data)
        asked = resident.conversation.state.get("asked")
        if fact is None or (asked in DATED and asked != fact):
            return None
        words = dates.words_of(fact, event.picked)
        return Incoming(event.id, text=words) if words else None

    async def _in_group(self, event: Happened) -> list[Message]:
        """General answers for who calls us; nothing personal is asked, taken or kept."""
        if dates.tells_birthday(event.text, None, self._today):
            return texts(say("line", "group"))
        if not event.called:
            return []
        if is_about_number(event.text):  # nothing of a group is handed over
            return texts(say("line", "group"))
        passing = self._residents.passing()
        try:
            cards = await self._take(passing, Incoming(event.id, text=event.text))
        finally:
            await self._wipe(passing)
        personal = any(card.kind in ("question", "result") for card in cards)
        told = [c.model_copy(update={"choices": []}) for c in cards if _is_general(c)]
        return self._render(told, passing, say("line", "group") if personal else "")

    def _greet(self, event: Happened) -> list[Message]:
        resident = self._residents.find(event.talk)
        offered = tuple(map(matter_button, find_answer("greet").related))
        text = f"{say('line', 'follow')}\n{say('line', 'follow_more')}"
        card = card_of(own_message(text, buttons=offered), resident.conversation)
        return self._render([card], resident)

    async def _forget(self, event: Happened) -> None:
        """Everything of who leaves; what is known of a talk whose message was taken back."""
        if event.kind == receiving.UNSEND:
            resident = self._residents.existing(event.talk)
            if resident is None or event.message not in resident.notes.heard:
                return
        conversation = self._residents.wipe(event.talk)
        if conversation is not None:
            await self._gateway.talker.wipe(conversation)

    async def _wipe(self, passing: Resident) -> None:
        self._gateway.conversations.wipe(passing.conversation)
        await self._gateway.talker.wipe(passing.conversation)

    async def _take(self, resident: Resident, incoming: Incoming) -> list[Card]:
        """The talker's cards. While the gateway is full it waits: LINE's residents cannot."""
        await self._gateway.limits.talk(resident.conversation.sender)
        for tries in range(_BUSY_TRIES):
            try:
                reply = await self._gateway.talker.take(resident.conversation, incoming, DOOR)
            except GatewayError as refusal:
                if refusal.code != "busy" or tries + 1 == _BUSY_TRIES:
                    raise
                await asyncio.sleep(_BUSY_PAUSE)
            else:
                return reply.cards
        raise AssertionError("unreachable")

    def _render(self, cards: list[Card], resident: Resident, note: str = "") -> list[Message]:
        return render(cards, self._today, resident.offer_date, note)

    @property
    def _today(self) -> date:
        return self._gateway.now().date()


def _is_general(card: Card) -> bool:
    return card.kind not in ("question", "result")
