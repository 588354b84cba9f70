"""What the processes print: all of it in a file that does not grow, what matters before a person.

A full disk stops none of it.
"""

from __future__ import annotations

import logging
import re
import sys
import time
from contextlib import suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path

_LOG_BYTES, _LOGS_BEFORE = 5_000_000, 3


class PatientLog(RotatingFileHandler):
    """A log that stops nobody: that it cannot be written, on a full disk, is told once."""

    _told = False

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802
        """Instead of a traceback for each line; what is in the line is lost."""
        if not self._told:
            self._told = True
            show(f"serve: {self.baseFilename} cannot be written: {sys.exc_info()[1]}")


class LoudOnly:
    """Writes every line of the processes to a file, and shows a person those that matter.

    The file is put aside when it has 5 MB; three of those are kept.
    """

    _MATTERS = re.compile(r" (?:WARNING|ERROR|CRITICAL) |^\w*(?:Error|Exception)\b")

    def __init__(self, log: Path) -> None:
        self._log = PatientLog(log, maxBytes=_LOG_BYTES, backupCount=_LOGS_BEFORE, encoding="utf-8")

    def write(self, name: str, line: str) -> None:
        """One line of one process."""
        told = f"{time.strftime('%H:%M:%S')} {name} {line}"
        self._log.emit(logging.makeLogRecord({"msg": told}))
        if self._MATTERS.search(line):
            show(told)


def show(line: str) -> None:
    """Whatever our output is sent to, a file on a full disk too: the service goes on."""
    with suppress(OSError):
        print(line, flush=True)
