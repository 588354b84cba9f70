"""What is said of typed words themselves, whatever they mean."""

from __future__ import annotations

from dataclasses import replace

from bot.content.words import Words
from bot.messages import Message
from bot.text import LONGEST, clean, mask_numbers


def remarks(message: str, words: Words) -> list[Message]:
    """That `message`, as it was typed, was cut, or its numbers masked."""
    said = [words.say("talk", "long")] if len(message.strip()) > LONGEST else []
    if mask_numbers(clean(message)) != clean(message):
        said.append(words.say("talk", "numbers"))
    return [replace(Message.said(text), language=words.language) for text in said]
