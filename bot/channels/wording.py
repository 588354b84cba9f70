"""What every channel shows around a message: its heading, and when its text was last checked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from bot.content import current_words, find_answer, say, speaking, words_today
from bot.conversation.small_talk import UNTITLED
from bot.messages import Message


@contextmanager
def spoken_in(language: str) -> Iterator[None]:
    """What is said inside is in the language of a message; a message of none changes nothing."""
    with speaking(words_today(language) if language else current_words()):
        yield


def title_of(message: Message) -> str | None:
    """The matter's title in people's words; None where one sentence is all that there is."""
    if message.answer_id is None or message.kind == "talk" or message.answer_id in UNTITLED:
        return None
    return find_answer(message.answer_id).title


def as_of(message: Message) -> str | None:
    """The sentence that says when a person last held the text against the newsletter.

    None for a text that tells nothing from it.
    """
    checked = message.parts.source and message.parts.checked
    return say("talk", "as_of", date=current_words().date(checked)) if checked else None
