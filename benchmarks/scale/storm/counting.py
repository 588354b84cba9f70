"""What became of each message, counted on the residents' side."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, field

WEB, LINE = "web", "line"


@dataclass
class Counted:
    """Of one channel.

    `sent`: messages, each counted once however often it was sent. `lost`: never taken. `silent`:
    taken, and no answer, or one that says nothing. `doubled`: two answers. `mixed`: an answer about
    somebody else. `unlike`: sent again, it got another answer than before.
    """

    sent: int = 0
    answered: int = 0
    right: int = 0
    reduced: int = 0
    lost: int = 0
    silent: int = 0
    doubled: int = 0
    mixed: int = 0
    tries: int = 0
    begun_anew: int = 0
    waits: list[float] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)
    not_right: Counter[str] = field(default_factory=Counter)

    def judge(self, text: str, *, right: bool) -> None:
        """Counts an answer, and what was asked where the expected words are not in it."""
        self.right += right
        if not right:
            self.not_right["生年月日" if "日です" in text else text] += 1

    @property
    def amiss(self) -> int:
        """Everything that may not be."""
        return self.lost + self.silent + self.doubled + self.mixed


@dataclass
class StormResults:
    """Both channels, what was killed how often, and how long it all took."""

    residents: int
    cores: int
    channels: dict[str, Counted] = field(default_factory=lambda: {WEB: Counted(), LINE: Counted()})
    killed: Counter[str] = field(default_factory=Counter)
    away: dict[str, list[float]] = field(default_factory=dict)
    figures: dict[str, float] = field(default_factory=dict)
    load: list[float] = field(default_factory=list)
    began: float = field(default_factory=time.monotonic)
    seconds: float = 0.0
    examples: list[str] = field(default_factory=list)

    @property
    def answered(self) -> int:
        """At both channels."""
        return sum(counted.answered for counted in self.channels.values())

    def note(self, example: str) -> None:
        """Keeps the first few things that went wrong, for whoever looks for the cause."""
        if len(self.examples) < 20:
            self.examples.append(example)
