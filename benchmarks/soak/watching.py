"""What is seen while the messages go by, and whether memory has kept within its bounds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

WARM = 0.1  # of all messages: caches and pools fill meanwhile
MOST_GROWTH = 1.15  # of a part, from there to the end
CEILING_MB = 2_000  # all processes together, at any moment


@dataclass(frozen=True, slots=True)
class SoakSample:
    """After so many messages and seconds: MB by part."""

    messages: int
    seconds: float
    memory: Mapping[str, float]

    @property
    def total(self) -> float:
        """Of all processes."""
        return sum(self.memory.values())


@dataclass
class SoakResults:
    """Samples in their order; how many answers were right, and made without Rasa."""

    talks: int
    samples: list[SoakSample] = field(default_factory=list)
    right: int = 0
    reduced: int = 0
    messages: int = 0

    @property
    def warm(self) -> SoakSample:
        """The first sample after the caches are full."""
        return next(s for s in self.samples if s.messages >= WARM * self.messages)

    def growth(self) -> dict[str, float]:
        """By part, how many times as much memory at the end as when it was warm."""
        warm, last = self.warm.memory, self.samples[-1].memory
        return {part: last[part] / mb for part, mb in warm.items() if part in last and mb}

    def complaints(self) -> list[str]:
        """What is wrong, in Japanese; nothing where memory kept within its bounds."""
        found = [
            f"{part} が {times:.2f} 倍に増えた(上限 {MOST_GROWTH} 倍)"
            for part, times in self.growth().items()
            if times > MOST_GROWTH
        ]
        if (most := max(sample.total for sample in self.samples)) > CEILING_MB:
            found.append(f"合計が {most:,.0f} MB になった(上限 {CEILING_MB:,} MB)")
        if self.reduced or self.right < self.messages:
            wrong = self.messages - self.right
            found.append(f"正しくない返事が {wrong:,} 件、Rasa なしの返事が {self.reduced:,} 件")
        return found


def report(results: SoakResults, shown: int = 20) -> str:
    """The page, with about `shown` of the samples."""
    last = results.samples[-1]
    parts = sorted({part for sample in results.samples for part in sample.memory})
    lines = [
        "# 長く動かす試験",
        "",
        f"{results.messages:,} 件の発言({results.talks} 会話が同時)。{last.seconds / 60:.0f} 分、"
        f"毎秒 {results.messages / last.seconds:.1f} 件。正しい返事 {results.right:,} 件、"
        f"Rasa なしの返事 {results.reduced:,} 件。",
        "",
        f"上限: 全プロセスの合計 {CEILING_MB:,} MB、温まってから(全体の {WARM:.0%})の増え方 "
        f"{MOST_GROWTH} 倍。",
        "",
        "**" + ("、".join(results.complaints()) or "上限の中でした") + "。**",
        "",
        f"| 発言 | 分 | {' | '.join(parts)} | 合計 MB |",
        f"|---|---|{'---|' * len(parts)}---|",
        *(_row(sample, parts) for sample in _thinned(results.samples, shown)),
        "",
    ]
    return "\n".join(lines)


def _row(sample: SoakSample, parts: Sequence[str]) -> str:
    by_part = " | ".join(f"{sample.memory.get(part, 0):,.0f}" for part in parts)
    return f"| {sample.messages:,} | {sample.seconds / 60:.1f} | {by_part} | {sample.total:,.0f} |"


def _thinned(samples: Sequence[SoakSample], most: int) -> list[SoakSample]:
    step = max(1, -(-len(samples) // most))
    return [*samples[:-1:step], samples[-1]]
