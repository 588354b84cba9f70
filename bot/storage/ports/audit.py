"""The audit of the console: who signed in and what was looked up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One line of the audit. `at`: 2026-11-24T09:15:07, in Japan time; `number` grows."""

    at: str
    operator: str
    what: str
    which: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """Which entries: of one operator, of one kind, older than the entry with a number."""

    operator: str = ""
    what: str = ""
    before: int = 0


class AuditStore(Protocol):
    """Entries in the order in which they came. What was added outlives a power cut."""

    def add(self, entry: AuditEntry, drop_before: str | None = None) -> None:
        """Keeps an entry under a number of its own; drops those older than a moment, if given."""

    def latest(self, most: int, wanted: AuditFilter) -> list[AuditEntry]:
        """The newest entries that are `wanted`, the newest first."""

    def operators(self) -> list[str]:
        """Everybody who has an entry, each once, in order."""

    def kinds(self) -> list[str]:
        """Every kind of entry that there is, each once, in order."""
