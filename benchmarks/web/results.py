"""What was measured, and the figures that the report shows."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from statistics import median

from benchmarks.understanding.figures import quantile
from benchmarks.web.load import LoadWindow, Sample
from benchmarks.web.talks import TalkKind


class Way(Enum):
    """The columns."""

    GATEWAY = "このボット(ゲートウェイから)"
    DIRECT = "このボットの Rasa に直接"
    STOCK = "Rasa 標準(REST + DIET)"


@dataclass(frozen=True, slots=True)
class Measured:
    """One window, and the seconds of processor time that each part and the machine used in it."""

    window: LoadWindow
    cpu: Mapping[str, float]
    machine_cpu: float


@dataclass(frozen=True, slots=True)
class LoadFigures:
    """Messages a second; seconds of half, 95 and 99 in a hundred of them; shares of answers that
    were right, and that the gateway made without Rasa."""

    count: int
    rate: float
    p50: float
    p95: float
    p99: float
    right: float
    reduced: float

    @classmethod
    def of(cls, windows: Sequence[LoadWindow]) -> LoadFigures:
        """All windows as if they were one."""
        samples = [sample for window in windows for sample in window.samples]
        times = [sample.seconds for sample in samples]
        return cls(
            count=len(samples),
            rate=len(samples) / sum(window.seconds for window in windows),
            p50=quantile(times, 0.5),
            p95=quantile(times, 0.95),
            p99=quantile(times, 0.99),
            right=sum(sample.right for sample in samples) / len(samples),
            reduced=sum(sample.reduced for sample in samples) / len(samples),
        )


@dataclass(slots=True)
class LoadResults:
    """All windows of a run.

    `memory`: MB of each part (Pss), `resident` likewise (Rss). `load`: load averages before and
    after.
    """

    rounds: int
    seconds: float
    examples: int
    epochs: int
    cores: int
    load: list[float] = field(default_factory=list)
    memory: dict[str, float] = field(default_factory=dict)
    resident: dict[str, float] = field(default_factory=dict)
    measured: dict[tuple[Way, int], list[Measured]] = field(default_factory=dict)

    @property
    def talks(self) -> list[int]:
        """How many talks there were at once, fewest first."""
        return sorted({talks for _, talks in self.measured})

    def figures(self, way: Way, talks: int) -> LoadFigures:
        """Of all rounds."""
        return LoadFigures.of([one.window for one in self.measured[way, talks]])

    def rounds_of(self, way: Way, talks: int) -> list[LoadFigures]:
        """Of each round."""
        return [LoadFigures.of([one.window]) for one in self.measured[way, talks]]

    def median_of(self, way: Way, talks: int, kind: TalkKind) -> float:
        """p50 of one kind of message."""
        return median_of_kind(
            kind, (s for one in self.measured[way, talks] for s in one.window.samples)
        )

    def cpu_each(self, way: Way, talks: int) -> dict[str, float]:
        """Seconds of processor time a message, by part."""
        all_of = self.measured[way, talks]
        count = sum(len(one.window.samples) for one in all_of)
        return {part: sum(one.cpu[part] for one in all_of) / count for part in all_of[0].cpu}

    @property
    def foreign(self) -> float:
        """The share of the machine that went to work that was not ours."""
        all_of = [one for found in self.measured.values() for one in found]
        lasted = sum(one.window.seconds for one in all_of) * self.cores
        other = sum(one.machine_cpu - sum(one.cpu.values()) for one in all_of)
        return max(0.0, other / lasted)


@dataclass(frozen=True, slots=True)
class Ratio:
    """How many times one is the other: in the middle round, the least and the most.

    The doors of one round are measured seconds apart, so other work disturbs their ratio least.
    """

    middle: float
    least: float
    most: float


def ratio(results: LoadResults, one: Way, other: Way, talks: int, figure: str) -> Ratio:
    """`figure` is the name of one of the figures."""
    each = [
        getattr(a, figure) / getattr(b, figure)
        for a, b in zip(results.rounds_of(one, talks), results.rounds_of(other, talks), strict=True)
    ]
    return Ratio(median(each), min(each), max(each))


def median_of_kind(kind: TalkKind, samples: Iterable[Sample]) -> float:
    """p50 of the messages of `kind`; not a number if there were none."""
    times = [sample.seconds for sample in samples if sample.kind is kind]
    return median(times) if times else math.nan
