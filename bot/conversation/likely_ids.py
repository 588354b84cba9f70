"""What typed words may mean, without Rasa: the utterances that somebody labelled, by language.

Those of the first language are read at the start; another language's when it is first written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from threading import Lock

from bot.conversation.utterances import Labelled, labelled
from bot.dialogue.clause import OUT_OF_SCOPE
from bot.text import for_understanding
from bot.text.lexical.keyword_search import KeywordSearch, ranked
from bot.text.lexical.terms import words_of, words_of_other
from bot.text.recognising import JAPANESE, head_of

_MOST_FOUND = 3
_SYLLABLES, _LETTERS = 2, 4  # so many of a word stand for it


class LikelyIds:
    """The labelled utterances of one language."""

    def __init__(
        self,
        known: Sequence[Labelled],
        seen: Callable[[str], str],
        words: Callable[[str], list[str]],
    ) -> None:
        """`seen`: a text as it is compared, `words`: those of such a text."""
        self._seen, self._words = seen, words
        self._names = [utterance.label for utterance in known]
        self._exact = {utterance.seen: utterance.label for utterance in known}
        self._search = KeywordSearch([utterance.words for utterance in known])

    def exact(self, text: str) -> str | None:
        """The id that this very sentence was labelled with."""
        return self._exact.get(self._seen(text))

    def found(self, text: str) -> tuple[str, ...]:
        """The likeliest ids of what is ours, best first."""
        scores = self._search.scores(self._words(self._seen(text)))
        names = (name for name, _ in ranked(scores, self._names) if name != OUT_OF_SCOPE)
        return tuple(islice(names, _MOST_FOUND))


class LikelyInEachLanguage:
    """The utterances of every language that has some; in one that has none, Japanese ones."""

    def __init__(self, japanese: Sequence[Labelled]) -> None:
        self.japanese = LikelyIds(japanese, for_understanding, words_of)
        self._made: dict[str, LikelyIds] = {JAPANESE: self.japanese}
        self._making = Lock()

    def of(self, language: str) -> LikelyIds:
        """Those of the language with this code; easy Japanese is Japanese."""
        head = head_of(language)
        with self._making:
            if head not in self._made:
                self._made[head] = _other(head) or self.japanese
            return self._made[head]


def _other(language: str) -> LikelyIds | None:
    seen = [(name, _bare(text)) for name, text in labelled(language)]
    known = [Labelled(name, bare, _pieces(bare)) for name, bare in seen]
    return LikelyIds(known, _bare, _pieces) if known else None


def _bare(text: str) -> str:
    """The words alone: people leave out marks, and accents."""
    return " ".join(words_of_other(text))


def _pieces(bare: str) -> list[str]:
    """The words, and what they are made of: endings differ, in Korean and Nepali at every turn."""
    words = bare.split()
    return words + [piece for word in words for piece in _cut(word)]


def _cut(word: str) -> Iterator[str]:
    size = _SYLLABLES if "가" <= word[0] <= "힣" else _LETTERS
    return (word[at : at + size] for at in range(len(word) - size))
