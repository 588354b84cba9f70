"""benchmarks/understanding/stock.py: what was measured is remembered, and on what."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.understanding import report, stock
from benchmarks.understanding.experiments import Score
from benchmarks.understanding.outcomes import Verdict
from benchmarks.understanding.questions import HELDOUT, checksum
from benchmarks.understanding.server_speed import ServerSpeed

pytestmark = pytest.mark.slow

SPEED = ServerSpeed(100.0, 8.0, 12.0, 1400.0, 20.0, 0.5)


def measured() -> stock.StockMeasured:
    return stock.StockMeasured(
        epochs=12,
        examples=8187,
        data=stock.data_checksum(),
        questions=checksum(HELDOUT),
        day="2026-11-24",
        score=Score(0.5, 0.7, 0.6, 0.5),
        ours={outcome.name: 1 for outcome in Verdict},
        others={outcome.name: 2 for outcome in Verdict},
        servers={"ours": SPEED, "stock": SPEED},
    )


def test_what_was_measured_is_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Written and read again, nothing is lost; without the file there is nothing."""
    monkeypatch.setattr(stock, "REMEMBERED", tmp_path / "stock.json")
    assert stock.remembered() is None
    stock.remember(measured())
    assert stock.remembered() == measured()


def test_other_data_make_it_old() -> None:
    """Figures of other training data, or of other questions, are not current."""
    assert measured().is_current
    assert not replace(measured(), data="other").is_current
    assert not replace(measured(), questions="other").is_current


def test_the_report_says_when_and_warns_when_old() -> None:
    """The day and the epochs stand beside the figures; a warning only if the data changed."""
    current, old = (report._stock(m) for m in (measured(), replace(measured(), data="other")))
    assert "2026-11-24" in current
    assert "12 epochs" in current
    assert "注意" not in current
    assert "注意" in old


def test_the_report_compares_servers() -> None:
    """Ours at 300 messages a second beside the stock's 100 is three times as many."""
    servers = {"ours": replace(SPEED, per_second=300.0), "stock": SPEED}
    assert "3.0 倍" in report._servers(servers)
    assert report._servers({}) == ""
