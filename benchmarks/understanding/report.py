"""The report: Japanese headings and tables."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import astuple

from benchmarks.understanding.experiments import Score
from benchmarks.understanding.figures import calibration_error, interval, reliability, share_in
from benchmarks.understanding.outcomes import Answered, Verdict, outcome, tally
from benchmarks.understanding.questions import HELDOUT, checksum
from benchmarks.understanding.results import Findings, agreement
from benchmarks.understanding.server_speed import ServerSpeed
from benchmarks.understanding.stock import StockMeasured

_LONGEST = 90
_ASKED = (Verdict.OFFERED, Verdict.ASKED)
# Ids of the talk itself; never offered as options, so an unsure one is always asked without.
TALK = {"inform", "whose", "dont_know", "decline", "cancel", "rephrase", "affirm", "deny", "greet"}
TALK |= {"thank", "goodbye", "help", "bot_challenge", "operator", "complaint", "start_over"}


def table(headers: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table; numbers to the right is left to the reader's eye."""
    lines = [headers, ["---"] * len(headers), *rows]
    return "\n".join(f"| {' | '.join(str(cell) for cell in line)} |" for line in lines) + "\n"


def percent(share: float) -> str:
    """In percent, one decimal; a dash where there was nothing to count."""
    return "–" if math.isnan(share) else f"{share * 100:.1f}%"


def whole(results: Findings) -> str:
    """The report."""
    sections = (
        _head,
        _outcomes,
        _by_register,
        _by_id,
        _out_of_scope,
        _samples,
        _rivals,
        _features,
        _curve,
        _reliability,
        _speed,
        _pairs,
        _mistakes,
    )
    return "\n".join(section(results) for section in sections)


def _head(results: Findings) -> str:
    return f"""# 質問の理解: 測定結果

`python -m benchmarks.understanding` が書いた。手で直さない。読み方は [README.md](README.md)。

- 学習データ: {results.examples} 文(モデルの入力の指紋 `{results.fingerprint}`)
- 評価: `heldout.jsonl` {len(results.heldout)} 問(SHA-256 `{checksum(HELDOUT)[:16]}…`)、\
うち対象内 {len(results.ours)} 問、対象外 {len(results.others)} 問
- しきい値(学習データの交差検証で学んだもの): 答える {results.thresholds.answer_from:.2f}、\
断る {results.thresholds.refuse_from:.2f}

![登録ごとの結果と学習曲線](../../docs/images/understanding.png)
"""


def _share(count: int, of: int) -> str:
    return f"{count} ({percent(count / of)})" if of else "–"


def _row(name: str, answered: Sequence[Answered]) -> list[str]:
    counts, total = tally(answered), len(answered)
    tops = [percent(share_in(answered, first)) for first in (1, 3)]
    return [name, str(total), *tops, *(_share(counts[o], total) for o in Verdict)]


_COLUMNS = ("", "問", "1位", "3位以内", *(o.value for o in Verdict))


def _outcomes(results: Findings) -> str:
    ours = results.ours
    talk = [pair for pair in ours if pair[0].intents <= TALK]
    matter = [pair for pair in ours if not pair[0].intents <= TALK]
    low, high = interval(round(share_in(ours, 1) * len(ours)), len(ours))
    wrong = tally(ours)[Verdict.WRONG]
    wrong_low, wrong_high = interval(wrong, len(ours))
    rows = [_row("全部", ours), _row("手続きの質問", matter), _row("会話", talk)]
    return f"""## 対象内の質問

{table(_COLUMNS, rows)}
95% 区間: 1位 {percent(low)}–{percent(high)}、誤答 {percent(wrong_low)}–{percent(wrong_high)}。
"""


def _grouped(
    answered: Sequence[Answered], key: Callable[[Answered], str]
) -> dict[str, list[Answered]]:
    groups: dict[str, list[Answered]] = defaultdict(list)
    for pair in answered:
        groups[key(pair)].append(pair)
    return dict(groups)


def _by_register(results: Findings) -> str:
    groups = _grouped(results.ours, lambda pair: pair[0].register)
    rows = sorted((_row(name, group) for name, group in groups.items()), key=lambda row: row[0])
    return f"## 文体ごと(対象内)\n\n{table(_COLUMNS, rows)}"


def _by_id(results: Findings) -> str:
    groups = _grouped(results.ours, lambda pair: pair[0].gold)
    worst_first = sorted(groups.items(), key=lambda item: (share_in(item[1], 1), item[0]))
    rows = []
    for name, group in worst_first:
        counts = tally(group)
        tops = [f"{share_in(group, first) * len(group):.0f}" for first in (1, 3)]
        rows.append([f"`{name}`", len(group), *tops, *(counts[o] for o in Verdict)])
    return f"## id ごと(対象内、弱い順、件数)\n\n{table(_COLUMNS, rows)}"


