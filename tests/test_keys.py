"""bot/keys.py: a key is made once, kept for this machine, for us alone."""

from __future__ import annotations

import stat
import threading
from pathlib import Path

import pytest

from bot.keys import kept_key


def test_a_given_key_is_used(tmp_path: Path) -> None:
    """A key from the settings is used as it is, and nothing is written."""
    assert kept_key("k" * 32, tmp_path / "data" / "one.key") == "k" * 32
    assert not (tmp_path / "data").exists()


def test_a_key_is_made_once(tmp_path: Path) -> None:
    """Without one a long key is made, and the next process finds the same."""
    data = tmp_path / "new" / "data"
    key = kept_key("", data / "one.key")
    assert len(bytes.fromhex(key)) >= 32
    assert kept_key("", data / "one.key") == key
    assert kept_key("", tmp_path / "other" / "one.key") != key


def test_nobody_else_reads_it(tmp_path: Path) -> None:
    """File and folder are readable by their owner alone."""
    kept_key("", tmp_path / "data" / "one.key")
    assert stat.S_IMODE((tmp_path / "data" / "one.key").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700


def test_an_empty_file_is_no_key(tmp_path: Path) -> None:
    """A file that was cut short does not sign with nothing."""
    (tmp_path / "one.key").write_text("", encoding="ascii")
    assert len(kept_key("", tmp_path / "one.key")) >= 64


def test_a_key_that_cannot_be_read(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Damaged, or where no folder can be made: this process has a key of its own, and says why."""
    (tmp_path / "one.key").write_bytes(b"\xff\xfe")
    assert len(kept_key("", tmp_path / "one.key")) >= 64
    assert len(kept_key("", tmp_path / "one.key" / "one.key")) >= 64
    assert caplog.text.count("one.key") >= 2


def test_processes_that_start_together(tmp_path: Path) -> None:
    """All of them have the one key that is kept, and nothing else is left."""
    found: list[str] = []
    together = threading.Barrier(8)

    def start() -> None:
        together.wait(10)
        found.append(kept_key("", tmp_path / "one.key"))

    threads = [threading.Thread(target=start) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert found == [(tmp_path / "one.key").read_text(encoding="ascii")] * 8
    assert list(tmp_path.iterdir()) == [tmp_path / "one.key"]
