"""The report: Japanese headings and tables."""

from __future__ import annotations

from statistics import median

from benchmarks.console.asking import AskingWindow
from benchmarks.console.measure import CONSOLE, DOOR, STOCK, ConsoleResults
from benchmarks.console.typing_it import KEY_MILLISECONDS
from benchmarks.understanding.figures import quantile

_TARGET = 60  # ms, p95 from the key to what it shows


def whole(found: ConsoleResults) -> str:
    """All of it, as Markdown."""
    load = "、".join(f"{one:.1f}" for one in found.load)
    return "\n".join(
        [
            "# 応対画面の速さ",
            "",
            "`make bench-console` が書いたものです。同じ機械で、続けて測っています。",
            f"測る前と後の load average: {load}。",
            "",
            *_typed(found),
            "",
            *_asked(found),
            "",
        ]
    )


def _typed(found: ConsoleResults) -> list[str]:
    assert found.typed is not None
    shown, pasted = found.typed.shown, found.typed.pasted
    p95 = quantile(shown, 0.95)
    verdict = "目標の内です" if p95 < _TARGET else "目標に届いていません"
    return [
        "## キーから候補が見えるまで(Chromium の中で測定)",
        "",
        f"{KEY_MILLISECONDS} ミリ秒ごとに1文字、全部で {found.typed.keys} 文字を打ちました。",
        f"候補が描かれたのは {len(shown)} 回です。残りは、次のキーの候補に置き換わりました。",
        f"目標は p95 で {_TARGET} ミリ秒未満です。{verdict}。",
        "",
        "| | p50 | p95 | p99 | 最大 |",
        "|---|---:|---:|---:|---:|",
        _row("打ったとき(ミリ秒)", shown),
        _row("5,000 文字を貼り付けたとき(ミリ秒)", pasted),
    ]


def _row(title: str, times: list[float]) -> str:
    figures = [quantile(times, q) for q in (0.5, 0.95, 0.99, 1.0)]
    return f"| {title} | " + " | ".join(f"{one:.0f}" for one in figures) + " |"


def _asked(found: ConsoleResults) -> list[str]:
    lines = [
        "## 一秒あたりの候補",
        "",
        f"{found.rounds} 回、{found.seconds:g} 秒ずつ、順に測りました。標準の Rasa は",
        f"`/model/parse` で、DIET は {found.epochs} エポックです(速さはエポック数で変わりません)。",
        "比は、回ごとに計算した値の中央値です。",
        "",
        "| 同時 | | 毎秒 | p50 ミリ秒 | p95 ミリ秒 | 毎秒、標準の何倍 |",
        "|---:|---|---:|---:|---:|---:|",
    ]
    for many in sorted({many for _, many in found.asked}):
        for way in (CONSOLE, DOOR, STOCK):
            windows = found.asked[way, many]
            times = [1000 * one for w in windows for one in w.seconds]
            rate = median(w.rate for w in windows)
            ratio = _ratio(windows, found.asked[STOCK, many])
            lines.append(
                f"| {many} | {way} | {rate:.1f} | {quantile(times, 0.5):.1f} | "
                f"{quantile(times, 0.95):.1f} | {ratio:.2f} |"
            )
    return lines


def _ratio(ones: list[AskingWindow], others: list[AskingWindow]) -> float:
    return median(a.rate / b.rate for a, b in zip(ones, others, strict=True))
