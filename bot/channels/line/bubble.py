"""A message as a Flex bubble: conclusion, details, what to bring, steps, source, buttons.

All texts scale with the size that the resident has set on the phone.
"""

from __future__ import annotations

from collections.abc import Sequence

from linebot.v3.messaging.models import (
    Action,
    ClipboardAction,
    FlexBox,
    FlexBubble,
    FlexButton,
    FlexComponent,
    FlexSeparator,
    FlexText,
    URIAction,
)

from bot.channels.line.bounds import LABEL, cut
from bot.channels.wording import as_of, title_of
from bot.content import current_words, say
from bot.conversation.consultation import number_in
from bot.conversation.date_fields import input_of
from bot.messages import Message, PersonResult

_INK, _QUIET, _CITY = "#1a1a1a", "#595959", "#00558c"  # contrast 17, 7 and 7.8 to 1 on white
_TEL = "tel:"


def bubble_of(message: Message, actions: Sequence[Action]) -> FlexBubble:
    """The bubble of a message; `actions` are its buttons, before the links and the phone."""
    buttons = [*actions, *_copy(message), *_links(message), *_call(message)]
    return FlexBubble(
        size="mega",
        body=FlexBox(layout="vertical", spacing="md", contents=_body(message)),
        footer=_footer(buttons) if buttons else None,
    )


def _body(message: Message) -> list[FlexComponent]:
    parts, found = message.parts, list[FlexComponent]()
    if title := title_of(message):
        found.append(_text(title, size="sm", color=_CITY, weight="bold"))
    found += [_text(heard.said, size="sm") for heard in parts.heard]
    found.append(_text(parts.lead, size="md"))
    for person in parts.people:
        found += _person(person)
    if parts.question:
        found += [FlexSeparator(), _text(parts.question, size="md")]
    if input_of(message.asks) == "month":  # LINE's picker has no months
        found.append(_text(say("line", "first_day"), size="xs", color=_QUIET))
    if parts.details or parts.bring or parts.steps:
        found.append(FlexSeparator())
    found += [_text(f"・{line}", size="sm") for line in parts.details]
    if parts.bring:
        found.append(_text(say("line", "bring"), size="sm", weight="bold"))
        found += [_text(f"・{line}", size="sm") for line in parts.bring]
    found += [_text(f"→ {line}", size="sm") for line in parts.steps]
    small = [*(link.label for link in parts.links), parts.source, as_of(message)]
    found += [_text(line, size="xs", color=_QUIET) for line in small if line]
    return found


def _person(person: PersonResult) -> list[FlexComponent]:
    """Name, conclusion, sentences and what they rest on; only the last under one's own lead."""
    found = list[FlexComponent]()
    if person.told:
        found += [FlexSeparator(), _text(person.name, size="md", weight="bold")]
        found += [_text(person.about, size="sm", color=_CITY)] if person.about else []
        found += [_text(person.value, size="xl", weight="bold")] if person.value else []
    found += [_text(line, size="sm") for line in person.told]
    small = [heard.said for heard in person.facts]
    if person.missing and person.value:
        small.append(say("household", "missing", facts=current_words().listed(person.missing)))
    return [*found, *(_text(line, size="xs", color=_QUIET) for line in small)]


def _text(text: str, size: str, color: str = _INK, weight: str = "regular") -> FlexText:
    return FlexText(text=text, wrap=True, size=size, color=color, weight=weight, scaling=True)


def _links(message: Message) -> list[Action]:
    """A button with as much of each link's name as a label holds; the text above has all of it."""
    return [URIAction(label=_short(link.label), uri=link.url) for link in message.parts.links]


def _short(label: str) -> str:
    return cut(label.removesuffix(f"({current_words().values['city']})"), LABEL)


def _copy(message: Message) -> list[Action]:
    """A consultation number, to be kept while one rings up."""
    number = number_in(message.parts.lead)
    return [ClipboardAction(label=say("line", "copy"), clipboardText=number)] if number else []


def _call(message: Message) -> list[Action]:
    """The phone, where the card names it."""
    phone = say("talk", "phone")
    parts = message.parts
    told = (line for person in parts.people for line in person.told)
    said = [parts.lead, *told, *parts.details, *parts.steps]
    if input_of(message.asks) is not None or not any(phone in text for text in said):
        return []
    return [URIAction(label=say("line", "call"), uri=f"{_TEL}{phone.replace('-', '')}")]


def _footer(actions: Sequence[Action]) -> FlexBox:
    buttons = [
        FlexButton(action=action, style="secondary", height="sm", scaling=True)
        for action in actions
    ]
    return FlexBox(layout="vertical", spacing="sm", contents=buttons)
