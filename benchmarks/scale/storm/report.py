"""The report of the storm: Japanese headings and tables."""

from __future__ import annotations

from benchmarks.scale.storm.counting import StormResults
from benchmarks.understanding.figures import quantile
from benchmarks.web.report import table

_CHANNELS = {"web": "ウェブ", "line": "LINE"}


def whole(results: StormResults) -> str:
    """The report."""
    sent = sum(counted.sent for counted in results.channels.values())
    amiss = sum(counted.amiss for counted in results.channels.values())
    load = "、".join(f"{one:.1f}" for one in results.load)
    verdict = "**なし**" if amiss == 0 else f"**{amiss} 件あった**"
    found = f"""# どのプロセスも順に止めたときに、なくなるもの: 測定結果

`python -m benchmarks.scale --storm` が書いた。手で直さない。読み方は [README.md](README.md)。

{results.residents} 人が {sent} 件を送る間に、プロセスを一つずつ kill -9 し、起動し直した。
数えたのは、nginx の外、住民の側である。\
なくなった、二重になった、返事のない、人違いの件: {verdict}。

- {results.cores} コアの 1 台。{results.seconds / 60:.1f} 分、毎秒 {sent / results.seconds:.1f} 件
- 測る前と後の負荷平均(1 分): {load}

## 数えたもの

{_counted(results)}
- **なくなった**: 3 分送り直しても受け取られなかった
- **返事なし**: 受け取られたのに、2 分待っても返事がない(ウェブは空の返事)
- **二重**: 一つの件に二つの返事
- **人違い**: 一人ひとり違うはずの日付が、ほかの人のものだった
- **正しい**: あるはずの言葉がある。Redis を止めると会話は初めからで、日付の代わりに生年月日を聞く
- **Rasa なし**: Rasa を待たずに、ゲートウェイが自分で答えた。LINE の返事からは、わからない

## あるはずの言葉がなかった返事

{_not_right(results)}
## 止めたもの

{_killed(results)}"""
    if results.examples:
        lines = "\n".join(f"- {example}" for example in results.examples)
        found += f"\n## 起きたこと(初めの {len(results.examples)} 件)\n\n{lines}\n"
    return found


def _counted(results: StormResults) -> str:
    rows = []
    for channel, counted in results.channels.items():
        amiss = (counted.lost, counted.silent, counted.doubled, counted.mixed)
        answered = max(1, counted.answered)
        reduced = f"{counted.reduced / answered:.1%}" if channel == "web" else "–"
        waits = [
            f"{quantile(counted.waits, share):.2f}" if counted.waits else "–"
            for share in (0.5, 0.99, 1.0)
        ]
        right = f"{counted.right / answered:.1%}"
        again = counted.tries - counted.sent
        refused = "、".join(f"{code}: {n}" for code, n in sorted(counted.refused.items())) or "–"
        name = _CHANNELS[channel]
        rows.append(
            [name, counted.sent, counted.answered, *amiss, right, reduced, *waits, again, refused]
        )
    headers = (
        *(
            "経路",
            "送った",
            "返事",
            "なくなった",
            "返事なし",
            "二重",
            "人違い",
            "正しい",
            "Rasa なし",
        ),
        *("p50 秒", "p99", "最長", "送り直し", "送り直した理由(状態)"),
    )
    return table(headers, rows)


def _not_right(results: StormResults) -> str:
    rows = [
        [_CHANNELS[channel], text, times]
        for channel, counted in results.channels.items()
        for text, times in counted.not_right.most_common()
    ]
    return table(("経路", "送った文", "件"), rows)


def _killed(results: StormResults) -> str:
    rows = [
        [name, times, f"{max(results.away[name]):.1f}"] for name, times in results.killed.items()
    ]
    return table(("プロセス", "回数", "全部が戻るまで(最長、秒)"), rows)
