"""The figures as a page for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

Kinds = Mapping[str, Mapping[str, float | None]]

_HEAD = """\
# 文章の読みやすさ

`python -m benchmarks.readability` が書く(手で直さない)。測り方は [README](README.md)。

| 文章 | いつの | 文 | 1文の文字 | 40字超の文 | 45字超の文 | 漢字 | 1文の読点 | jReadability |
|---|---|---:|---:|---:|---:|---:|---:|---:|
"""


def report(figures: Mapping[str, Kinds]) -> str:
    """A table: each kind of text, the earlier texts first. `figures` by name, then by kind."""
    kinds = dict.fromkeys(kind for found in figures.values() for kind in found)
    rows = (
        _row(kind, name, found[kind])
        for kind in kinds
        for name, found in figures.items()
        if kind in found
    )
    return _HEAD + "".join(rows)


def _row(kind: str, name: str, found: Mapping[str, float | None]) -> str:
    return f"| {kind} | {name} | {' | '.join(_cells(found))} |\n"


def _cells(found: Mapping[str, float | None]) -> Iterator[str]:
    yield f"{found['sentences']}"
    yield f"{found['characters']:.1f}"
    for name in ("rather_long", "long", "kanji"):
        yield f"{100 * (found[name] or 0):.0f} %"
    yield f"{found['commas']:.2f}"
    score = found["jreadability"]
    yield "—" if score is None else f"{score:.2f}"