def _others_row(name: str, answered: Sequence[Answered]) -> list[str]:
    counts, total = tally(answered), len(answered)
    refused = counts[Verdict.RIGHT] + counts[Verdict.REFUSED]
    asked = sum(counts[o] for o in _ASKED)
    cells = (refused, asked, counts[Verdict.WRONG])
    return [name, str(total), *(_share(count, total) for count in cells)]


def _out_of_scope(results: Findings) -> str:
    near = [pair for pair in results.others if not pair[0].far]
    far = [pair for pair in results.others if pair[0].far]
    rows = [
        _others_row("全部", results.others),
        _others_row("近い(保険・マイナンバー・医療費など)", near),
        _others_row("遠い(市のほかの用件、雑談、意味のない文、緊急)", far),
    ]
    headers = ("", "問", "断る・つなぐ", "聞き返す", "誤って答える")
    return f"## 対象外の質問\n\n{table(headers, rows)}"


def _samples(results: Findings) -> str:
    if not results.samples:
        return "## 見本の質問\n\n見本の質問のファイルがないので測っていない。\n"
    ours = [pair for pair in results.samples if pair[0].ours]
    others = [pair for pair in results.samples if not pair[0].ours]
    low, high = interval(round(share_in(ours, 1) * len(ours)), len(ours))
    headers = ("", "問", "断る・つなぐ", "聞き返す", "誤って答える")
    return f"""## 見本の質問(questions.jsonl、別の試験)

開発中に見えていたファイルで、書き手も上とは違う。問が少ないので区間を見る。

{table(_COLUMNS, [_row("対象内", ours)])}
95% 区間: 1位 {percent(low)}–{percent(high)}。

{table(headers, [_others_row("対象外", others)])}"""


def _scores(scores: Mapping[str, Score]) -> str:
    rows = [
        [name, *map(percent, (s.first, s.in_three, s.refused, s.samples))]
        for name, s in scores.items()
    ]
    headers = ("", "1位", "3位以内", "対象外を1位で対象外と見る", "見本の1位")
    return table(headers, rows)


def _rivals(results: Findings) -> str:
    scores = _scores(results.rivals)
    return f"""## ほかの方法と並べて(同じ学習データ、同じ質問)

{scores}
{_stock(results.stock)}"""


_OLD = """
**注意: その後、学習データか問いが変わった。Rasa 標準の値だけは前のデータのもの。**
"""


def _stock(measured: StockMeasured | None) -> str:
    if measured is None:
        return "Rasa 標準パイプラインは測っていない(`--stock`)。\n"
    kinds = {"対象内": measured.ours, "対象外": measured.others}
    rows = [
        [name, sum(found.values()), *(found[o.name] for o in Verdict)]
        for name, found in kinds.items()
    ]
    return f"""Rasa 標準の値は {measured.day} に、{measured.examples} 文の学習データ\
(SHA-256 `{measured.data[:16]}…`)で {measured.epochs} epochs 学習させて測り、\
`stock.json` に残したもの。DIET の既定は 300 epochs なので、学習の途中の値である。
{"" if measured.is_current else _OLD}
{table(("Rasa 標準", "問", *(o.value for o in Verdict)), rows)}
{_servers(measured.servers)}"""


def _servers(servers: Mapping[str, ServerSpeed]) -> str:
    if not servers:
        return ""
    headers = ("Rasa サーバー全体", "毎秒", "p50 ミリ秒", "p95 ミリ秒")
    headers += ("最大メモリ MB", "起動 秒", "負荷平均")
    names = {"ours": "このボット", "stock": "Rasa 標準"}
    rows = [
        [names[name], *(f"{value:.1f}" for value in astuple(speed))]
        for name, speed in servers.items()
    ]
    ratio = servers["ours"].per_second / servers["stock"].per_second
    return f"""{table(headers, rows)}
`/model/parse` に、8 つ同時(毎秒)と 1 つずつ(ミリ秒)送った。同じ回に続けて測った。毎秒は標準の \
{ratio:.1f} 倍。
"""


def _features(results: Findings) -> str:
    return f"## 特徴を抜く・特徴だけにする\n\n{_scores(results.ablation)}"


def _curve(results: Findings) -> str:
    named = {f"{count} 文": score for count, score in results.curve.items()}
    return f"## 学習曲線(3 つの乱数の平均、全量は 1 回)\n\n{_scores(named)}"


