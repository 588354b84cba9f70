"""bot/storage/sealing.py: a key of its own for each purpose."""

from __future__ import annotations

import pytest
from cryptography.fernet import InvalidToken

from bot.storage.sealing import fernet_for, key_for


def test_a_purpose_has_its_own_key() -> None:
    """The same secret and purpose give the same key; another of either gives another."""
    assert key_for("secret", b"one") == key_for("secret", b"one")
    assert len({key_for("secret", b"one"), key_for("secret", b"two"), key_for("", b"one")}) == 3


def test_what_one_purpose_seals_is_nothing_to_another() -> None:
    """It is unsealed for its own purpose alone, by whoever has the secret."""
    sealed = fernet_for("secret", b"one").encrypt(b"words")
    assert fernet_for("secret", b"one").decrypt(sealed) == b"words"
    with pytest.raises(InvalidToken):
        fernet_for("secret", b"two").decrypt(sealed)
