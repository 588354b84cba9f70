"""Small statistics, each checked by hand in the tests."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from benchmarks.understanding.outcomes import Answered

_Z = 1.96  # 95 %


def share_in(answered: Sequence[Answered], first: int) -> float:
    """The share of questions with a right id among the `first` likeliest."""
    if not answered:
        return math.nan
    return sum(g.has(q.intents, first) for q, g in answered) / len(answered)


def interval(hits: int, of: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share: what chance in drawing the questions leaves open."""
    share, spread = hits / of, _Z * _Z / of
    middle = (share + spread / 2) / (1 + spread)
    half = _Z * math.sqrt(share * (1 - share) / of + spread / of / 4) / (1 + spread)
    return middle - half, middle + half


@dataclass(frozen=True, slots=True)
class Bin:
    """Questions of like confidence: how many, mean confidence, share that is right."""

    start: float
    end: float
    count: int
    confidence: float
    right: float


def reliability(points: Iterable[tuple[float, bool]], bins: int = 10) -> list[Bin]:
    """(confidence, is it right?) in `bins` of equal width; empty ones left out."""
    sorted_in: list[list[tuple[float, bool]]] = [[] for _ in range(bins)]
    for confidence, right in points:
        sorted_in[min(int(confidence * bins), bins - 1)].append((confidence, right))
    return [
        Bin(
            number / bins,
            (number + 1) / bins,
            len(found),
            sum(confidence for confidence, _ in found) / len(found),
            sum(right for _, right in found) / len(found),
        )
        for number, found in enumerate(sorted_in)
        if found
    ]


def calibration_error(table: Sequence[Bin]) -> float:
    """Expected calibration error: how far confidence is from truth, on average."""
    total = sum(b.count for b in table)
    return sum(b.count * abs(b.confidence - b.right) for b in table) / total


def quantile(values: Sequence[float], share: float) -> float:
    """The least of `values` that at least `share` of them do not exceed."""
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]
