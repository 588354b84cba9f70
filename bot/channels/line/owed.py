"""Events that are owed an answer, sealed so that they may lie on the disk until they have it.

A key seals for KEY_SECONDS and unseals for as long again; then it is gone, and with it the words in
whatever copy of the database there is. Keys lie in a file of their own, which no backup needs.
"""

from __future__ import annotations

import dataclasses
import json
import logging
import os
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from bot.channels.line.receiving import Happened

log = logging.getLogger(__name__)

FILE = "line.keys"
KEY_SECONDS = 5 * 60  # a push is tried for as long; a reply token lives for one minute of it
_NOT_SEALED = ("received", "again")


class Sealing:
    """Seals with the newest key of the file; unseals with that and the one before it."""

    def __init__(self, path: Path, clock: Callable[[], float] = time.time) -> None:
        """`clock` gives seconds of Unix time, as the keys outlive a process."""
        self._path, self._clock = path, clock
        self._keys = _read(path)  # when each was made, the newest first
        self.renew()

    def renew(self) -> None:
        """Forgets keys that are over, and makes one if the newest has sealed for long enough.

        A key from the future is one from before the clock was put back: it is over too.
        """
        now = self._clock()
        good = {k: at for k, at in self._keys.items() if 0 <= now - at < 2 * KEY_SECONDS}
        newest = next(iter(good.values()), None)
        if newest is None or now - newest >= KEY_SECONDS:
            good = {Fernet.generate_key().decode(): now, **good}
        if good == self._keys:
            return
        self._keys = good
        try:
            _write(self._path, good)
        except OSError as error:  # then what is owed does not outlive this process
            log.error("%s cannot be written: %s", self._path, error.strerror)

    def seal(self, event: Happened) -> bytes:
        """The event as it may be stored."""
        fields = {k: v for k, v in dataclasses.asdict(event).items() if k not in _NOT_SEALED}
        return self._fernet().encrypt(json.dumps([self._clock(), fields]).encode())

    def unseal(self, owed: Mapping[str, bytes]) -> list[Happened]:
        """Those that can still be read, in the order in which they came; the ages of their reply
        tokens go on."""
        found: list[tuple[float, Happened]] = []
        fernet, now, here = self._fernet(), self._clock(), time.monotonic()
        for sealed in owed.values():
            try:
                at, fields = json.loads(fernet.decrypt(sealed))
            except InvalidToken:
                continue
            received = here - max(0.0, now - at)
            found.append((at, Happened(**fields, received=received, again=True)))
        return [event for _, event in sorted(found, key=lambda pair: pair[0])]

    def _fernet(self) -> MultiFernet:
        return MultiFernet([Fernet(key) for key in self._keys])


def _read(path: Path) -> dict[str, float]:
    try:
        keys = {str(k): float(at) for k, at in json.loads(path.read_bytes()).items()}
        for key in keys:
            Fernet(key)
        return keys
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _write(path: Path, keys: Mapping[str, float]) -> None:
    """Whole or not at all, for us alone."""
    new = path.with_suffix(".new")
    with open(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        json.dump(keys, file)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
