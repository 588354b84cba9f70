"""benchmarks/web/results.py on numbers that can be checked by hand, and the report of them."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from benchmarks.web import __main__ as command
from benchmarks.web import report
from benchmarks.web.load import LoadWindow, Sample
from benchmarks.web.measure import in_order
from benchmarks.web.results import (
    LoadFigures,
    LoadResults,
    Measured,
    Ratio,
    Way,
    median_of_kind,
    ratio,
)
from benchmarks.web.talks import TalkKind

PARTS = ("gateway", "rasa", "actions", "supervisor", "stock", "client")


def _window(*seconds: float, kind: TalkKind = TalkKind.QUESTION, right: bool = True) -> LoadWindow:
    return LoadWindow(tuple(Sample(kind, s, right) for s in seconds), 2.0)


def _measured(*seconds: float) -> Measured:
    return Measured(_window(*seconds), dict.fromkeys(PARTS, 0.1), 1.6)


@pytest.fixture
def results() -> LoadResults:
    """Three rounds with one talk: stock takes two, three and four times as long as we."""
    found = LoadResults(
        3,
        2,
        6,
        30,
        cores=2,
        load=[0.4, 1.2],
        memory=dict.fromkeys(PARTS, 100.0),
        resident=dict.fromkeys(PARTS, 150.0),
    )
    found.measured = {
        (Way.GATEWAY, 1): [_measured(*[s] * 2) for s in (0.1, 0.2, 0.2)],
        (Way.DIRECT, 1): [_measured(*[s] * 2) for s in (0.08, 0.16, 0.16)],
        (Way.STOCK, 1): [_measured(s) for s in (0.2, 0.6, 0.8)],
    }
    return found


def test_figures() -> None:
    """Of a hundred messages 1 to 100 s long in two windows of 2 s: 25 a second, p50 50 s …"""
    halves = [_window(*range(1, 51)), _window(*range(51, 101), right=False)]
    assert LoadFigures.of(halves) == LoadFigures(100, 25.0, 50, 95, 99, 0.5, 0.0)


def test_ratio(results: LoadResults) -> None:
    """The middle of the rounds' ratios, with the least and the most."""
    assert ratio(results, Way.GATEWAY, Way.STOCK, 1, "p50") == Ratio(
        pytest.approx(1 / 3), pytest.approx(1 / 4), pytest.approx(1 / 2)
    )
    assert ratio(results, Way.GATEWAY, Way.DIRECT, 1, "p50").middle == pytest.approx(1.25)
    assert ratio(results, Way.GATEWAY, Way.STOCK, 1, "rate") == Ratio(2, 2, 2)


def test_median_of_kind() -> None:
    """Only the messages of that kind; not a number without any."""
    samples = [*_window(1, 2, 3).samples, *_window(9, kind=TalkKind.DATE).samples]
    assert median_of_kind(TalkKind.QUESTION, samples) == 2
    assert median_of_kind(TalkKind.DATE, samples) == 9
    assert math.isnan(median_of_kind(TalkKind.BUTTON, samples))


def test_processor_time_a_message(results: LoadResults) -> None:
    """Three windows of 0.1 s over six messages are 50 ms each."""
    assert results.cpu_each(Way.GATEWAY, 1) == pytest.approx(dict.fromkeys(PARTS, 0.05))


def test_foreign_work(results: LoadResults) -> None:
    """Of two cores for 2 s, 1.6 s of work less 0.6 s of ours is a quarter."""
    assert results.foreign == pytest.approx(0.25)


def test_each_round_begins_at_another_door() -> None:
    """Three rounds have each door once at each place."""
    for place in zip(*(in_order(number) for number in range(3)), strict=True):
        assert set(place) == set(Way)


def test_the_report_holds_the_figures(results: LoadResults) -> None:
    """Ratios with their spread, the gateway's cost, all three doors, memory and what was asked."""
    text = report.whole(results)
    assert "| 1 | 2.00(2.00–2.00) | 0.33(0.25–0.50) |" in text
    assert "| 1 | 1.00(1.00–1.00) | 1.25(1.25–1.25) |" in text
    assert "| +40.0 |" in text
    for way in Way:
        assert f"| 1 | {way.value} |" in text
    assert "| 合計: このボット | 400 | 600 |" in text
    assert "| 合計: Rasa 標準(アクションサーバーとも) | 200 | 300 |" in text
    assert "0.4、1.2" in text
    assert "25%" in text


def test_the_report_warns_of_a_busy_machine(results: LoadResults) -> None:
    """Others' work of a quarter is told; none is not."""
    assert "静かではなかった" in report.whole(results)
    for found in results.measured.values():
        found[:] = [replace(one, machine_cpu=0.6) for one in found]
    assert "静かではなかった" not in report.whole(results)


@pytest.mark.parametrize(
    ("seconds", "text"), [(0.01234, "12.3"), (0.0999, "99.9"), (1.2345, "1234"), (math.nan, "–")]
)
def test_milliseconds(seconds: float, text: str) -> None:
    """No more digits than can be meant."""
    assert report.milliseconds(seconds) == text


def test_quick_is_a_trial() -> None:
    """One short round and little training; otherwise five rounds at 1, 10 and 50 talks."""
    usual, quick = command.options([]), command.options(["--quick"])
    assert (usual.rounds, usual.talks) == (5, [1, 10, 50])
    assert (quick.rounds, quick.talks, quick.epochs) == (1, [1, 10, 50], 3)
