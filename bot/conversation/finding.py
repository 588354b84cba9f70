"""Finds cards by one or two words: for who types keywords, where the understanding wants sentences.

A card's document is what was labelled with its id, its title, the words that it is asked back with,
and its texts. In other languages than the first the texts alone: few utterances are labelled there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from threading import Lock

from bot.content import Book, Words
from bot.conversation.small_talk import SMALL_TALK
from bot.conversation.utterances import Labelled
from bot.dialogue.clause import OUT_OF_SCOPE
from bot.text import normalise
from bot.text.city import city_words
from bot.text.lexical.index import FoundNames, LexicalIndex
from bot.text.lexical.terms import JAPANESE, Writing, writing_of
from bot.text.sudachi import read_terms

NO_CARDS = SMALL_TALK | {OUT_OF_SCOPE}
# Nobody who types 夫 is asked whether it is violence, or told how to complain.
NOT_OFFERED = frozenset({"dv_support", "complaint"})
_TITLE = 0.1  # of the utterances: what people read weighs as much as a tenth of what they say


def titled(text: str, words: Words) -> str | None:
    """The id of the card whose very title `text` is, if there is one."""
    typed = normalise(text)
    for name, answer in words.book.answers.items():
        if name not in NO_CARDS and _folded(answer.title) == typed:
            return name
    return None


@lru_cache(maxsize=2048)
def _folded(title: str) -> str:
    """Each message is held against all titles. Of ours alone: what residents type is not kept."""
    return normalise(title)


class CardFinder:
    """The cards of every language; an index is made when it is first asked for, and anew for new
    texts."""

    def __init__(self, known: Sequence[Labelled]) -> None:
        self._said: dict[str, list[list[str]]] = defaultdict(list)
        for utterance in known:
            self._said[utterance.label].append(utterance.words)
        self._made: dict[str, tuple[Book, LexicalIndex]] = {}
        self._making = Lock()

    def find(
        self, text: str, words: Words, most: int, *, without: Collection[str] = ()
    ) -> FoundNames:
        """The ids of at most so many cards in the language of `words`, best first."""
        found = self._index(words).find(text, most + len(without))
        names = tuple(name for name in found.names if name not in without)[:most]
        return FoundNames(names, near=found.near and bool(names))

    def _index(self, words: Words) -> LexicalIndex:
        made = self._made.get(words.language)
        if made is None or made[0] is not words.book:
            with self._making:
                made = self._made[words.language] = (words.book, self._make(words))
        return made[1]

    def _make(self, words: Words) -> LexicalIndex:
        writing = writing_of(words.language)
        titles = {name: words.title(name) for name in words.book.answers if name not in NO_CARDS}
        documents = {name: list(self._document(name, words, writing)) for name in titles}
        terms = read_terms(city_words().terms)
        spoken = [(t.name, t.reading) for t in terms] if writing is JAPANESE else []
        return LexicalIndex(documents, titles, writing, spoken)

    def _document(self, name: str, words: Words, writing: Writing) -> Iterator[str]:
        said = self._said[name] if writing is JAPANESE else []
        for utterance in said:
            yield from utterance
        asked = words.book.phrases.get("meant", {}).get(name, "")
        shown = writing.words(normalise(f"{words.title(name)} {asked}"))
        yield from shown * max(1, round(_TITLE * len(said)))
        for text in words.book.answers[name].texts():
            yield from writing.words(normalise(text))
