"""The report: Japanese headings, one table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from benchmarks.widget.opening import BITS, CPU, FINGER, LATENCY, FirstTouch, Opened

TARGET = 300  # ms
_TITLES = {
    FirstTouch.FINGER: "チャットを指で押して開く(初めて)",
    FirstTouch.KEY: "チャットを Tab と Enter で開く(初めて)",
    FirstTouch.UNSEEN: "チャットを予告なしに開く(初めて)",
    FirstTouch.AGAIN: "チャットを指で押して開く(次のページ)",
}
_PLAIN = "飾りのないページへのリンクを指で押す"
_HEAD = "| 離してから描き終わるまで(ミリ秒) | 中央値 | 最小 | 最大 | 飾りのないページとの比 |"


@dataclass(slots=True)
class Openings:
    """What was measured, one of each kind a round."""

    chat: dict[FirstTouch, list[Opened]] = field(default_factory=dict)
    plain: list[Opened] = field(default_factory=list)
    load: list[float] = field(default_factory=list)

    def add(self, chat: Mapping[FirstTouch, Opened], plain: Opened) -> None:
        """One round."""
        for way, opened in chat.items():
            self.chat.setdefault(way, []).append(opened)
        self.plain.append(plain)

    @property
    def last(self) -> float:
        """The plain page in the newest round."""
        return self.plain[-1].from_click


def whole(found: Openings) -> str:
    """All of it, as Markdown."""
    load = "、".join(f"{one:.1f}" for one in found.load)
    base = _clicks(found.plain)
    rows = [(_TITLES[way], _clicks(opened)) for way, opened in found.chat.items()]
    return "\n".join(
        [
            "# チャットが開くまで",
            "",
            "`python -m benchmarks.widget` が書いたもの。読み方は [README](README.md) にある。",
            "",
            f"遅い電話のまね: CPU {CPU} 分の 1、{BITS / 1e6:.1f} Mbit/s、往復 {LATENCY} ミリ秒。",
            f"指とキーは {FINGER * 1000:.0f} ミリ秒触れる。{len(base)} 回ずつ、交互に測った。"
            f"前と後の load average: {load}。",
            "",
            _HEAD,
            "|---|---:|---:|---:|---:|",
            *(_row(title, times, base) for title, times in [*rows, (_PLAIN, base)]),
            "",
            *(
                _verdict(way, found.chat[way])
                for way in (FirstTouch.FINGER, FirstTouch.KEY, FirstTouch.UNSEEN)
            ),
            "",
        ]
    )


def _clicks(opened: Sequence[Opened]) -> list[float]:
    return [one.from_click for one in opened]


def _row(title: str, times: Sequence[float], base: Sequence[float]) -> str:
    ratio = median(one / other for one, other in zip(times, base, strict=True))
    figures = f"{median(times):.0f} | {min(times):.0f} | {max(times):.0f}"
    return f"| {title} | {figures} | {ratio:.2f} |"


def _verdict(way: FirstTouch, opened: Sequence[Opened]) -> str:
    within = median(_clicks(opened)) <= TARGET
    said = "の内" if within else "に届いていない"
    return f"- {_TITLES[way]}: 目標({TARGET} ミリ秒以内){said}。"
