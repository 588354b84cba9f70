"""A lexical index: finds documents by one or two words, however they are spelt.

A typed word stands for the words of the index that it is, is read like, begins, lies in, or misses
by one letter, each with a weight of its own; BM25 says what each of them tells of a document. So a
word that everything holds (期限) leads to what speaks of it most. One letter is found as SymSpell
finds it: two words are that near if the same is left of them without a letter of each.
"""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import log
from typing import NamedTuple

from bot.text.cleaning import normalise
from bot.text.lexical.keyword_search import KeywordSearch
from bot.text.lexical.terms import Writing

_IS, _READ_ALIKE, _BEGINS, _READ_BEGINS, _INSIDE, _MISSED = 1.0, 0.9, 0.7, 0.6, 0.5, 0.4
# What a word might be besides counts little where it is a word itself.
_BESIDES, _READ_BESIDES = 0.3, 0.5
_IN_TITLE, _HEAD = 0.5, 0.5  # of the best: the title holds what was typed; it is about it
_LEAST, _LEAST_MISSED, _LEAST_UNKNOWN = 2, 4, 3  # letters
_MOST_WORDS = 6  # a longer text is no keyword: its words stand for themselves alone
_LIKE, _MOST_LIKE = 0.6, 5  # of unknown words: the share of letters, so many words

Weights = dict[str, float]


class FoundNames(NamedTuple):
    """The documents, best first. `near`: none holds what was typed, these hold what is like it."""

    names: tuple[str, ...] = ()
    near: bool = False


