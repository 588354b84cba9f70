"""benchmarks/running.py: what is measured is printed, and written unless it was a trial."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import running
from bot.errors import StartError


@pytest.fixture(autouse=True)
def _calm(monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine of the tests is never calm."""
    monkeypatch.setattr(running, "_wait_for_calm", lambda: None)
    monkeypatch.setattr(running.signal, "signal", lambda *_: None)


@pytest.mark.parametrize("quick", [True, False])
def test_a_trial_leaves_the_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], quick: bool
) -> None:
    """The figures are printed; only those of a whole run replace the report."""
    report = tmp_path / "report.md"
    report.write_text("before", encoding="utf-8")
    assert running.run(lambda: "figures", report, quick=quick) == 0
    assert capsys.readouterr().out == "figures\n"
    assert report.read_text(encoding="utf-8") == ("before" if quick else "figures")


@pytest.mark.parametrize("error", [StartError("port 1 is taken"), OSError("port 1 is taken")])
def test_a_failure_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], error: Exception
) -> None:
    """Where nothing could be measured, one sentence says why and no report is written."""

    def fail() -> str:
        raise error

    assert running.run(fail, tmp_path / "report.md", quick=False) == 1
    assert capsys.readouterr().err == "nothing was measured: port 1 is taken\n"
    assert not (tmp_path / "report.md").exists()
