"""The picture: outcomes of each register as stacked bars, and the learning curve."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
from matplotlib import font_manager, pyplot
from matplotlib.axes import Axes

from benchmarks.understanding.outcomes import Answered, Verdict, tally
from benchmarks.understanding.results import Findings

PICTURE = Path(__file__).parents[2] / "docs/images/understanding.png"
_JAPANESE = (
    "Noto Sans CJK JP",
    "Noto Sans JP",
    "IPAexGothic",
    "IPAGothic",
    "TakaoGothic",
    "Hiragino Sans",
    "Yu Gothic",
    "Meiryo",
    "BIZ UDGothic",
)
# Told apart in grey and by people who do not see red and green as different.
_COLOURS = ("#2166ac", "#92c5de", "#d9d9d9", "#fdae61", "#b2182b")
_ENGLISH = (
    "right",
    "asked back, right one offered",
    "asked back without it",
    "refused or handed over",
    "wrong answer",
)
_TITLES = {
    True: ("文体ごとの結果(対象内)", "割合 %", "学習曲線(対象内)", "学習データの文の数"),
    False: (
        "Outcomes by register (questions in scope)",
        "share, %",
        "Learning curve (questions in scope)",
        "training utterances",
    ),
}


def _japanese_font() -> str | None:
    installed = {font.name for font in font_manager.fontManager.ttflist}
    return next((name for name in _JAPANESE if name in installed), None)


def draw(results: Findings, path: Path = PICTURE) -> None:
    """Writes the picture, in Japanese if the machine has a font for it."""
    font = _japanese_font()
    if font:
        pyplot.rcParams["font.family"] = font
    figure, (bars, curve) = pyplot.subplots(
        1, 2, figsize=(13, 5.5), gridspec_kw={"width_ratios": (1.6, 1)}, constrained_layout=True
    )
    titles = _TITLES[font is not None]
    _bars(bars, results, titles, japanese=font is not None)
    _curve(curve, results, titles, japanese=font is not None)
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, dpi=110)
    pyplot.close(figure)


def _bars(axes: Axes, results: Findings, titles: tuple[str, ...], *, japanese: bool) -> None:
    groups: dict[str, list[Answered]] = defaultdict(list)
    for pair in results.ours:
        groups[pair[0].register].append(pair)
    rows = {name: tally(group) for name, group in groups.items()}
    names = sorted(rows, key=lambda name: rows[name][Verdict.RIGHT] / len(groups[name]))
    left = [0.0] * len(names)
    for number, result in enumerate(Verdict):
        shares = [100 * rows[name][result] / len(groups[name]) for name in names]
        label = result.value if japanese else _ENGLISH[number]
        axes.barh(names, shares, left=left, color=_COLOURS[number], label=label)
        for row, (start, share) in enumerate(zip(left, shares, strict=True)):
            if share >= 4:
                colour = "white" if number in (0, 4) else "black"
                middle = start + share / 2
                axes.text(middle, row, f"{share:.0f}", ha="center", va="center", color=colour)
        left = [start + share for start, share in zip(left, shares, strict=True)]
    axes.set(title=titles[0], xlabel=titles[1], xlim=(0, 100))
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.12), ncol=3, frameon=False)


def _curve(axes: Axes, results: Findings, titles: tuple[str, ...], *, japanese: bool) -> None:
    counts = sorted(results.curve)
    lines = {
        "3位以内" if japanese else "right one in the first three": "in_three",
        "1位" if japanese else "right one first": "first",
    }
    for colour, above, (label, field) in zip(_COLOURS[1::-1], (7, -16), lines.items(), strict=True):
        shares = [100 * getattr(results.curve[count], field) for count in counts]
        axes.plot(counts, shares, marker="o", color=colour, label=label)
        for count, share in zip(counts, shares, strict=True):
            axes.annotate(
                f"{share:.0f}", (count, share), (0, above), textcoords="offset points", ha="center"
            )
    axes.set(title=titles[2], xlabel=titles[3], ylabel=titles[1], ylim=(0, 109))
    axes.set_xscale("log")
    axes.set_xticks(counts, [str(count) for count in counts])
    axes.minorticks_off()
    axes.legend(loc="lower right", frameon=False)
    axes.grid(alpha=0.3)
