"""Cards as LINE's messages, within all of LINE's limits. Pure."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date

from linebot.v3.messaging.models import (
    Action,
    FlexMessage,
    Message,
    PostbackAction,
    QuickReply,
    QuickReplyItem,
    TextMessage,
)

from bot.channels.line import bounds
from bot.channels.line.bubble import bubble_of
from bot.channels.line.dates import picker
from bot.channels.line.discreet import discreet
from bot.channels.line.residents import CHOICE
from bot.content import say
from bot.conversation.cards import Card, Choice
from bot.dialogue.facts import DATED

_ASKING = ("question", "options")


def render(
    cards: Sequence[Card], today: date, offer_date: Callable[[str], str], note: str = ""
) -> list[Message]:
    """One to five messages: the cards, then a `note` in plain text.

    Choices are quick replies of the last message, as LINE shows no others; those that answer a
    question of ours are buttons too, for LINE on a computer has no quick replies.
    """
    cards = [discreet(card) for card in cards]
    actions = [_actions(card, today, offer_date) for card in cards]
    messages = [
        message
        for card, own in zip(cards, actions, strict=True)
        for message in _message(card, own if card.kind in _ASKING else [])
    ]
    messages = _at_most_five([*messages, *texts(note)], cards, note)
    items = _unique([action for own in reversed(actions) for action in own])
    if items:
        replies = [QuickReplyItem(action=item) for item in items[: bounds.QUICK_REPLIES]]
        messages[-1].quick_reply = QuickReply(items=replies)
    return messages


def texts(text: str) -> list[Message]:
    """Plain text messages for `text`; none for an empty one."""
    return [TextMessage(text=piece) for piece in bounds.split(text, bounds.TEXT)]


def plain(card: Card) -> str:
    """All that a card says, as text."""
    blocks = [
        card.title or "",
        card.lead,
        "\n".join(f"・{line}" for line in card.details),
        "\n".join([say("line", "bring"), *(f"・{line}" for line in card.bring)])
        if card.bring
        else "",
        "\n".join(f"→ {line}" for line in card.steps),
        "\n".join(f"{link.label}\n{link.url}" for link in card.links),
        card.source or "",
        card.as_of or "",
    ]
    return "\n\n".join(block for block in blocks if block)


def _message(card: Card, actions: Sequence[Action]) -> list[Message]:
    """A bubble; plain text for a mere remark, and for what is too much for a bubble."""
    rich = card.title or card.source or card.details or card.bring or card.steps or card.links
    if not (rich or actions):
        return texts(card.lead)
    bubble = bubble_of(card, actions)
    # The SDK writes every Japanese letter as \uXXXX: the longer of the two ways to count.
    if len(json.dumps(bubble.to_dict())) > bounds.BUBBLE_BYTES:
        return texts(plain(card))
    return [
        FlexMessage(altText=bounds.cut_at_sentence(card.lead, bounds.ALT_TEXT), contents=bubble)
    ]


def _actions(card: Card, today: date, offer_date: Callable[[str], str]) -> list[Action]:
    dates: list[Action] = []
    if card.asks is not None and card.asks.fact in DATED:
        dates.append(picker(card.asks.fact, offer_date(card.asks.fact), today))
    return [*dates, *map(_pressed, card.choices)]


def _pressed(choice: Choice) -> PostbackAction:
    label = bounds.cut(choice.label, bounds.LABEL)
    return PostbackAction(label=label, data=f"{CHOICE}{choice.token}", displayText=label)


def _unique(actions: Sequence[Action]) -> list[Action]:
    """The first of those that look the same."""
    return list({action.label: action for action in reversed(actions)}.values())[::-1]


def _at_most_five(messages: list[Message], cards: Sequence[Card], note: str) -> list[Message]:
    """All in text where there are too many; where even that is too much, it says so."""
    if len(messages) <= bounds.MESSAGES:
        return messages
    whole = texts("\n\n".join([*map(plain, cards), note]))
    if len(whole) <= bounds.MESSAGES:
        return whole
    return [*whole[: bounds.MESSAGES - 1], TextMessage(text=say("line", "more"))]
