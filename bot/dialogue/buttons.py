"""Buttons that can be pressed in the next turn, and the payloads that they send."""

from __future__ import annotations

import json

from bot.content.words import Words
from bot.dialogue.turn import ANSWER_ENTITY
from bot.messages import Button

LONGEST = 20  # characters: LINE's limit for a label


def payload_of(intent: str, name: str = "", value: str = "") -> str:
    """As Rasa reads it: an intent, and one answer name=value."""
    return f"/{intent}" + (f'{{"{ANSWER_ENTITY}": "{name}={value}"}}' if name else "")


def read_payload(payload: str) -> tuple[str, tuple[str, str] | None]:
    """The intent, and the fact that it gives. Raises ValueError for what we never made."""
    intent, _, rest = payload.removeprefix("/").partition("{")
    if not rest:
        return intent, None
    name, _, value = str(json.loads("{" + rest)[ANSWER_ENTITY]).partition("=")
    return intent, (name, value)


def choice_button(title: str, name: str, value: str) -> Button:
    """A button that gives one fact."""
    return Button(title[:LONGEST], payload_of("inform", name, value))


def fact_button(words: Words, label: str, name: str, value: str) -> Button:
    """The same with a label of the phrases."""
    return choice_button(words.say("label", label), name, value)


def matter_button(words: Words, answer_id: str) -> Button:
    """A button that asks about `answer_id`, in people's words."""
    return Button(words.title(answer_id), payload_of(answer_id))


def opening_buttons(words: Words) -> tuple[Button, ...]:
    """What is offered before anything is said, by the season."""
    return tuple(Button(label, payload_of(answer_id)) for answer_id, label in words.opening())


def command_button(words: Words, label: str, intent: str) -> Button:
    """A button for the talk itself: やめる, どれでもない."""
    return Button(words.say("label", label), payload_of(intent))


def related_buttons(words: Words, answer_id: str) -> tuple[Button, ...]:
    """What is asked next after an answer."""
    return tuple(matter_button(words, other) for other in words.answer(answer_id).related)
