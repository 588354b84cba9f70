"""BM25, what a keyword search does: which known utterance shares the rarest words?"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

_K1, _B = 1.5, 0.75  # the usual values


class KeywordSearch:
    """Okapi BM25 over texts that are already cut into words."""

    def __init__(self, texts: Sequence[Sequence[str]]) -> None:
        mean = sum(map(len, texts)) / len(texts)
        known = Counter(word for text in texts for word in set(text))
        self._weights: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for number, text in enumerate(texts):
            length = _K1 * (1 - _B + _B * len(text) / mean)
            for word, count in Counter(text).items():
                rarity = math.log(1 + (len(texts) - known[word] + 0.5) / (known[word] + 0.5))
                weight = rarity * count * (_K1 + 1) / (count + length)
                self._weights[word].append((number, weight))

    def scores(self, words: Sequence[str]) -> dict[int, float]:
        """The score of each text that shares a word with `words`."""
        found: dict[int, float] = defaultdict(float)
        for word in words:
            for number, weight in self._weights.get(word, ()):
                found[number] += weight
        return dict(found)


def ranked(scores: Mapping[int, float], names: Sequence[str]) -> list[tuple[str, float]]:
    """Names by the score of the best text of each, best first."""
    best: dict[str, float] = {}
    for number, score in scores.items():
        best[names[number]] = max(score, best.get(names[number], 0.0))
    return sorted(best.items(), key=lambda pair: -pair[1])
