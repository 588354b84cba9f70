"""deploy/systemd: the unit is one that systemd takes, and says what the supervisor does."""

from __future__ import annotations

import shutil
import subprocess
from configparser import ConfigParser
from pathlib import Path

import pytest

from bot.commands import supervising
from bot.settings import ROOT

UNIT = ROOT / "deploy" / "systemd" / "kokuho.service"


def service() -> dict[str, str]:
    """The section of the service; of names that are given twice the last."""
    parser = ConfigParser(interpolation=None, strict=False)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(UNIT, encoding="utf-8")
    return dict(parser["Service"])


def test_systemd_hears_more_often_than_it_asks() -> None:
    """The supervisor tells that it lives several times before systemd gives it up."""
    found = service()
    assert found["Type"] == "notify"
    assert float(found["WatchdogSec"]) > 3 * supervising._SYSTEMD_SECONDS
    assert float(found["TimeoutStopSec"]) > 2 * supervising._END_SECONDS


def test_it_is_of_little_harm() -> None:
    """No root, no new rights, nothing of the system to write, files for nobody else."""
    found = service()
    assert found["User"] != "root"
    assert found["NoNewPrivileges"] == "yes"
    assert found["ProtectSystem"] == "strict"
    assert found["UMask"] == "0077"
    assert found["CapabilityBoundingSet"] == ""


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here")
def test_systemd_takes_it(tmp_path: Path) -> None:
    """`systemd-analyze verify` has nothing to say but that the program is elsewhere here."""
    text = UNIT.read_text(encoding="utf-8")
    text = text.replace("/opt/kokuho/.venv/bin/python", "/bin/true").replace("User=kokuho\n", "")
    (tmp_path / UNIT.name).write_text(text, encoding="utf-8")
    found = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(tmp_path / UNIT.name)],
        text=True,
        capture_output=True,
        timeout=60,
    )
    said = [line for line in found.stderr.splitlines() if UNIT.name in line]
    assert (found.returncode, said) == (0, []), found.stderr
