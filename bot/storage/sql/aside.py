"""Files that were put aside, damaged or taken over, and that may hold words of residents."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from bot.storage.sql import legacy

DAMAGED = "damaged"
DAMAGED_DAYS = 30  # in which somebody may still look for a row that could not be brought over
_TAILS = ("-wal", "-shm")


@dataclass(frozen=True, slots=True)
class AsideFiles:
    """Those in `folder`."""

    folder: Path
    days: ClassVar[int] = DAMAGED_DAYS

    def found(self) -> dict[str, float]:
        """Their names, and the moments of Unix time at which they changed last."""
        return {path.name: path.stat().st_mtime for path in self._paths()}

    def drop_old(self, now: float | None = None) -> None:
        """Deletes those that are over."""
        legacy.drop_aside(self.folder, now=now)
        before = (time.time() if now is None else now) - DAMAGED_DAYS * 24 * 60 * 60
        for path in [*self._damaged()]:
            if path.stat().st_mtime < before:
                _delete(path)

    def clear(self) -> int:
        """Deletes all of them; how many there were."""
        paths = [*self._paths()]
        for path in paths:
            _delete(path)
        return len(paths)

    def _paths(self) -> Iterator[Path]:
        yield from self._damaged()
        old = (legacy.aside(self.folder / name) for name in legacy.WITH_WORDS)
        yield from (path for path in old if path.exists())

    def _damaged(self) -> Iterator[Path]:
        found = sorted(self.folder.glob(f"*.{DAMAGED}-*"))
        yield from (path for path in found if not path.name.endswith(_TAILS))


def _delete(path: Path) -> None:
    for tail in ("", *_TAILS):
        path.with_name(path.name + tail).unlink(missing_ok=True)
