"""SQLite files in the data folder: one short connection for each piece of work."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_WAIT_SECONDS = 5
# What was written is on the disk before we go on: an audit must outlive a power cut.
SYNCHRONOUS = "full"


class Base:
    """One file, `name` in the folder `data`, with the tables of `schema`."""

    def __init__(self, data: Path, name: str, schema: str) -> None:
        data.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._path = data / name
        self._path.touch(mode=0o600)
        with self.open() as base:
            base.execute("pragma journal_mode = wal")
            base.executescript(schema)

    @contextmanager
    def open(self) -> Iterator[sqlite3.Connection]:
        """A connection; what was written is kept if the block ends well, and all of it or none."""
        base = sqlite3.connect(self._path, timeout=_WAIT_SECONDS)
        base.row_factory = sqlite3.Row
        base.execute(f"pragma synchronous = {SYNCHRONOUS}")
        try:
            with base:
                yield base
        finally:
            base.close()
