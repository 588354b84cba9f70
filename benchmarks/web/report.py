"""The report: Japanese headings and tables."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from benchmarks.web.results import LoadResults, Ratio, Way, ratio
from benchmarks.web.talks import SCRIPTS, TalkKind, share_of

_PARTS = {
    "gateway": "ゲートウェイ",
    "rasa": "Rasa(このボット)",
    "actions": "アクションサーバー(共用)",
    "supervisor": "見張り",
    "stock": "Rasa 標準",
    "client": "測る側",
}
_MOST_FOREIGN = 0.05
_PATH = ("gateway", "rasa", "actions", "supervisor")
_SHORT = {Way.GATEWAY: "ゲートウェイから", Way.DIRECT: "直接", Way.STOCK: "Rasa 標準"}


def table(headers: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table."""
    lines = [headers, ["---"] * len(headers), *rows]
    return "\n".join(f"| {' | '.join(str(cell) for cell in line)} |" for line in lines) + "\n"


def milliseconds(seconds: float) -> str:
    """One decimal below a hundred, none above."""
    found = seconds * 1000
    if math.isnan(found):
        return "–"
    return f"{found:.1f}" if found < 100 else f"{found:.0f}"


def times(found: Ratio) -> str:
    """A ratio, and what it was in the rounds."""
    return f"{found.middle:.2f}({found.least:.2f}–{found.most:.2f})"


def whole(results: LoadResults) -> str:
    """The report."""
    sections = (_head, _against_stock, _gateway, _figures, _kinds, _cpu, _memory)
    return "\n".join(section(results) for section in sections)


def _head(results: LoadResults) -> str:
    load = "、".join(f"{one:.1f}" for one in results.load)
    shares = "、".join(f"{kind.value} {share_of(kind):.0%}" for kind in TalkKind)
    turns = sum(map(len, SCRIPTS))
    return f"""# 全部を通した速さ: 測定結果

`python -m benchmarks.web` が書いた。手で直さない。読み方は [README.md](README.md)。

**見るのは比であって、秒ではない。** {results.cores} コアの 1 台で、測る側もサーバーもすべて動く。
ほかの機械では秒は変わる。

- 同時の会話: {"、".join(map(str, results.talks))}。返事が来たらすぐ次を送る(考える時間なし)。\
1 会話ごとに 1 つの接続と会話 id
- {results.rounds} 回まわり、1 回に各 {results.seconds:g} 秒。3 つの入口を、順番を変えて交互に測る
- メッセージ {turns} 種: {shares}
- Rasa 標準: id ごとに {results.examples} 文と測る文、DIET {results.epochs} epochs
- 測る前と後の負荷平均(1 分): {load}。\
測定中、ほかの仕事が使った CPU: {results.foreign:.0%}{_disturbed(results)}
"""


def _disturbed(results: LoadResults) -> str:
    """A warning to whoever reads figures of a busy machine."""
    if not results.foreign > _MOST_FOREIGN:
        return ""
    return "。**静かではなかった。待ち時間と毎秒の件数は悪く出ている。静かなときに測り直す**"


def _ratios(results: LoadResults, one: Way, other: Way, names: Sequence[str]) -> list[list[object]]:
    return [
        [talks, *(times(ratio(results, one, other, talks, name)) for name in names)]
        for talks in results.talks
    ]


def _against_stock(results: LoadResults) -> str:
    figures = ("rate", "p50", "p95", "p99")
    rows = _ratios(results, Way.GATEWAY, Way.STOCK, figures)
    headers = ("同時の会話", "毎秒の件数", "p50", "p95", "p99")
    return f"""## このボット(ゲートウェイから)÷ Rasa 標準

何倍か。毎秒の件数は 1 より大きいほど、待ち時間(p50 など)は 1 より小さいほど、このボットが速い。
値は回ごとの比の中央値、括弧は最小と最大。

{table(headers, rows)}"""


def _gateway(results: LoadResults) -> str:
    headers = ("同時の会話", "毎秒の件数", "p50", "p95", "p99", "p50 の差 ミリ秒")
    rows = _ratios(results, Way.GATEWAY, Way.DIRECT, ("rate", "p50", "p95", "p99"))
    for row, talks in zip(rows, results.talks, strict=True):
        with_it, without = (results.figures(w, talks).p50 for w in (Way.GATEWAY, Way.DIRECT))
        row.append(f"{(with_it - without) * 1000:+.1f}")
    return f"""## ゲートウェイの費用(ゲートウェイから ÷ 直接)

{table(headers, rows)}"""


def _figures(results: LoadResults) -> str:
    rows = []
    for talks in results.talks:
        for way in Way:
            f = results.figures(way, talks)
            waits = map(milliseconds, (f.p50, f.p95, f.p99))
            shares = (f"{f.right:.1%}", f"{f.reduced:.1%}")
            rows.append([talks, way.value, f.count, f"{f.rate:.1f}", *waits, *shares])
    waits_of = ("p50 ミリ秒", "p95", "p99")
    headers = ("同時の会話", "入口", "件", "毎秒", *waits_of, "正しい返事", "Rasa なし")
    return f"## 数字\n\n{table(headers, rows)}"


def _kinds(results: LoadResults) -> str:
    fewest = results.talks[0]
    rows = [
        [kind.value, *(milliseconds(results.median_of(way, fewest, kind)) for way in Way)]
        for kind in TalkKind
    ]
    headers = ("p50 ミリ秒", *(way.value for way in Way))
    return f"## 種類ごと(同時の会話 {fewest})\n\n{table(headers, rows)}"


def _cpu(results: LoadResults) -> str:
    parts = [part for part in _PARTS if part != "supervisor"]
    rows = []
    for talks in results.talks:
        for way in Way:
            used = results.cpu_each(way, talks)
            rows.append([talks, _SHORT[way], *(milliseconds(used[part]) for part in parts)])
    headers = ("同時の会話", "入口", *(_PARTS[part] for part in parts))
    return f"""## CPU(1 件あたりミリ秒)

どのプロセスが働いたか。

{table(headers, rows)}"""


def _memory(results: LoadResults) -> str:
    both = (results.memory, results.resident)
    rows = [
        [_PARTS[part], *(f"{used[part]:.0f}" for used in both)]
        for part in results.memory
        if part != "client"
    ]
    ours = [sum(used[part] for part in _PATH) for used in both]
    stock = [used["stock"] + used["actions"] for used in both]
    rows += [
        ["合計: このボット", *(f"{mb:.0f}" for mb in ours)],
        ["合計: Rasa 標準(アクションサーバーとも)", *(f"{mb:.0f}" for mb in stock)],
        ["比", *(f"{own / other:.2f}" for own, other in zip(ours, stock, strict=True))],
    ]
    return f"""## メモリ(測った後、MB)

PSS は、いくつものプロセスが一緒に使うページ(辞書など)を一度だけ数える。
RSS は、使うプロセスごとに数える。

{table(("プロセス", "PSS", "RSS"), rows)}"""
