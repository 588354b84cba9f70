"""bot/conversation/secret.py: the key is made once, kept for this machine, for us alone."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from bot.conversation.secret import pseudonym, signing_key


def test_a_given_key_is_used(tmp_path: Path) -> None:
    """A key from the settings is used as it is, and nothing is written."""
    assert signing_key("k" * 32, tmp_path / "data") == "k" * 32
    assert not (tmp_path / "data").exists()


def test_a_key_is_made_once(tmp_path: Path) -> None:
    """Without one a long key is made, and the next process finds the same."""
    data = tmp_path / "new" / "data"
    key = signing_key("", data)
    assert len(bytes.fromhex(key)) >= 32
    assert signing_key("", data) == key
    assert signing_key("", tmp_path / "other") != key


def test_nobody_else_reads_it(tmp_path: Path) -> None:
    """File and folder are readable by their owner alone."""
    signing_key("", tmp_path / "data")
    assert stat.S_IMODE((tmp_path / "data" / "signing.key").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700


def test_an_empty_file_is_no_key(tmp_path: Path) -> None:
    """A file that was cut short does not sign with nothing."""
    (tmp_path / "signing.key").write_text("", encoding="ascii")
    assert len(signing_key("", tmp_path)) >= 64


def test_a_key_that_cannot_be_read(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Damaged, or where no folder can be made: this process has a key of its own, and says why."""
    (tmp_path / "signing.key").write_bytes(b"\xff\xfe")
    assert len(signing_key("", tmp_path)) >= 64
    assert len(signing_key("", tmp_path / "signing.key")) >= 64
    assert caplog.text.count("signing.key") >= 2


def test_pseudonyms() -> None:
    """A pseudonym depends on key, purpose and name, and on nothing else; it is 128 bits."""
    found = pseudonym("k", "sender", "a")
    assert found == pseudonym("k", "sender", "a")
    assert len({found, pseudonym("l", "sender", "a"), pseudonym("k", "holder", "a")}) == 3
    assert found != pseudonym("k", "sender", "b")
    assert len(bytes.fromhex(found)) * 8 == 128
