"""Keys of one secret, another for each purpose: what one seals is nothing to the others."""

from __future__ import annotations

import base64
import hashlib
import hmac

from cryptography.fernet import Fernet


def key_for(secret: str, purpose: bytes) -> bytes:
    """32 bytes that tell nothing about the secret, nor about the key of another purpose."""
    return hmac.digest(secret.encode(), purpose, hashlib.sha256)


def fernet_for(secret: str, purpose: bytes) -> Fernet:
    """Seals and unseals with that key."""
    return Fernet(base64.urlsafe_b64encode(key_for(secret, purpose)))