class LexicalIndex:
    """Documents by name, each of them words as `writing` cuts them, under a title."""

    def __init__(
        self,
        documents: Mapping[str, Sequence[str]],
        titles: Mapping[str, str],
        writing: Writing,
        spoken: Iterable[tuple[str, str]] = (),
    ) -> None:
        """`spoken`: words, and how they are read besides."""
        self._names, self._writing = list(documents), writing
        # Documents are long, and a word that one often holds tells more of it.
        self._search = KeywordSearch(list(documents.values()), often=5.0, length=0.9)
        self._scores: dict[str, dict[int, float]] = {}  # of the words that were typed so far
        self._titles = [normalise(titles[name]) for name in self._names]
        self._titles_read = [writing.reading(title) for title in self._titles]
        self._heads = [(writing.words(title) or [""])[writing.head] for title in self._titles]
        words = {word for document in documents.values() for word in document}
        self._readings = {word: {writing.reading(word)} for word in sorted(words)}
        for word, reading in spoken:
            if word in self._readings:
                self._readings[word].add(reading)
        self._read, self._missed = defaultdict(set), defaultdict(set)
        self._paired: dict[str, set[str]] = defaultdict(set)  # by each two letters in a row
        for word, readings in self._readings.items():
            for reading in readings:
                self._read[reading].add(word)
            for pair in {pair for text in (word, *readings) for pair in _pairs(text)}:
                self._paired[pair].add(word)
        for reading in self._read:
            for rest in _without_one(reading):
                self._missed[rest].add(reading)

    def find(self, text: str, most: int) -> FoundNames:
        """At most so many documents for `text`; none where it is like nothing."""
        typed = normalise(text)
        if len(typed) < _LEAST:
            return FoundNames()
        parts, sure = [], False
        for part in typed.split():
            scores, certain = self._part(part)
            parts.append(scores)
            sure = sure or certain
        both = len(parts) > 1
        total = [sum(told) + both * min(told) for told in zip(*parts, strict=True)]
        if not any(total):
            _add(total, self._told_by(self._like(self._writing.reading(typed))))
        ranked = sorted(range(len(total)), key=lambda number: -total[number])
        names = tuple(self._names[number] for number in ranked[:most] if total[number])
        return FoundNames(names, near=bool(names) and not sure)

    def _part(self, part: str) -> tuple[list[float], bool]:
        """What a typed word tells of each document; does the index hold more than its like?"""
        told, sure = [0.0] * len(self._names), False
        for weights in self._meanings(part):
            sure = sure or max(weights.values(), default=0.0) > _MISSED
            _add(told, self._told_by(weights))
            _add(told, [_HEAD * weights.get(head, 0.0) for head in self._heads])
        best = max(told)
        for number in self._titled(part):
            told[number] += _IN_TITLE * (best or 1.0)
        return told, sure

    def _meanings(self, part: str) -> Iterator[Weights]:
        """The words of the index that each word of `part` stands for; or all of `part` as one."""
        whole, words = self._writing.reading(part), self._writing.words(part)
        if whole in self._read or not words:
            yield self._stands_for(words[0] if len(words) == 1 else part, whole)
            return
        if len(words) > 1 or self._writing.reading(words[0]) != whole:
            yield self._stands_for(part, whole, alone=False)
        for word in words:
            if len(words) > _MOST_WORDS:
                yield {word: _IS} if word in self._readings else {}
            else:
                yield self._stands_for(word, self._writing.reading(word))

    def _stands_for(self, word: str, reading: str, *, alone: bool = True) -> Weights:
        weights: Weights = {}

        def might_be(other: str, weight: float) -> None:
            weights[other] = max(weight, weights.get(other, 0.0))

        known = word in self._readings
        if known:
            might_be(word, _IS)
        if len(reading) >= _LEAST:
            for other in self._read.get(reading, ()):
                might_be(other, _READ_BESIDES if known else _READ_ALIKE)
        besides = _BESIDES if known else 1.0
        for other in self._holding(word) | self._holding(reading):
            readings = self._readings[other]
            if len(word) >= _LEAST and word in other:
                might_be(other, besides * (_BEGINS if other.startswith(word) else _INSIDE))
            elif len(reading) >= _LEAST and any(r.startswith(reading) for r in readings):
                might_be(other, besides * _READ_BEGINS)
            elif len(reading) > _LEAST and any(reading in r for r in readings):
                might_be(other, besides * _INSIDE)
        least = _LEAST_MISSED if weights or not alone else _LEAST_UNKNOWN
        if len(reading) >= least:
            for rest in _without_one(reading):
                for missed in self._missed.get(rest, ()):
                    for other in self._read[missed]:
                        might_be(other, _MISSED)
        return weights

    def _holding(self, text: str) -> set[str]:
        """The few words that can hold `text` or be read so: they have all its pairs of letters."""
        with_pair = [self._paired.get(pair, set()) for pair in _pairs(text)]
        return set.intersection(*with_pair) if with_pair else set()

    def _like(self, reading: str) -> Weights:
        """What is spelt somewhat like an unknown word."""
        like = difflib.get_close_matches(reading, self._read, _MOST_LIKE, _LIKE)
        return {word: _MISSED for other in like for word in self._read[other]}

    def _told_by(self, weights: Weights) -> list[float]:
        """For each document what the best word tells of it, 1 for the best document."""
        told = [0.0] * len(self._names)
        for word in weights.keys() - self._scores.keys():
            self._scores[word] = self._search.scores([word])
        half_typed = _IS not in weights.values()
        common = max((len(self._scores[word]) for word in weights), default=0)
        for word, weight in weights.items():
            held = len(self._scores[word])
            if half_typed and held:
                # What it may become is as likely as it is common: no rare word (機嫌) goes before.
                weight *= self._rare(common) / self._rare(held)
            for number, score in self._scores[word].items():
                told[number] = max(told[number], weight * score)
        most = max(told)
        return [score / most for score in told] if most else told

    def _rare(self, held: int) -> float:
        """What BM25 gives a word for being held by so few of the documents."""
        return log(1 + (len(self._names) - held + 0.5) / (held + 0.5))

    def _titled(self, part: str) -> Iterator[int]:
        reading = self._writing.reading(part)
        for number, title in enumerate(self._titles):
            if len(part) >= _LEAST and (part in title or reading in self._titles_read[number]):
                yield number


def _pairs(text: str) -> set[str]:
    return {text[at : at + _LEAST] for at in range(len(text) - _LEAST + 1)}


def _without_one(word: str) -> set[str]:
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


def _add(total: list[float], more: Sequence[float]) -> None:
    for number, score in enumerate(more):
        total[number] += score
