"""Events that are owed an answer, sealed so that they may lie on the disk until they have it.

A key seals for KEY_SECONDS and unseals for as long again; then it is gone, and with it the words in
whatever copy of the database there is. Keys lie in a file of their own, which no backup needs;
those of several gateways are also in the memory of Redis.
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
from bot.storage.ports.webhooks import OwedEvent

log = logging.getLogger(__name__)

FILE = "line.keys"
KEY_SECONDS = 5 * 60  # a push is tried for as long; a reply token lives for one minute of it
_SKEW_SECONDS = 20.0  # by which the clocks of two machines may differ
_NOT_SEALED = ("received", "again", "before")


class Sealing:
    """Seals with the newest key; unseals with all that are still good, of other gateways too."""

    def __init__(self, path: Path, clock: Callable[[], float] = time.time) -> None:
        """`clock` gives seconds of Unix time, as the keys outlive a process."""
        self._path, self._clock = path, clock
        self._keys = _read(path)  # when each was made, the newest first
        self.learn(self.fresh())

    def fresh(self) -> dict[str, float]:
        """The keys that are still good, and a new one if the newest has sealed for long enough."""
        good, now = self._good(self._keys), self._clock()
        newest = max(good.values(), default=None)
        if newest is None or now - newest >= KEY_SECONDS:
            good[Fernet.generate_key().decode()] = now
        return good

    def learn(self, keys: Mapping[str, float]) -> None:
        """Uses these as well, and forgets those that are over."""
        good = self._good({**self._keys, **keys})
        good = dict(sorted(good.items(), key=lambda pair: pair[1], reverse=True))
        if good == self._keys:
            return
        self._keys = good
        try:
            _write(self._path, good)
        except OSError as error:  # then what is owed does not outlive this process
            log.error("%s cannot be written: %s", self._path, error.strerror)

    def left(self, keys: Mapping[str, float]) -> dict[str, float]:
        """For how many seconds each of them is still good."""
        now = self._clock()
        return {key: 2 * KEY_SECONDS - (now - made) for key, made in keys.items()}

    def seal(self, event: Happened, talk: str = "") -> OwedEvent:
        """The event as it may be stored; `talk` is the pseudonym by which it has its order."""
        fields = {k: v for k, v in dataclasses.asdict(event).items() if k not in _NOT_SEALED}
        sealed = self._fernet().encrypt(json.dumps([self._clock(), fields]).encode())
        return OwedEvent(sealed, talk, event.sent, int(self._clock()))

    def unseal(self, owed: Mapping[str, OwedEvent]) -> list[Happened]:
        """Those that can still be read, in the order in which they came; the ages of their reply
        tokens go on."""
        found: list[tuple[float, Happened]] = []
        fernet, now, here = self._fernet(), self._clock(), time.monotonic()
        for event in owed.values():
            try:
                at, fields = json.loads(fernet.decrypt(event.sealed))
            except InvalidToken:
                continue
            received = here - max(0.0, now - at)
            found.append((at, Happened(**fields, received=received, again=True)))
        return [event for _, event in sorted(found, key=lambda pair: pair[0])]

    def is_over(self, event: OwedEvent) -> bool:
        """Has every key that may have sealed it gone by now?"""
        return self._clock() - event.at >= 2 * KEY_SECONDS + _SKEW_SECONDS

    def _good(self, keys: Mapping[str, float]) -> dict[str, float]:
        """A key from the future is one from before the clock was put back: it is over too."""
        now = self._clock()
        return {k: at for k, at in keys.items() if -_SKEW_SECONDS <= now - at < 2 * KEY_SECONDS}

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
