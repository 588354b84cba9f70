"""The report of the layouts: Japanese headings and tables."""

from __future__ import annotations

from benchmarks.scale.results import ScaleResults
from benchmarks.scale.service import Layout
from benchmarks.web.report import milliseconds, table

_KINDS = {
    "nginx": "nginx",
    "gateway": "ゲートウェイ",
    "rasa": "Rasa",
    "actions": "アクションサーバー",
    "redis": "Redis",
    "postgres": "PostgreSQL",
    "client": "測る側",
}
_MOST_FOREIGN = 0.05


def whole(results: ScaleResults) -> str:
    """The report."""
    sections = (_head, _figures, _cost, _cpu, _memory)
    return "\n".join(section(results) for section in sections)


def _head(results: ScaleResults) -> str:
    load = "、".join(f"{one:.1f}" for one in results.load)
    noisy = ""
    if results.foreign > _MOST_FOREIGN:
        noisy = "。**静かではなかった。静かなときに測り直す**"
    return f"""# 台数を増やしたときの速さ: 測定結果

`python -m benchmarks.scale` が書いた。手で直さない。読み方は [README.md](README.md)。

{results.cores} コアの 1 台で、nginx、ゲートウェイ、Rasa、PostgreSQL、Redis、\
測る側がすべて動く。
**コアは増えない**ので、台数を増やしても毎秒の件数は増えない。\
見るのは、増やすことの費用と、1 コアあたりの件数である。

- 同時の会話: {"、".join(map(str, results.talks))}。返事が来たらすぐ次を送る
- {results.rounds} 回、1 回に各 {results.seconds:g} 秒。回ごとに、どの組み合わせも起動し直す
- 測る前と後の負荷平均(1 分): {load}。測定中、ほかの仕事が使った CPU: {results.foreign:.0%}{noisy}
"""


def _figures(results: ScaleResults) -> str:
    rows = []
    for layout in results.layouts:
        for talks in results.talks:
            found = results.figures(layout, talks)
            waits = map(milliseconds, (found.p50, found.p95, found.p99))
            each = f"{results.of_each_core(layout, talks):.1f}"
            shares = (f"{found.right:.1%}", f"{found.reduced:.1%}")
            busy = f"{results.busy(layout, talks):.2f}"
            rows.append([layout.name, talks, f"{found.rate:.1f}", *waits, busy, each, *shares])
    headers = (
        *("組み合わせ", "同時の会話", "毎秒", "p50 ミリ秒", "p95", "p99"),
        *("使ったコア", "1コアあたり毎秒", "正しい返事", "Rasa なし"),
    )
    return f"## 数字\n\n{table(headers, rows)}"


def _cost(results: ScaleResults) -> str:
    alone, shared = Layout(1, 1, shared=False), Layout(1, 1, shared=True)
    if not {alone, shared} <= set(results.layouts):
        return ""
    rows = []
    for talks in results.talks:
        one, other = results.figures(alone, talks), results.figures(shared, talks)
        first, second = (
            sum(results.cpu_each(layout, talks).values())
            - results.cpu_each(layout, talks)["client"]
            for layout in (alone, shared)
        )
        waits = (f"{(other.p50 - one.p50) * 1000:+.1f}", f"{(other.p99 - one.p99) * 1000:+.1f}")
        cpu = f"{(second - first) * 1000:+.1f}"
        rows.append([talks, f"{other.rate / one.rate:.2f}", *waits, cpu])
    headers = ("同時の会話", "毎秒の件数(倍)", "p50 の差 ミリ秒", "p99 の差", "CPU の差(1件)")
    return f"""## PostgreSQL と Redis の費用

ゲートウェイ 1、Rasa 1 のまま、メモリーと SQLite を、PostgreSQL と Redis に替えたとき。

{table(headers, rows)}"""


def _cpu(results: ScaleResults) -> str:
    rows = []
    for layout in results.layouts:
        for talks in results.talks:
            used = results.cpu_each(layout, talks)
            each = (milliseconds(used.get(kind, 0.0)) for kind in _KINDS)
            rows.append([layout.name, talks, *each])
    headers = ("組み合わせ", "同時の会話", *_KINDS.values())
    return f"## CPU(1 件あたりミリ秒)\n\n{table(headers, rows)}"


def _memory(results: ScaleResults) -> str:
    kinds = [kind for kind in _KINDS if kind != "client"]
    rows = []
    for layout, used in results.memory.items():
        each = (f"{used.get(kind, 0.0):.0f}" for kind in kinds)
        rows.append([layout.name, *each, f"{sum(used.values()):.0f}"])
    headers = ("組み合わせ", *(_KINDS[kind] for kind in kinds), "合計")
    return f"""## メモリー(PSS、測った後、MB)

いくつものプロセスが一緒に使うページは、一度だけ数える。

{table(headers, rows)}"""
