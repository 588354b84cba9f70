"""What was taught: the exports of editors' decisions, what each model was made of, since when.

A line of what was taught is named by a mark of its words, never by the words.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from bot.storage.ports.kept import KeptWords


@dataclass(frozen=True, slots=True)
class ExportRecord:
    """One export: the whole file before and after it."""

    id: int
    at: str
    editor: str
    before: str = field(repr=False)
    after: str = field(repr=False)


class TeachingStore(Protocol):
    """Exports in their order, and models by the name of their file."""

    def add(self, at: str, editor: str, before: str, after: str) -> None:
        """Notes an export under a number of its own."""

    def export(self, number: int) -> ExportRecord | None:
        """The export with this number."""

    def last_that_made(self, after: str) -> ExportRecord | None:
        """The newest export after which the file was `after`."""

    def clear(self) -> None:
        """Forgets every export, and what every model is made of; no byte of it is left."""

    def remember(self, model: str, taught: str, inputs: str) -> None:
        """`model` is made of the file `taught`, and of all else with the fingerprint `inputs`."""

    def taught(self, model: str) -> str | None:
        """The file that `model` is made of, if that is known."""

    def inputs(self, model: str) -> str | None:
        """The fingerprint of all else that it is made of, if that is known."""

    def exports_kept(self) -> KeptWords:
        """The exports that are remembered, and the minute of the oldest."""

    def drop_exports(self, before: str) -> None:
        """Forgets what was exported before that minute; it cannot be taken back any more."""

    def rewrite(self, change: Callable[[str], str]) -> None:
        """Puts what `change` makes of it in place of every remembered text."""

    def days(self) -> dict[str, str]:
        """Since which day each line is taught, by its mark."""

    def date(self, days: Mapping[str, str]) -> None:
        """From now on these lines are taught since those days."""

    def undate(self, lines: Collection[str]) -> None:
        """Forgets the days of these lines."""
