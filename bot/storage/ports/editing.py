"""Changes of the texts that residents read: who wrote them, who let them out, and when."""

from __future__ import annotations

import enum
from collections.abc import Collection
from dataclasses import dataclass
from typing import Protocol


class Stage(enum.Enum):
    """How far a change is."""

    DRAFT = "draft"  # 下書き
    WAITING = "waiting"  # 承認待ち
    APPROVED = "approved"  # 公開の日を待っている
    PUBLISHED = "published"  # 公開した
    WITHDRAWN = "withdrawn"  # 取りやめた


OPEN = (Stage.DRAFT, Stage.WAITING)


@dataclass(frozen=True, slots=True)
class ChangedText:
    """At a place, what stood there and what is to stand there."""

    place: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ContentChange:
    """A change of one entry of a city. Of each entry one at most is open (OPEN).

    `authors`    everybody who wrote in it; `approver` is none of them
    `publish_on` the day from which it holds: 2026-08-01
    `published`  the moment since which it holds
    `undoes`     the number of the change that this one takes back; 0: none
    `trouble`    why it could not be published when it was due
    `version`    counts its changes, from 1
    """

    city: str
    entry: str
    texts: tuple[ChangedText, ...]
    authors: tuple[str, ...]
    stage: Stage = Stage.DRAFT
    approver: str = ""
    publish_on: str = ""
    changed: str = ""
    published: str = ""
    undoes: int = 0
    trouble: str = ""
    id: int = 0
    version: int = 1


class ContentChangeStore(Protocol):
    """All changes, of all cities."""

    def add(self, change: ContentChange) -> ContentChange | None:
        """Keeps it under a number of its own; None where another one of its entry is open."""

    def save(self, change: ContentChange) -> bool:
        """Keeps it as the next version; False if another than its `version` is there."""

    def find(self, id: int) -> ContentChange | None:
        """The change of that number."""

    def of_city(
        self, city: str, stages: Collection[Stage], most: int, entry: str = ""
    ) -> list[ContentChange]:
        """The newest of these stages, the newest first; of one `entry` where that is given."""

    def so_far(self, city: str) -> tuple[int, str]:
        """How many were published, and the moment of the last one; it only ever grows."""

    def published(self, city: str) -> list[ContentChange]:
        """All that were published, in the order in which they were."""
