"""The report of `prefixes`: Japanese headings and tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from benchmarks.understanding.figures import calibration_error, interval, reliability
from bot.console.desk import suggesting
from bot.console.desk.last_question import END, SHORT


class Threshold(NamedTuple):
    """Thresholds of `suggesting`."""

    FRAGMENT_CARD: float
    FRAGMENT_REFUSAL: float
    ASKED_LAST: int
    CLOSE_TOGETHER: float
    CLOSE_FIRST: float


_ANY = 1000  # characters: whatever part of the text asks
PRESENT = Threshold(
    suggesting.FRAGMENT_CARD,
    suggesting.FRAGMENT_REFUSAL,
    suggesting.ASKED_LAST,
    suggesting.CLOSE_TOGETHER,
    suggesting.CLOSE_FIRST,
)
CHOICES = tuple(
    dict.fromkeys(
        (
            Threshold(0.9, 0.9, _ANY, 0.6, 0.3),
            Threshold(0.98, 0.995, _ANY, 0.6, 0.3),
            Threshold(0.98, 0.995, 20, 0.6, 0.3),
            Threshold(0.995, 0.995, 20, 0.6, 0.3),
            Threshold(0.998, 0.998, _ANY, 0.6, 0.3),
            Threshold(0.998, 0.998, 20, 0.6, 0.3),
            Threshold(0.998, 0.998, 12, 0.6, 0.3),
            Threshold(0.998, 0.998, 20, 0.8, 0.3),
            Threshold(0.998, 0.998, 20, 0.6, 0.5),
            Threshold(0.999, 0.999, 20, 0.6, 0.3),
            PRESENT,
        )
    )
)
# How much of a long talk the model gets; SHORT follows, so that the end is all that counts.
ENDS: dict[str, dict[str, int]] = {
    "60": {"SHORT": 60, "END": 60},
    "100": {"SHORT": 100, "END": 100},
    "160": {"SHORT": 160, "END": 160},
    "全部": {"SHORT": 10_000, "END": 10_000},
}


class Row(NamedTuple):
    """How often each outcome came: of questions that are ours, and of the others."""

    ours: Counter[str]
    others: Counter[str]

    @property
    def texts(self) -> int:
        """How many."""
        return self.ours.total() + self.others.total()

    @property
    def wrong_cards(self) -> int:
        """A wrong card stood first, or one stood there though nothing is ours to answer."""
        return sum(c["wrong"] + c["among"] for c in self)

    def share(self, *names: str) -> float:
        """The share of the outcomes `names`, of questions that are ours."""
        return sum(self.ours[name] for name in names) / max(1, self.ours.total())


@dataclass(frozen=True, slots=True)
class PrefixFigures:
    """What one run measured. `points`: (a card is shown, confidence, right) by way of typing."""

    questions: int
    ours: int
    now: Mapping[str, Row]
    sweep: Mapping[Threshold, Mapping[str, Row]]
    ends: Mapping[str, Mapping[str, Row]]
    points: Mapping[str, Sequence[tuple[bool, float, bool]]]


def whole(found: PrefixFigures) -> str:
    """All of it, as Markdown."""
    parts = (_head(found), _now(found), _sweep(found), _ends(found), _honest(found))
    return "\n".join(line for part in parts for line in (*part, ""))


def _head(found: PrefixFigures) -> list[str]:
    return [
        "# 打っている途中に出る候補",
        "",
        "`python -m benchmarks.console.prefixes` が書いたものです。",
        f"開発用の質問 {found.questions} 問(国保だよりで答えられるもの {found.ours} 問)を、",
        "オペレーターが打つように短くして、応対画面と同じ関数 `judged` に渡しました。",
        "評価用の質問(`heldout.jsonl`)は使っていません。しきい値もこの質問で選んだので、",
        "知らない質問では、これより少し悪くなるはずです。",
    ]


def _now(found: PrefixFigures) -> list[str]:
    lines = [
        "## 今のしきい値での結果",
        "",
        "「誤り」は、ちがうカードが先頭に出たもの(答えられない質問にカードが出たものを含む)で、",
        "全部の質問に対する割合です。かっこの中は95%信頼区間。ほかは、答えられる質問に対する割合です。",
        "",
        "| 打ち方 | 正しいカードが先頭 | 誤り | 尋ねる(正解あり) | 尋ねる(正解なし) |"
        " 誤って「資料にない」 | 何も出さない | 答えられない質問に「資料にない」 |",
        "|---|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for name, row in found.now.items():
        low, high = interval(row.wrong_cards, row.texts)
        right = row.others["right"] / max(1, row.others.total())
        lines.append(
            f"| {name} | {_percent(row.share('right'))} | {_percent(row.wrong_cards / row.texts)}"
            f"({100 * max(0.0, low):.1f}〜{100 * high:.1f}) | {_percent(row.share('asked'))}"
            f" | {_percent(row.share('asked_in_vain'))} | {_percent(row.share('refused'))}"
            f" | {_percent(row.share('silent'))} | {_percent(right)} |"
        )
    return lines


def _sweep(found: PrefixFigures) -> list[str]:
    ways = list(next(iter(found.sweep.values())))
    lines = [
        "## しきい値を変えると",
        "",
        "各欄は「正しいカードが先頭 / 誤り」(%)です。★が今の値です。",
        "「末尾」は、尋ねる言葉を探す最後の文字数です。「合計」「先頭」は、二つか三つが近いとみなす条件です。",
        "",
        "| カード | 資料にない | 末尾 | 合計 | 先頭 | "
        + " | ".join(ways)
        + " | 尋ねて正解なし(50 %) |",
        "|---:|---:|---:|---:|---:|" + "---:|" * len(ways) + "---:|",
    ]
    for choice, rows in found.sweep.items():
        last = "どこでも" if choice.ASKED_LAST >= _ANY else str(choice.ASKED_LAST)
        mark = "★ " if choice == PRESENT else ""
        cells = [
            f"{100 * row.share('right'):.0f} / {100 * row.wrong_cards / row.texts:.2f}"
            for row in rows.values()
        ]
        vain = _percent(rows["50 %"].share("asked_in_vain"))
        lines.append(
            f"| {mark}{choice.FRAGMENT_CARD} | {choice.FRAGMENT_REFUSAL} | {last} | "
            f"{choice.CLOSE_TOGETHER} | {choice.CLOSE_FIRST} | {' | '.join(cells)} | {vain} |"
        )
    return lines


def _ends(found: PrefixFigures) -> list[str]:
    places = list(next(iter(found.ends.values())))
    lines = [
        "## 長い話",
        "",
        "10文のうち1文が質問です。話の終わりの何文字を見るかを変えました。",
        f"今は、{SHORT} 文字を超える話の終わり {END} 文字を見ます。",
        "各欄は「正しいカードが先頭 / 誤り」(%)です。",
        "",
        "| 終わりの文字数 | " + " | ".join(places) + " |",
        "|---:|" + "---:|" * len(places),
    ]
    for name, rows in found.ends.items():
        cells = [
            f"{100 * row.share('right'):.0f} / {100 * row.wrong_cards / row.texts:.2f}"
            for row in rows.values()
        ]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return lines


def _honest(found: PrefixFigures) -> list[str]:
    lines = [
        "## 確からしさは正直か",
        "",
        "先頭のカードに示した確からしさと、実際に正しかった割合です。ECE は、二つの差の平均です。",
        "「ECE(全部)」には、何も出さなかった文のモデルの確からしさも入ります。",
        f"質問の形でない文には、{_percent(suggesting.FRAGMENT_SHOWN)} までしか示しません。",
        "モデルがどれほど自信を持っていてもです。数字がいちばん合わないのは、打ち始め(25 %)です。",
        "言いかけの文でのモデルの自信は高すぎるので、尋ねるときの候補には数字を出しません。",
        "",
        "| 打ち方 | カードの数 | 示した平均 | 正しい割合 | ECE(カード) | ECE(全部) |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    together = [point for points in found.points.values() for point in points]
    for name, points in {**found.points, "全体": together}.items():
        cards = [(sure, right) for shown, sure, right in points if shown]
        every = [(sure, right) for _, sure, right in points]
        said = sum(sure for sure, _ in cards) / max(1, len(cards))
        right = sum(is_right for _, is_right in cards) / max(1, len(cards))
        lines.append(
            f"| {name} | {len(cards)} | {_percent(said)} | {_percent(right)} | "
            f"{calibration_error(reliability(cards)):.3f} | "
            f"{calibration_error(reliability(every)):.3f} |"
        )
    return lines


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %"
