"""What editors put up for operators: whom to send a caller to, and announcements. And pins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class DeskEntry:
    """Somebody whom a caller is sent to (担当). `version` counts the changes, from 1."""

    id: str
    name: str = ""
    about: str = ""
    phone: str = ""
    place: str = ""
    hours: str = ""
    editor: str = ""
    changed: str = ""  # the day, 2026-11-24
    version: int = 0


class DirectoryStore(Protocol):
    """The directory of desks (担当の一覧)."""

    def entries(self) -> list[DeskEntry]:
        """All that editors wrote, by id."""

    def save(self, entry: DeskEntry) -> bool:
        """Keeps it as the next version; False if another than its `version` is there (0: none)."""

    def remove(self, id: str, version: int) -> bool:
        """Takes it away, if it has that version still."""


@dataclass(frozen=True, slots=True)
class Announcement:
    """A text for operators (お知らせ), up from the day `first` to the day `last`."""

    text: str
    first: str
    last: str
    editor: str
    id: int = 0


class AnnouncementStore(Protocol):
    """What editors put up for operators, with its days."""

    def add(self, announcement: Announcement) -> None:
        """Puts one up, under a number of its own."""

    def not_over(self, day: str) -> list[Announcement]:
        """Those that are up on `day` or later, the newest first."""

    def remove(self, id: int) -> bool:
        """Takes it down; was it there?"""


class PinStore(Protocol):
    """Answers that an operator has pinned."""

    def of(self, operator: str) -> list[str]:
        """Their ids, the first pinned first."""

    def pin(self, operator: str, answer_id: str) -> None:
        """Pins an answer; nothing if it is pinned."""

    def unpin(self, operator: str, answer_id: str) -> None:
        """Takes the pin away; nothing if there is none."""
