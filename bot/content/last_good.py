"""A copy of the content that was read last without a fault: a broken file stops no restart."""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
from pathlib import Path

log = logging.getLogger(__name__)

_READ = (".yml", ".html")


def keep(folder: Path, good: Path) -> None:
    """Puts a copy of what is read of `folder` in the place of `good`; whole or not at all."""
    try:
        good.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.TemporaryDirectory(dir=good.parent, prefix=".next-") as room:
            new = Path(room) / "content"
            shutil.copytree(folder, new, ignore=_unread)
            if good.exists():
                good.rename(Path(room) / "before")
            new.rename(good)
    except OSError as error:  # then a broken file stops the next start, as it did before
        log.error("no copy of the good content could be kept in %s: %s", good, type(error).__name__)


def _unread(folder: str, names: list[str]) -> list[str]:
    return [
        name
        for name in names
        if not os.path.isdir(os.path.join(folder, name)) and not name.endswith(_READ)
    ]
