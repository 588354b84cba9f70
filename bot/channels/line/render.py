"""Our messages as LINE's, within all of LINE's limits. Pure."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from linebot.v3.messaging.models import (
    Action,
    FlexMessage,
    PostbackAction,
    QuickReply,
    QuickReplyItem,
    TextMessage,
    URIAction,
)
from linebot.v3.messaging.models import Message as LineMessage

from bot.channels.line import bounds
from bot.channels.line.bubble import bubble_of
from bot.channels.line.dates import PICKED, picker
from bot.channels.line.residents import CHOICE
from bot.channels.wording import as_of, title_of
from bot.content import say
from bot.conversation.consultation import number_in
from bot.conversation.date_fields import input_of
from bot.messages import Button, Message, Parts

_ASKING = ("question", "options")


def render(
    said: Sequence[Message], today: date, offer_date: Callable[[str], str], note: str = ""
) -> list[LineMessage]:
    """One to five messages: what is said, then a `note` in plain text. Buttons hold tokens.

    Choices are quick replies of the last message, as LINE shows no others; those that answer a
    question of ours are buttons too, for LINE on a computer has no quick replies.
    """
    said = [_discreet(message) for message in said]
    actions = [_actions(message, today, offer_date) for message in said]
    messages = [
        shown
        for message, own in zip(said, actions, strict=True)
        for shown in _shown(message, own if message.kind in _ASKING else [])
    ]
    messages = _at_most_five([*messages, *texts(note)], said, note)
    items = _unique([action for own in reversed(actions) for action in own])
    if items:
        replies = [QuickReplyItem(action=item) for item in items[: bounds.QUICK_REPLIES]]
        messages[-1].quick_reply = QuickReply(items=replies)
    return messages


def texts(text: str) -> list[LineMessage]:
    """Plain text messages for `text`; none for an empty one."""
    return [TextMessage(text=piece) for piece in bounds.split(text, bounds.TEXT)]


def plain(message: Message) -> str:
    """All that a message says, as text, with its heading and the day of the last check."""
    blocks = (title_of(message), message.parts.told(say("line", "bring")), as_of(message))
    return "\n\n".join(block for block in blocks if block)


def _discreet(message: Message) -> Message:
    """No birthday is said back: others look at the same screen, and LINE keeps every message."""
    return replace(message, parts=message.parts.without("birthday"))


def _shown(message: Message, actions: Sequence[Action]) -> list[LineMessage]:
    """A bubble; plain text for a mere remark, and for what is too much for a bubble."""
    parts = message.parts
    if not (title_of(message) or parts != Parts(parts.lead) or actions):
        return texts(parts.lead)
    bubble = bubble_of(message, actions)
    # The SDK writes every Japanese letter as \uXXXX: the longer of the two ways to count.
    if len(json.dumps(bubble.to_dict())) > bounds.BUBBLE_BYTES:
        return texts(plain(message))
    return [FlexMessage(altText=_notice(parts.lead), contents=bubble)]


def _notice(lead: str) -> str:
    """What a notification shows, on a screen that is locked: never a number that is a secret."""
    if number_in(lead) is not None:
        return say("line", "number")
    return bounds.cut_at_sentence(lead, bounds.ALT_TEXT)


def _actions(message: Message, today: date, offer_date: Callable[[str], str]) -> list[Action]:
    dates: list[Action] = []
    if message.asks is not None and input_of(message.asks) in PICKED:
        dates.append(picker(message.asks, offer_date(message.asks), today))
    return [*dates, *map(_pressed, message.buttons)]


def _pressed(button: Button) -> Action:
    label = bounds.cut(button.title, bounds.LABEL)
    if button.url:
        return URIAction(label=label, uri=button.url)
    return PostbackAction(label=label, data=f"{CHOICE}{button.payload}", displayText=label)


def _unique(actions: Sequence[Action]) -> list[Action]:
    """The first of those that look the same."""
    return list({action.label: action for action in reversed(actions)}.values())[::-1]


def _at_most_five(
    messages: list[LineMessage], said: Sequence[Message], note: str
) -> list[LineMessage]:
    """All in text where there are too many; where even that is too much, it says so."""
    if len(messages) <= bounds.MESSAGES:
        return messages
    whole = texts("\n\n".join([*map(plain, said), note]))
    if len(whole) <= bounds.MESSAGES:
        return whole
    return [*whole[: bounds.MESSAGES - 1], TextMessage(text=say("line", "more"))]
