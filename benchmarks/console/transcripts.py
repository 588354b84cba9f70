"""`python -m benchmarks.console.transcripts`: how sure must a card be that comes by itself?

Calls are made around the development questions, never the held-out ones, and followed as the desk
follows them. The threshold is learnt on nine tenths of them and measured on the rest, ten times.
"""

from __future__ import annotations

import asyncio
import sys
import warnings
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.console.calls import RecognisedCall, recognised
from benchmarks.console.prefixes import Meanings, chosen, read_all, shown
from benchmarks.running import say
from benchmarks.understanding.figures import interval
from benchmarks.understanding.questions import DEVELOPMENT, read_questions
from bot.console.desk import following
from bot.console.desk.following import Suggests, endings, followed
from bot.console.desk.last_question import last_question
from bot.console.desk.suggesting import Suggestions
from bot.content import current_content

REPORT = Path(__file__).with_name("transcripts.md")
FOLDS = 10
THRESHOLDS = (70, 80, 85, 88, 90, 92, 94, 95, 96, 97, 98, 99, 100)
# A card that nobody asked for and that is wrong costs as much as so many calls without one: who
# sees none types two words, who reads out a wrong one misinforms.
WRONG = 20

Outcomes = Counter[str]
By = Mapping[int, Outcomes]  # by threshold


class Recorded:
    """Understands what was understood before, as the desk would."""

    def __init__(self, meanings: Meanings) -> None:
        self._meanings = meanings
        self._shown: dict[str, Suggestions] = {}

    async def suggest(self, text: str) -> Suggestions:
        """What the box would show."""
        if text not in self._shown:
            self._shown[text] = shown(text, self._meanings)
        return self._shown[text]


def texts(calls: Sequence[RecognisedCall]) -> set[str]:
    """Everything that is to be understood to follow the calls."""
    said = (call.sentences[:end] for call in calls for end in range(1, len(call.sentences) + 1))
    return {last_question(text) for sentences in said for text in endings(sentences)}


async def outcome(call: RecognisedCall, desk: Suggests) -> str:
    """What following a call to its end is worth."""
    seen, since = "", 0
    for end in range(1, len(call.sentences) + 1):
        found = await followed(desk, call.sentences[since:end])
        for item in found.items[:1]:
            if item.id not in call.right or end <= call.asks_at:
                return "wrong" if call.ours else "intruded"
            seen, since = item.id, end
    if not call.ours:
        return "quiet"
    return "right" if seen else "silent"


def followed_at(threshold: int, calls: Sequence[RecognisedCall], desk: Recorded) -> Outcomes:
    """The outcomes if a card must be so sure."""

    async def all_of_them() -> Outcomes:
        return Counter([await outcome(call, desk) for call in calls])

    with chosen(following, {"SURE": threshold}):
        return asyncio.run(all_of_them())


def cost(found: Outcomes, wrong: int = WRONG) -> int:
    """In calls without a card."""
    return found["silent"] + wrong * (found["wrong"] + found["intruded"])


def learnt(measured: By, wrong: int = WRONG) -> int:
    """The threshold of least cost; what differs by less than one wrong card is alike, and of those
    the one that shows most."""
    least = min(cost(found, wrong) for found in measured.values())
    alike = [t for t, found in measured.items() if cost(found, wrong) < least + wrong]
    return max(alike, key=lambda threshold: (measured[threshold]["right"], threshold))


def together(folds: Sequence[By]) -> By:
    """The sums."""
    return {t: sum((fold[t] for fold in folds), Counter()) for t in folds[0]}


def unseen(folds: Sequence[By]) -> Outcomes:
    """Each fold by the threshold that is learnt on the others."""
    rest = (together([*folds[:n], *folds[n + 1 :]]) for n in range(len(folds)))
    return sum((fold[learnt(by)] for fold, by in zip(folds, rest, strict=True)), Counter())


def report(folds: Sequence[By]) -> str:
    """All of it, as Markdown."""
    whole = together(folds)
    best = learnt(whole)
    lines = [
        "# 聞き取りの中で、ひとりでに出るカード",
        "",
        "`python -m benchmarks.console.transcripts` が書いたものです。",
        f"開発用の質問から、音声認識が書くような電話を {unseen(folds).total()} 本作り、",
        "応対画面と同じ `followed` で追いました。評価用の質問は使っていません。",
        f"誤ったカード1枚を、カードの出ない電話 {WRONG} 本分の損とみて、",
        "損の一番少ないしきい値を学びます。",
        "誤ったカード1枚より小さい差は、同じとみて、カードの多く出るほうにします。",
        "",
        f"学んだ値は **{best} %** です(今の `SURE` は {following.SURE} %)。"
        f"損を10本分、50本分とみると、{learnt(whole, 10)} %、{learnt(whole, 50)} % です。",
        "",
        "「正しい」「出ない」「誤り」は、答えられる質問の電話に対する割合です。誤りは、ちがうカードが"
        "一度でも先頭に出たもの、",
        "聞かれる前に出たものも数えます。「余計」は、答えられない質問の電話にカードが出た割合です。",
        f"かっこの中は95%信頼区間です。最後の行は、{len(folds)}組に分け、ほかの組で学んだ値で測ったものです。",
        "",
        "| しきい値 | 損 | 正しい | 出ない | 誤り | 余計 |",
        "|---:|---:|---:|---:|---:|---:|",
    ]
    for threshold, found in whole.items():
        mark = "★ " if threshold == best else ""
        lines.append(f"| {mark}{threshold} % | {cost(found)} | {_row(found)} |")
    lines.append(f"| 学んで、ほかで測る | {cost(unseen(folds))} | {_row(unseen(folds))} |")
    return "\n".join([*lines, ""])


def _row(found: Outcomes) -> str:
    ours = found["right"] + found["silent"] + found["wrong"]
    others = found["intruded"] + found["quiet"]
    shares = [f"{100 * found[name] / max(1, ours):.1f} %" for name in ("right", "silent")]
    return " | ".join([*shares, _rare(found["wrong"], ours), _rare(found["intruded"], others)])


def _rare(hits: int, of: int) -> str:
    low, high = interval(hits, of)
    return f"{100 * hits / max(1, of):.1f} %({100 * low:.1f}〜{100 * high:.1f})"


def main() -> int:
    """Trains if the model is not of today's inputs, measures, writes."""
    current_content()  # the words of the city
    from bot import training

    warnings.simplefilter("ignore")
    calls = [recognised(q, number) for number, q in enumerate(read_questions(DEVELOPMENT))]
    understood = sorted(texts(calls) - {""})
    say(f"{len(understood)} texts to understand")
    desk = Recorded(read_all(training.train(say), understood))
    say("following")
    folds = [
        {threshold: followed_at(threshold, calls[n::FOLDS], desk) for threshold in THRESHOLDS}
        for n in range(FOLDS)
    ]
    REPORT.write_text(report(folds), encoding="utf-8")
    say(f"written: {REPORT.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
