"""What the stores in SQL ask of a database, whichever it is."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any, Protocol


class SqlDatabase(Protocol):
    """Whole transactions on borrowed connections, in whatever thread."""

    def reading(self) -> AbstractContextManager[Any]:
        """A connection that sees one state of everything. Raises StorageError."""

    def changing(self, *, durable: bool = True) -> AbstractContextManager[Any]:
        """A connection; what was written is kept if the block ends well, and all of it or none.

        Not `durable`: safe when a process dies, at the mercy of a power cut for some seconds, and
        without a wait for the disk. Raises StorageError.
        """

    def forget(self) -> None:
        """Makes what was deleted go from wherever the database still has it."""
