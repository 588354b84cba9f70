"""The web page as a channel: a message is a JSON body, a reply a list of cards."""

from __future__ import annotations

from bot.channels.protocol import Abilities
from bot.channels.web.cards import Card, card_of
from bot.channels.web.shapes import SaidBody
from bot.conversation.service import Inbound, Reply


class WebChannel:
    """Pages ask and wait for the answer; who asks is known by cookie or origin, see access.py."""

    name = "web"
    abilities = Abilities(delete=True)

    def read(self, raw: SaidBody) -> Inbound:
        """Typed words, or the token of a choice."""
        return Inbound(raw.id, raw.text or "", raw.press or "")

    def render(self, who: str, reply: Reply) -> list[Card]:
        """A card for each message, whoever reads it."""
        return [card_of(*pair) for pair in zip(reply.messages, reply.votes, strict=True)]
