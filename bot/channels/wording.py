"""What every channel shows around a message: its heading, and when its text was last checked."""

from __future__ import annotations

from bot.content import find_answer, say
from bot.messages import Message
from bot.text import format_date


def title_of(message: Message) -> str | None:
    """The matter's title in people's words; None for sentences of the talk itself."""
    if message.answer_id is None or message.kind == "talk":
        return None
    return find_answer(message.answer_id).title


def as_of(message: Message) -> str | None:
    """The sentence that says when a person last held the text against the newsletter."""
    checked = message.parts.checked
    return say("talk", "as_of", date=format_date(checked)) if checked else None
