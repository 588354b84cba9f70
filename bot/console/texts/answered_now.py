"""Questions that people asked in vain, and what the texts that wait for publication say to them.

The model knows no text, only what people mean. So a hit needs a text that has changed, and a reason
to think that the question is about it: a person found it so, the understanding is sure of it, or
the understanding finds it the nearest and the text has gained words of the question. A word alone
is none: 「窓口」 and 「申請」 are gained by many texts. Where neither is so, silence.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.console.queue.grouping import Group
from bot.content.places import ANSWER, entry_of, language_of
from bot.conversation.finding import NO_CARDS
from bot.conversation.offline import UNSURE
from bot.conversation.rasa_client import Understood
from bot.conversation.unanswered import PLACEHOLDER
from bot.storage.ports.editing import ChangedText
from bot.text import normalise
from bot.text.lexical.terms import Writing, writing_of

_KANA = re.compile("[ぁ-ん]+")
_AT_ONCE = 4  # residents ask the same Rasa

Understanding = Callable[[str], Awaitable[Understood]]


@dataclass(frozen=True, slots=True)
class AnsweredNow:
    """A question and the changed answer that is about it; `words` of it are new in the answer."""

    group: Group
    answer: str
    words: tuple[str, ...]


async def answered_now(
    texts: Sequence[ChangedText], groups: Sequence[Group], language: str, understand: Understanding
) -> list[AnsweredNow]:
    """The questions that a changed text answers, those with the most new words first.

    Raises RasaDown.
    """
    writing = writing_of(language)
    gained = gained_words(texts, language, writing)
    if not gained:
        return []
    room = asyncio.Semaphore(_AT_ONCE)

    async def look(group: Group) -> AnsweredNow | None:
        words = group.typical.words
        async with room:
            understood = await understand(PLACEHOLDER.sub("", words))
        asked = content_words(writing, words)
        name = meant(group.found, understood, gained, asked)
        shared = tuple(sorted(gained[name] & asked)) if name else ()
        return AnsweredNow(group, name, shared) if name else None

    found = await asyncio.gather(*map(look, groups))
    hits = [hit for hit in found if hit is not None]
    return sorted(hits, key=lambda hit: (-len(hit.words), -hit.group.times))


def meant(
    found: str | None, understood: Understood, gained: Mapping[str, set[str]], asked: set[str]
) -> str | None:
    """Which of the changed answers a question is about; None where that is not sure."""
    if found in gained:
        return found
    if understood.intent in gained:
        return understood.intent
    if understood.intent not in (UNSURE, *NO_CARDS):
        return None  # it is sure of another one
    known = (name for name, _ in understood.ranking if name != UNSURE and name not in NO_CARDS)
    nearest = next(known, None)
    return nearest if nearest is not None and gained.get(nearest, set()) & asked else None


def gained_words(
    texts: Sequence[ChangedText], language: str, writing: Writing
) -> dict[str, set[str]]:
    """The words that each changed answer has and the one before had not."""
    gained: dict[str, set[str]] = {}
    for text in texts:
        kind, _, name = entry_of(text.place).partition(":")
        if kind == ANSWER and language_of(text.place) == language and text.before != text.after:
            before, after = (content_words(writing, said) for said in (text.before, text.after))
            gained.setdefault(name, set()).update(after - before)
    return gained


def content_words(writing: Writing, text: str) -> set[str]:
    """Words that say what it is about: none of a single letter, nor of hiragana alone."""
    words = writing.words(normalise(PLACEHOLDER.sub("", text)))
    return {word for word in words if len(word) > 1 and not _KANA.fullmatch(word)}
