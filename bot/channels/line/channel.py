"""LINE as a channel: an event of the webhook is read, a reply becomes one to five messages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from linebot.v3.messaging.models import Message as LineMessage

from bot.channels.line import dates, receiving
from bot.channels.line.receiving import Happened
from bot.channels.line.render import render
from bot.channels.line.residents import CHOICE, DATE, Resident
from bot.channels.protocol import Abilities
from bot.channels.wording import spoken_in
from bot.content import say
from bot.conversation.date_fields import input_of
from bot.conversation.service import Inbound, Reply
from bot.messages import Message


class LineChannel:
    """The channel to one resident. `who` is LINE's own id, which is kept nowhere."""

    name = "line"

    def __init__(self, resident: Resident, now: Callable[[], datetime], *, push: bool) -> None:
        """`push`: may the account send without being asked, which costs money?"""
        self._resident, self._now = resident, now
        self.abilities = Abilities(loading=True, push=push, delete=True)

    def read(self, raw: Happened) -> Inbound | None:
        """Typed words, a choice of this talk, or a date for the question that is open."""
        if raw.kind == receiving.TEXT:
            return Inbound(raw.id, text=raw.text, who=raw.talk)
        if raw.data.startswith(CHOICE):
            return Inbound(raw.id, press=raw.data.removeprefix(CHOICE), who=raw.talk)
        if not raw.data.startswith(DATE):
            return None
        fact, asked = self._resident.fact_of(raw.data), self._resident.asked
        if fact is None or (input_of(asked) in dates.PICKED and asked != fact):
            return None
        words = dates.words_of(fact, raw.picked)
        return Inbound(raw.id, text=words, who=raw.talk) if words else None

    def render(self, who: str, reply: Reply) -> list[LineMessage]:
        """The reply to the resident."""
        return self.shown(reply.messages)

    def shown(self, messages: Sequence[Message], note: str = "") -> list[LineMessage]:
        """The messages within all of LINE's limits, and after them the phrase `note` of LINE."""
        with spoken_in(messages[-1].language if messages else ""):
            told = say("line", note) if note else ""
            return render(messages, self._now().date(), self._resident.offer_date, told)
