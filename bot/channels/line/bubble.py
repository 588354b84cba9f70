"""A card as a Flex bubble: conclusion first, then details, what to bring, steps, source, buttons.

All texts scale with the size that the resident has set on the phone.
"""

from __future__ import annotations

from collections.abc import Sequence

from linebot.v3.messaging.models import (
    Action,
    FlexBox,
    FlexBubble,
    FlexButton,
    FlexComponent,
    FlexSeparator,
    FlexText,
    URIAction,
)

from bot.channels.line.bounds import LABEL, cut
from bot.content import say
from bot.conversation.cards import Card

_INK, _QUIET, _CITY = "#1a1a1a", "#595959", "#00558c"  # contrast 17, 7 and 7.8 to 1 on white
_TEL = "tel:"


def bubble_of(card: Card, actions: Sequence[Action]) -> FlexBubble:
    """The bubble of a card; `actions` are its buttons, before the links and the phone."""
    buttons = [*actions, *_links(card), *_call(card)]
    return FlexBubble(
        size="mega",
        body=FlexBox(layout="vertical", spacing="md", contents=_body(card)),
        footer=_footer(buttons) if buttons else None,
    )


def _body(card: Card) -> list[FlexComponent]:
    found: list[FlexComponent] = []
    if card.title:
        found.append(_text(card.title, size="sm", color=_CITY, weight="bold"))
    found.append(_text(card.lead, size="md"))
    if card.details or card.bring or card.steps:
        found.append(FlexSeparator())
    found += [_text(f"・{line}", size="sm") for line in card.details]
    if card.bring:
        found.append(_text(say("line", "bring"), size="sm", weight="bold"))
        found += [_text(f"・{line}", size="sm") for line in card.bring]
    found += [_text(f"→ {line}", size="sm") for line in card.steps]
    found += [_text(link.label, size="xs", color=_QUIET) for link in card.links]
    if card.source:
        found.append(_text(card.source, size="xs", color=_QUIET))
    if card.as_of:
        found.append(_text(card.as_of, size="xs", color=_QUIET))
    return found


def _text(text: str, size: str, color: str = _INK, weight: str = "regular") -> FlexText:
    return FlexText(text=text, wrap=True, size=size, color=color, weight=weight, scaling=True)


def _links(card: Card) -> list[Action]:
    """A button with as much of each link's name as a label holds; the text above has all of it."""
    return [URIAction(label=_short(link.label), uri=link.url) for link in card.links]


def _short(label: str) -> str:
    return cut(label.removesuffix("(川崎市)"), LABEL)


def _call(card: Card) -> list[Action]:
    """The phone, where the card names it."""
    phone = say("talk", "phone")
    said = [card.lead, *card.details, *card.steps]
    if card.asks is not None or not any(phone in text for text in said):
        return []
    return [URIAction(label=say("line", "call"), uri=f"{_TEL}{phone.replace('-', '')}")]


def _footer(actions: Sequence[Action]) -> FlexBox:
    buttons = [
        FlexButton(action=action, style="secondary", height="sm", scaling=True)
        for action in actions
    ]
    return FlexBox(layout="vertical", spacing="sm", contents=buttons)
