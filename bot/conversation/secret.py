"""The key that signs conversations, and the names that nobody can trace without it."""

from __future__ import annotations

import hashlib
import hmac
from pathlib import Path

from bot.keys import kept_key

FILE = "signing.key"


def signing_key(given: str, data: Path) -> str:
    """`given`, else the key in `data`."""
    return kept_key(given, data / FILE)


def pseudonym(key: str, purpose: str, name: str) -> str:
    """A name that cannot be traced back to `name` without the key; 32 hexadecimal digits."""
    return hmac.new(key.encode(), f"{purpose}:{name}".encode(), hashlib.sha256).hexdigest()[:32]
