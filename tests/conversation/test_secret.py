"""bot/conversation/secret.py: one key signs, and makes names that nobody can trace."""

from __future__ import annotations

from pathlib import Path

from bot.conversation.secret import pseudonym, signing_key


def test_which_key_signs(tmp_path: Path) -> None:
    """The one that is given, else that of the machine."""
    assert signing_key("k" * 32, tmp_path) == "k" * 32
    assert signing_key("", tmp_path) == (tmp_path / "signing.key").read_text(encoding="ascii")


def test_pseudonyms() -> None:
    """A pseudonym depends on key, purpose and name, and on nothing else; it is 128 bits."""
    found = pseudonym("k", "sender", "a")
    assert found == pseudonym("k", "sender", "a")
    assert len({found, pseudonym("l", "sender", "a"), pseudonym("k", "holder", "a")}) == 3
    assert found != pseudonym("k", "sender", "b")
    assert len(bytes.fromhex(found)) * 8 == 128
