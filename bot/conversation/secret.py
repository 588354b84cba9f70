"""The key that signs conversations: from the settings, else made once and kept for this machine."""

from __future__ import annotations

import hashlib
import hmac
import logging
import os
import secrets
from pathlib import Path

log = logging.getLogger(__name__)

FILE = "signing.key"
_BYTES = 32


def signing_key(given: str, data: Path) -> str:
    """`given`, else the key in `data`, which is made on first use and readable by us alone."""
    if given:
        return given
    path = data / FILE
    try:
        return _kept(path)
    except (OSError, UnicodeError) as error:
        log.error("%s cannot be used, talks end with this process: %s", path, error)
        return secrets.token_hex(_BYTES)


def _kept(path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip() or secrets.token_hex(_BYTES)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(key := secrets.token_hex(_BYTES))
    return key


def pseudonym(key: str, purpose: str, name: str) -> str:
    """A name that cannot be traced back to `name` without the key; 32 hexadecimal digits."""
    return hmac.new(key.encode(), f"{purpose}:{name}".encode(), hashlib.sha256).hexdigest()[:32]
