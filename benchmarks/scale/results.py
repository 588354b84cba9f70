"""What was measured of each layout."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from benchmarks.scale.service import Layout
from benchmarks.web.load import LoadWindow
from benchmarks.web.results import LoadFigures


@dataclass(frozen=True, slots=True)
class Passed:
    """One window, and the seconds of processor time of each kind of part and of the machine."""

    window: LoadWindow
    cpu: Mapping[str, float]
    machine_cpu: float


@dataclass(slots=True)
class ScaleResults:
    """All windows. `memory`: MB by layout and kind of part; `load`: averages before and after."""

    rounds: int
    seconds: float
    cores: int
    load: list[float] = field(default_factory=list)
    memory: dict[Layout, dict[str, float]] = field(default_factory=dict)
    measured: dict[tuple[Layout, int], list[Passed]] = field(default_factory=dict)

    @property
    def layouts(self) -> list[Layout]:
        """In the order in which they were measured first."""
        return list(dict.fromkeys(layout for layout, _ in self.measured))

    @property
    def talks(self) -> list[int]:
        """How many at once, fewest first."""
        return sorted({talks for _, talks in self.measured})

    def figures(self, layout: Layout, talks: int) -> LoadFigures:
        """Of all rounds."""
        return LoadFigures.of([one.window for one in self.measured[layout, talks]])

    def cpu_each(self, layout: Layout, talks: int) -> dict[str, float]:
        """Seconds of processor time a message, by kind of part."""
        all_of = self.measured[layout, talks]
        count = sum(len(one.window.samples) for one in all_of)
        kinds = {kind for one in all_of for kind in one.cpu}
        return {kind: sum(one.cpu.get(kind, 0.0) for one in all_of) / count for kind in kinds}

    def busy(self, layout: Layout, talks: int) -> float:
        """How many cores worked for the service, on average; the client is not of it."""
        all_of = self.measured[layout, talks]
        lasted = sum(one.window.seconds for one in all_of)
        used = sum(sum(one.cpu.values()) - one.cpu["client"] for one in all_of)
        return used / lasted

    def of_each_core(self, layout: Layout, talks: int) -> float:
        """Messages a second of each core that worked for the service."""
        return self.figures(layout, talks).rate / self.busy(layout, talks)

    @property
    def foreign(self) -> float:
        """The share of the machine that went to work that was not ours."""
        all_of = [one for found in self.measured.values() for one in found]
        lasted = sum(one.window.seconds for one in all_of) * self.cores
        other = sum(one.machine_cpu - sum(one.cpu.values()) for one in all_of)
        return max(0.0, other / lasted)
