"""bot/commands/train.py: what the console reads of a training, line by line."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot import acceptance, training
from bot.__main__ import main
from bot.acceptance import AcceptanceReport
from bot.commands import train

Capture = pytest.CaptureFixture[str]
GOOD = AcceptanceReport(100, 99, 100, 1, 99, 99, (), (("紙", "greet", "nlu_fallback"),))
BAD = AcceptanceReport(100, 99, 50, 0, 99, 50, (("紙", "greet", "thank"),), ())


@pytest.fixture
def nice(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How much each call has lowered the priority, which is not really done."""
    found: list[int] = []
    monkeypatch.setattr(train.os, "nice", found.append)
    return found


@pytest.fixture(autouse=True)
def _trained(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A training that takes no time."""

    def quick(say: Callable[[str], None], accept: Callable[[Path], None] | None = None) -> Path:
        say("  training GinzaLoader")
        if accept is not None:
            accept(tmp_path / "new.tar.gz")
        return tmp_path / "bot-0123456789abcdef.tar.gz"

    monkeypatch.setattr(training, "train", quick)
    monkeypatch.setattr(training, "in_service", lambda: tmp_path / "old.tar.gz")


def examined(monkeypatch: pytest.MonkeyPatch, report: AcceptanceReport) -> list[tuple[Any, Any]]:
    """From now on this comes of a comparison; returns which models were compared."""
    pairs: list[tuple[Any, Any]] = []

    def compare(before: Path | None, now: Path, *, unlearning: bool) -> AcceptanceReport:
        pairs.append((before and before.name, now.name))
        return dataclasses.replace(report, unlearning=unlearning)

    monkeypatch.setattr(acceptance, "compared", compare)
    return pairs


def test_plain(capsys: Capture, nice: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    """Without an option it trains at full speed, compares nothing and names the model."""
    pairs = examined(monkeypatch, BAD)
    assert main(["train"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines == ["  training GinzaLoader", "model bot-0123456789abcdef.tar.gz"]
    assert nice == []
    assert pairs == []


def test_checked(capsys: Capture, nice: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    """With --checked it gives way to the running bot, and reports on one line of JSON."""
    pairs = examined(monkeypatch, GOOD)
    assert main(["train", "--checked"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == ["training", "checking", "report", "model"]
    found = json.loads(lines[2].removeprefix("report "))
    assert found["passed"] is True
    assert (found["asked"], found["right_before"], found["right_now"]) == (100, 99, 100)
    assert found["not_learnt"] == [["紙", "greet", "nlu_fallback"]]
    assert nice == [10]
    assert pairs == [("old.tar.gz", "new.tar.gz")]


def test_one_that_knows_less(
    capsys: Capture, nice: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A model that knows less ends the command with one sentence, after the report."""
    examined(monkeypatch, BAD)
    assert main(["train", "--checked"]) == 1
    out, err = capsys.readouterr()
    assert json.loads(out.splitlines()[2].removeprefix("report "))["passed"] is False
    assert "model bot-" not in out
    assert err == "bot: the new model knows less than the one before: it is not kept\n"


def test_unlearning(capsys: Capture, nice: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    """With --unlearning one question that the lines taken back had helped may be lost again."""
    examined(
        monkeypatch, AcceptanceReport(200, 199, 198, 0, 199, 198, (("紙", "greet", "thank"),), ())
    )
    assert main(["train", "--checked"]) == 1
    assert main(["train", "--checked", "--unlearning"]) == 0
    assert "model bot-" in capsys.readouterr().out