def _reliability(results: Findings) -> str:
    points = [(guess.confidence, guess.has(q.intents, 1)) for q, guess in results.heldout]
    bins = reliability(points)
    rows = [
        [f"{b.start:.1f}–{b.end:.1f}", b.count, percent(b.confidence), percent(b.right)]
        for b in bins
    ]
    return f"""## 確信度は信じられるか(対象外も含む {len(points)} 問)

{table(("確信度", "問", "平均確信度", "正しかった割合"), rows)}
期待較正誤差(ECE): {calibration_error(bins):.3f}
"""


def _speed(results: Findings) -> str:
    names = {
        "agent": "このボットの理解の全部(Agent.parse_message)",
        "ginza": "GinzaLoader だけ",
        "spacy": "SpacyNLP(ja_ginza の全部)だけ",
    }
    rows = [
        [names[way], *(f"{x:.2f}" for x in (s.median, s.slow)), f"{s.memory:.0f}", f"{s.load:.1f}"]
        for way, s in results.speeds.items()
    ]
    headers = ("1 文ずつ", "p50 ミリ秒", "p95 ミリ秒", "最大メモリ MB", "読み込み 秒(import から)")
    timing = results.training
    busy = "、".join(f"{s.busy:.1f}" for s in results.speeds.values())
    return f"""## 速さ

{table(headers, rows)}
{_ratio(results)}
学習: 分類器(較正の交差検証を含む) {timing["classifier"]:.0f} 秒、\
文を読む(形態素とエンコーダー) {timing["reading"]:.0f} 秒。
速さを測り始めたときの負荷平均(1 分): {busy}。ほかの仕事があれば、その分遅く出る。
"""


def _ratio(results: Findings) -> str:
    speeds = results.speeds
    if not speeds:
        return "速さは測っていない(`--without-speed`)。\n"
    loader = speeds["spacy"].median / speeds["ginza"].median
    text = f"SpacyNLP は GinzaLoader の {loader:.0f} 倍かかる(p50)。"
    if "agent" not in speeds:
        return text + "学習済みモデルがないので Agent は測っていない。\n"
    ratio = speeds["spacy"].median / speeds["agent"].median
    same = agreement(speeds["agent"].guesses, results.heldout)
    state = "今の入力から学習したもの" if results.model_is_current else "今の入力より古い"
    return f"""{text}SpacyNLP だけで、このボットの理解の全部の {ratio:.1f} 倍(p50)。

モデル `{results.model}`({state})は、{percent(same)} の文でこの測定と同じ id・同じ判断を返した。
"""


def _pairs(results: Findings) -> str:
    return _pairs_of(results.heldout)


def _pairs_of(answered: Sequence[Answered]) -> str:
    missed = Counter(
        (question.gold, guess.said)
        for question, guess in answered
        if not guess.has(question.intents, 1)
    )
    rows = [[f"`{gold}`", f"`{said}`", count] for (gold, said), count in missed.most_common(25)]
    return f"## よくある取り違え(1位、上位 25 組)\n\n{table(('正解', '1位', '件'), rows)}"


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def counted(answered: Sequence[Answered]) -> str:
    """The outcomes in numbers alone: nothing of a text, so the questions stay blind."""
    ours = [pair for pair in answered if pair[0].ours]
    others = [pair for pair in answered if not pair[0].ours]
    groups = sorted(_grouped(ours, lambda pair: pair[0].register).items())
    rows = [_row("対象内", ours), *(_row(name, group) for name, group in groups)]
    headers = ("", "問", "断る・つなぐ", "聞き返す", "誤って答える")
    return f"{table(_COLUMNS, rows)}\n{table(headers, [_others_row('対象外', others)])}"


def development(answered: Sequence[Answered]) -> str:
    """The outcomes of the development questions, and every mistake."""
    return "\n".join((counted(answered), _pairs_of(answered), _mistakes_of(answered)))


def _mistakes(results: Findings) -> str:
    return _mistakes_of(results.heldout)


def _mistakes_of(answered: Sequence[Answered]) -> str:
    parts = []
    for title, wanted in (
        ("誤答(違う答えを出した)", {Verdict.WRONG}),
        ("断り・つなぐ(答えられるのに答えなかった)", {Verdict.REFUSED}),
        ("聞き返し(選択肢に正解がない)", {Verdict.ASKED}),
    ):
        found = [
            (question.gold, guess.said, guess.confidence, question.text)
            for question, guess in answered
            if outcome(guess, question.intents) in wanted
            and (question.ours or wanted == {Verdict.WRONG})
        ]
        rows = [
            [f"`{gold}`", f"`{said}`", f"{confidence:.2f}", _cut(text)]
            for gold, said, confidence, text in sorted(found)
        ]
        headers = ("正解", "1位", "確信度", "文")
        parts.append(f"### {title}: {len(rows)} 件\n\n{table(headers, rows)}")
    return "## 取り違えの一覧\n\n" + "\n".join(parts)
