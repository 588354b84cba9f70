"""BM25, what a keyword search does: which known utterance shares the rarest words?"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from heapq import nlargest

_TOGETHER = 3  # texts of a name: better than one alone on questions that nobody learnt from


@contextmanager
def _without_jax() -> Iterator[None]:
    """bm25s takes JAX where it is installed, here by TensorFlow: 0.7 s a start, and of no use."""
    if "jax" in sys.modules:
        yield
        return
    sys.modules["jax"] = None  # type: ignore[assignment]  # means: cannot be imported
    try:
        yield
    finally:
        del sys.modules["jax"]


with _without_jax():
    import bm25s


class KeywordSearch:
    """Okapi BM25 over texts that are already cut into words."""

    def __init__(
        self, texts: Sequence[Sequence[str]], *, often: float = 1.5, length: float = 0.75
    ) -> None:
        """`often`, `length`: BM25's k1 and b, how much a repeated word and a long text count."""
        self._index = bm25s.BM25(method="atire", idf_method="lucene", k1=often, b=length)
        self._index.index([list(text) for text in texts], show_progress=False)

    def scores(self, words: Sequence[str]) -> dict[int, float]:
        """The score of each text that shares a word with `words`."""
        known = [word for word in words if word in self._index.vocab_dict]
        if not known:
            return {}
        scores = self._index.get_scores(known)
        return {int(number): float(scores[number]) for number in scores.nonzero()[0]}


def ranked(scores: Mapping[int, float], names: Sequence[str]) -> list[tuple[str, float]]:
    """Names by the best few texts of each together, best first: one text alone may be a chance."""
    of_name: dict[str, list[float]] = defaultdict(list)
    for number, score in scores.items():
        of_name[names[number]].append(score)
    together = {name: sum(nlargest(_TOGETHER, found)) for name, found in of_name.items()}
    return sorted(together.items(), key=lambda pair: -pair[1])
