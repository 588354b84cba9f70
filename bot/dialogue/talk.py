"""The state of one talk between two turns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from bot.dialogue import facts


@dataclass
class Talk:
    """What is remembered. Personal dates live in `facts` and `partial` alone.

    They are wiped as soon as a turn passes that neither uses them nor leaves a question open.
    """

    topic: str | None = None  # the P id that is being worked out
    asked: str | None = None  # the fact that was asked for last; None: no question is open
    facts: dict[str, str] = field(default_factory=dict)
    person: str | None = None  # whose papers, as a label; None: nobody was named
    skipped: list[str] = field(default_factory=list)  # facts not known or not to be said
    partial: str | None = None  # the words of a date that is not complete yet
    latest: str | None = None  # the fact given last, which a correction is about
    told: dict[str, int] = field(default_factory=dict)  # how often each id was answered
    last: str | None = None  # the id answered last
    misses: int = 0  # misunderstandings in a row
    returned: bool = False  # an open question was taken up again after another one

    @classmethod
    def of(cls, slots: Mapping[str, Any]) -> Talk:
        """The state that `slots` hold; other slots are not looked at."""
        names = {f.name for f in fields(cls)}
        return cls(**{n: value for n, value in slots.items() if n in names and value is not None})

    def slots(self) -> dict[str, Any]:
        """The slots for the next turn; what is empty is None, so that nothing old stays."""
        return {f.name: getattr(self, f.name) or None for f in fields(self)}

    @property
    def awaited(self) -> str | None:
        """The fact that a bare date would be: what was asked, else what was skipped first."""
        return self.asked or next(iter(self.skipped), None)

    def forget_person(self) -> None:
        """Wipes every personal fact; the matter stays open."""
        self.facts, self.skipped, self.partial, self.latest = {}, [], None, None

    def close(self) -> None:
        """Wipes every personal fact and ends the matter."""
        self.forget_person()
        self.topic, self.asked, self.person, self.returned = None, None, None, False

    def learn(self, given: Mapping[str, str]) -> None:
        """Takes over facts; a fact that was skipped before counts as given now."""
        self.facts = {**self.facts, **given}
        self.skipped = [name for name in self.skipped if name not in given]
        dated = [name for name in given if name in facts.DATED and given[name] != facts.NONE]
        if dated:
            self.latest, self.partial = dated[-1], None
