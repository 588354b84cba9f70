"""A data folder as the place of one process: the kernel tells when that process has ended."""

from __future__ import annotations

import fcntl
import logging
import os
import secrets
from contextlib import suppress
from pathlib import Path

log = logging.getLogger(__name__)

FILE = "line.place"


class Place:
    """The file at `path`: who holds its lock is alone there, and whoever was before is dead.

    So a process that is started again need not wait until its own earlier self is given up.
    """

    def __init__(self, path: Path) -> None:
        self._path, self._handle = path, -1

    def enter(self) -> str:
        """The name of the place; empty if another process is there, or the file cannot be used."""
        try:
            handle = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            log.warning("%s cannot be used: %s", self._path, error.strerror)
            return ""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            name = os.read(handle, 64).decode("ascii")
            if not name:
                name = secrets.token_hex(8)
                os.write(handle, name.encode())
        except (OSError, UnicodeError):
            os.close(handle)
            return ""
        self._handle = handle
        return name

    def leave(self) -> None:
        """Lets the next process enter."""
        if self._handle >= 0:
            with suppress(OSError):
                os.close(self._handle)
            self._handle = -1
