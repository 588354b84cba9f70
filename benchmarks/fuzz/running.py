"""Runs inputs by their numbers, and keeps what broke: which number, where, and how often."""

from __future__ import annotations

import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.fuzz.making import random_for
from benchmarks.fuzz.reading import Target

SLOW_SECONDS = 2.0  # of processor time for one input
_ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Breakage:
    """One way to break: the target, what it said, and the line of ours at which it happened."""

    target: str
    said: str
    place: str


@dataclass
class FuzzResults:
    """How many inputs each target got, how long they took, and each breakage with numbers."""

    seed: int
    inputs: Counter[str] = field(default_factory=Counter)
    seconds: Counter[str] = field(default_factory=Counter)
    slowest: dict[str, float] = field(default_factory=dict)
    broken: dict[Breakage, list[int]] = field(default_factory=dict)

    def note(self, target: str, number: int, seconds: float, error: BaseException | None) -> None:
        """One input is over."""
        self.inputs[target] += 1
        self.seconds[target] += seconds
        self.slowest[target] = max(self.slowest.get(target, 0.0), seconds)
        if error is not None:
            self.broken.setdefault(_breakage(target, error), []).append(number)
        elif seconds > SLOW_SECONDS:
            slow = Breakage(target, f"more than {SLOW_SECONDS:.0f} s", "")
            self.broken.setdefault(slow, []).append(number)


def run(
    results: FuzzResults,
    name: str,
    target: Target,
    numbers: Iterable[int],
    say: Callable[[str], None] | None = None,
) -> None:
    """Feeds `target` with its inputs of these `numbers`."""
    for number in numbers:
        began, error = time.process_time(), None
        try:
            target(random_for(results.seed, name, number))
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as found:  # a panic of what is written in Rust is no Exception
            error = found
        results.note(name, number, time.process_time() - began, error)
        if say and results.inputs[name] % 10_000 == 0:
            say(f"{name}: {results.inputs[name]:,} inputs, {len(results.broken)} breakages")


def _breakage(target: str, error: BaseException) -> Breakage:
    """Without words of the input: a message of an error may hold them."""
    ours = [
        frame for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename.startswith(str(_ROOT / "bot"))
    ]  # fmt: skip
    place = f"{Path(ours[-1].filename).relative_to(_ROOT)}:{ours[-1].lineno}" if ours else ""
    said = f": {error}" if isinstance(error, AssertionError) else ""
    return Breakage(target, f"{type(error).__name__}{said}", place)
