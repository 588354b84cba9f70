"""Shorthands for the words of the turn or request that is under way."""

from __future__ import annotations

from bot.content.current import current_content, current_words
from bot.content.entry import Answer

library = current_content


def fill(text: str, **values: str) -> str:
    """See `Words.fill`."""
    return current_words().fill(text, **values)


def say(section: str, key: str, **values: str) -> str:
    """The phrase in the words of the turn or request. See `Words.say`."""
    return current_words().say(section, key, **values)


def find_answer(answer_id: str) -> Answer:
    """The entry in the words of the turn or request. See `Words.answer`."""
    return current_words().answer(answer_id)
