"""What goes over the wire to a browser: a card for each message, in parts."""

from __future__ import annotations

from pydantic import BaseModel

from bot.channels.wording import as_of, spoken_in, title_of
from bot.content import current_words
from bot.conversation.date_fields import Input, eras_of, input_of
from bot.messages import Kind, Link, Message, PersonResult
from bot.text.languages import tag_of


class CardChoice(BaseModel):
    """A button: its label, and the token to send when it is pressed."""

    label: str
    token: str


class FactInput(BaseModel):
    """The fact that the card asks for, and how to let a person enter it."""

    fact: str
    input: Input
    eras: list[str]


class PersonCard(BaseModel):
    """Where one person stands. `value` in short; `told` is empty where `lead` of the card tells it.

    `facts`: what it rests on; `missing`: what can still change it; `about`: the matter, where the
    card tells of several.
    """

    name: str
    value: str
    about: str
    told: list[str]
    facts: list[str]
    missing: list[str]


class Call(BaseModel):
    """A number to ring before anything else: 119."""

    label: str
    tel: str


class Card(BaseModel):
    """One message. `lead` is the conclusion; `choices` of a question are its answers, of any
    other card the questions that are asked next. `heard`: what was understood just now; `question`:
    what is asked after a result.
    `language` is the tag of its words, `original` the same in Japanese where they are others."""

    kind: Kind
    answer_id: str | None
    title: str | None
    heard: list[str]
    lead: str
    people: list[PersonCard]
    question: str | None
    calls: list[Call]
    details: list[str]
    bring: list[str]
    steps: list[str]
    links: list[Link]
    source: str | None
    as_of: str | None
    choices: list[CardChoice]
    asks: FactInput | None
    feedback: str | None
    language: str
    original: str | None


def card_of(message: Message, vote: str | None = None) -> Card:
    """The card of a message whose buttons hold tokens; `vote` is the token for its feedback."""
    parts = message.parts
    with spoken_in(message.language):
        title, checked = title_of(message), as_of(message)
    return Card(
        kind=message.kind,
        answer_id=message.answer_id,
        title=title,
        heard=[heard.said for heard in parts.heard],
        lead=parts.lead,
        people=[_person(person) for person in parts.people],
        question=parts.question or None,
        calls=[
            Call(label=button.title, tel=button.url) for button in message.buttons if button.phone
        ],
        details=list(parts.details),
        bring=list(parts.bring),
        steps=list(parts.steps),
        links=list(parts.links),
        source=parts.source or None,
        as_of=checked,
        choices=[
            CardChoice(label=button.title, token=button.payload)
            for button in message.buttons
            if button.payload
        ],
        asks=asked(message.asks),
        feedback=vote,
        language=tag_of(message.language or current_words().language),
        original=message.original or None,
    )


def _person(person: PersonResult) -> PersonCard:
    return PersonCard(
        name=person.name,
        value=person.value,
        about=person.about,
        told=list(person.told),
        facts=[heard.said for heard in person.facts],
        missing=list(person.missing) if person.value else [],
    )


def asked(fact: str | None) -> FactInput | None:
    """How to enter `fact`; None for what is answered by a choice."""
    how = input_of(fact)
    if fact is None or how is None:
        return None
    return FactInput(fact=fact, input=how, eras=eras_of(fact))
