"""What was taught: the exports of editors' decisions, and what each model was made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol


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
