"""Questions that people asked in vain, and what the texts that wait for publication say to them.

The model knows no text, only what people mean. So a hit needs a text that has changed, and a reason
to think that the question is about it: a person found it so, the understanding is sure of it, or
it is among the two nearest and the text has gained a word of the question that no answer had. A
word alone is no reason: many texts gain 「窓口」 or 「申請」. Where neither is so, silence.

Tried with ten changed texts, 15 questions that they answer and 15 that nothing answers, by the
model of 2026-11-30: 8 are found and 1 of the others; by gained words alone 15 and 13.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from bot.console.queue.grouping import Group
from bot.content import Words
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
_NEAREST = 2

Understanding = Callable[[str], Awaitable[Understood]]


@dataclass(frozen=True, slots=True)
class AnsweredNow:
    """A question and the changed answer that is about it; `words` of it are new in the answer."""

    group: Group
    answer: str
    words: tuple[str, ...]


async def answered_now(
    texts: Sequence[ChangedText], groups: Sequence[Group], words: Words, understand: Understanding
) -> list[AnsweredNow]:
    """The questions that a changed text answers, those with the most new words first.

    `words`: what is in force, in the language of the questions. Raises RasaDown.
    """
    writing = writing_of(words.language)
    gained = await asyncio.to_thread(gained_words, texts, words)
    if not gained:
        return []
    room = asyncio.Semaphore(_AT_ONCE)

    async def look(group: Group) -> AnsweredNow | None:
        said = group.typical.words
        async with room:
            understood = await understand(PLACEHOLDER.sub("", said))
        asked = content_words(writing, said)
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
    return next((n for n in islice(known, _NEAREST) if gained.get(n, set()) & asked), None)


def gained_words(texts: Sequence[ChangedText], words: Words) -> dict[str, set[str]]:
    """The words that each changed answer has, and that no answer in force has."""
    writing, gained = writing_of(words.language), dict[str, set[str]]()
    for text in texts:
        kind, _, name = entry_of(text.place).partition(":")
        mine = kind == ANSWER and language_of(text.place) == words.language
        if mine and text.before != text.after:
            gained.setdefault(name, set()).update(content_words(writing, text.after))
    if not gained:
        return {}
    told = (
        text for answer in words.book.answers.values() for text in (answer.title, *answer.texts())
    )
    known = {word for text in told for word in content_words(writing, text)}
    return {name: found - known for name, found in gained.items()}


def content_words(writing: Writing, text: str) -> set[str]:
    """Words that say what it is about: none of a single letter, nor of hiragana alone."""
    words = writing.words(normalise(PLACEHOLDER.sub("", text)))
    return {word for word in words if len(word) > 1 and not _KANA.fullmatch(word)}
