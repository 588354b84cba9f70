"""What goes over the wire to a resident's client: cards in parts, choices as opaque tokens."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

from pydantic import BaseModel

from bot.content import find_answer, say
from bot.conversation.conversations import Conversation
from bot.dialogue.facts import DATED
from bot.messages import Button, Kind, Message
from bot.text import format_date

Input = Literal["date", "month", "text"]

# Kinds that tell something, so that one may say whether it helped.
_TELLING = frozenset({"answer", "result", "refusal"})
_MONTHS = frozenset({"burden_change"})
_ERAS_OF_BIRTH = ("昭和", "平成", "令和", "大正", "明治", "西暦")
_ERAS_OF_NOW = ("令和", "西暦", "平成")


class Choice(BaseModel):
    """A button: its label, and the token to send when it is pressed."""

    label: str
    token: str


class LinkOut(BaseModel):
    """A page that the newsletter names."""

    label: str
    url: str


class Asked(BaseModel):
    """The fact that the card asks for, and how to let a person enter it."""

    fact: str
    input: Input
    eras: list[str]


class Card(BaseModel):
    """One message. `lead` is the conclusion; `choices` of a question are its answers, of any
    other card the questions that are asked next."""

    kind: Kind
    answer_id: str | None
    title: str | None
    lead: str
    details: list[str]
    bring: list[str]
    steps: list[str]
    links: list[LinkOut]
    source: str | None
    as_of: str | None
    choices: list[Choice]
    asks: Asked | None
    feedback: str | None


def card_of(data: Mapping[str, Any], conversation: Conversation) -> Card:
    """The card for a message of the bot, in its JSON shape.

    Raises KeyError, TypeError or ValueError for another shape.
    """
    message = Message.from_json(data)
    parts, name = message.parts, message.answer_id
    telling = message.kind in _TELLING and name is not None
    return Card(
        kind=message.kind,
        answer_id=name,
        title=find_answer(name).title if name and message.kind != "talk" else None,
        lead=parts.lead,
        details=list(parts.details),
        bring=list(parts.bring),
        steps=list(parts.steps),
        links=[LinkOut(label=link.label, url=link.url) for link in parts.links],
        source=parts.source or None,
        as_of=_as_of(parts.checked),
        choices=[
            Choice(label=button.title, token=conversation.offer(button.payload))
            for button in message.buttons
            if button.payload
        ],
        asks=asked(message.asks),
        feedback=conversation.ask_feedback(name, message.kind) if telling and name else None,
    )


def own_message(text: str, kind: Kind = "talk", buttons: tuple[Button, ...] = ()) -> dict[str, Any]:
    """A message of the gateway's own, in the bot's shape."""
    return Message.said(text, kind, buttons=buttons).to_json()


def asked(fact: str | None) -> Asked | None:
    """How to enter `fact`; None for what is answered by a choice."""
    if fact == "bank":
        return Asked(fact=fact, input="text", eras=[])
    if fact not in DATED:
        return None
    eras = _ERAS_OF_BIRTH if fact == "birthday" else _ERAS_OF_NOW
    return Asked(fact=fact, input="month" if fact in _MONTHS else "date", eras=list(eras))


def _as_of(checked: date | None) -> str | None:
    if checked is None:
        return None
    return say("talk", "as_of", date=format_date(checked))
