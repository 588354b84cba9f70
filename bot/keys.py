"""Keys of this machine: given by the settings, else made once and kept, readable by us alone."""

from __future__ import annotations

import logging
import os
import secrets
from contextlib import suppress
from pathlib import Path

log = logging.getLogger(__name__)

_BYTES = 32


def kept_key(given: str, path: Path) -> str:
    """`given`, else the key in `path`, which is made on first use.

    Processes that start at the same time find the same one. Where none can be kept, it is one of
    this process alone.
    """
    if given:
        return given
    try:
        return _kept(path)
    except (OSError, UnicodeError) as error:
        log.error("%s cannot be used, its key ends with this process: %s", path, error)
        return secrets.token_hex(_BYTES)


def _kept(path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with suppress(FileNotFoundError):
        return path.read_text(encoding="ascii").strip() or secrets.token_hex(_BYTES)
    new = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    try:
        with open(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(key := secrets.token_hex(_BYTES))
        with suppress(FileExistsError):  # another process was faster: its key is the one
            os.link(new, path)  # whole, or not there
            return key
    finally:
        new.unlink(missing_ok=True)
    return _kept(path)
