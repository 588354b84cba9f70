"""bot/commands/output.py: the log keeps its size, and a full disk stops nobody."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from bot.commands import output


def test_what_matters_is_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """That a process was started again is shown to a person, not only written to the file."""
    log = output.LoudOnly(tmp_path / "log")
    log.write("rasa", "serve: WARNING rasa ended (exit code 7), starting it again")
    log.write("rasa", "an ordinary line")
    assert "exit code 7" in capsys.readouterr().out
    assert "an ordinary line" in (tmp_path / "log").read_text(encoding="utf-8")


def test_the_log_is_put_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However long it runs, the log takes no more than its files."""
    monkeypatch.setattr(output, "_LOG_BYTES", 500)
    printer = output.LoudOnly(tmp_path / "log")
    for number in range(200):
        printer.write("rasa", f"line {number}")
    files = sorted(tmp_path.iterdir())
    assert len(files) == 4
    assert all(file.stat().st_size <= 500 for file in files)
    assert "rasa line 199" in (tmp_path / "log").read_text(encoding="utf-8")


def test_a_full_disk_stops_no_log(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Lines that cannot be written are told once, without what they hold; the rest is shown."""
    log = output.LoudOnly(tmp_path / "log")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(log._log.stream, "write", full)
    for _ in range(3):
        log.write("gateway", "a line")
    log.write("gateway", "x ERROR y")
    out = capsys.readouterr()
    assert out.out.count("No space left") == 1
    assert "a line" not in out.out + out.err
    assert "ERROR" in out.out


def test_a_full_disk_behind_our_output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where our output is a file on that disk, nothing ends by it."""

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("builtins.print", full)
    output.LoudOnly(tmp_path / "log").write("gateway", "x ERROR y")
    output.show("ready")
