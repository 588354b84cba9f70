"""What goes over the wire to a browser: a card for each message, in parts."""

from __future__ import annotations

from pydantic import BaseModel

from bot.channels.wording import as_of, title_of
from bot.conversation.date_fields import Input, eras_of, input_of
from bot.messages import Kind, Link, Message


class CardChoice(BaseModel):
    """A button: its label, and the token to send when it is pressed."""

    label: str
    token: str


class FactInput(BaseModel):
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
    links: list[Link]
    source: str | None
    as_of: str | None
    choices: list[CardChoice]
    asks: FactInput | None
    feedback: str | None


def card_of(message: Message, vote: str | None = None) -> Card:
    """The card of a message whose buttons hold tokens; `vote` is the token for its feedback."""
    parts = message.parts
    return Card(
        kind=message.kind,
        answer_id=message.answer_id,
        title=title_of(message),
        lead=parts.lead,
        details=list(parts.details),
        bring=list(parts.bring),
        steps=list(parts.steps),
        links=list(parts.links),
        source=parts.source or None,
        as_of=as_of(message),
        choices=[
            CardChoice(label=button.title, token=button.payload)
            for button in message.buttons
            if button.payload
        ],
        asks=asked(message.asks),
        feedback=vote,
    )


def asked(fact: str | None) -> FactInput | None:
    """How to enter `fact`; None for what is answered by a choice."""
    how = input_of(fact)
    if fact is None or how is None:
        return None
    return FactInput(fact=fact, input=how, eras=eras_of(fact))
