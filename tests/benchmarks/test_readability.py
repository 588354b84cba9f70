"""benchmarks/readability: what is counted, and the page that shows it."""

from __future__ import annotations

from pathlib import Path

import pytest

import benchmarks.readability.__main__ as command
from benchmarks.readability.measuring import measured, sentences_of
from benchmarks.readability.report import report
from benchmarks.readability.texts import kinds

ENTRY = """\
a:
  title: 題
  short: 期限は{ends}です。
  details: [一つ目。, 二つ目]
  script: 期限を申します。
  script_after: 過ぎました。
"""
PHRASES = """\
label: {yes: はい。}
result: {dated: '{who}期限は{date}です。', stem: 期限}
"""


def test_sentences() -> None:
    """A sentence ends with its mark or its line; what stands in brackets is not counted."""
    assert sentences_of("期限は令和8年(2026年)です。電話(044)へ\n次です") == [
        "期限は令和8年です。",
        "電話へ",
        "次です",
    ]


def test_figures() -> None:
    """Characters a sentence, shares of long ones, kanji and commas."""
    found = measured(["あ" * 41 + "。", "漢字、" + "あ" * 43 + "。"], None)
    assert (found.sentences, found.characters) == (2, 44.5)
    assert (found.rather_long, found.long) == (1.0, 0.5)
    assert found.kanji == pytest.approx(2 / 89)
    assert (found.commas, found.jreadability) == (0.5, None)


def test_a_score_is_of_each_entry() -> None:
    """The library's measure is asked about each entry, and averaged."""
    asked: list[str] = []

    def score(text: str) -> float:
        asked.append(text)
        return float(len(asked))

    assert measured(["一つ\n二つ。", "三つ"], score).jreadability == 1.5
    assert asked == ["一つ。二つ。", "三つ。"]


def test_no_sentence() -> None:
    """Nothing to measure is said, not divided by."""
    with pytest.raises(ValueError, match="no sentence"):
        measured(["(かっこ)"], None)


def test_what_is_measured(tmp_path: Path) -> None:
    """Screen, script and phrases apart, with values filled in; labels and titles are not read."""
    (tmp_path / "a.yml").write_text(ENTRY, encoding="utf-8")
    (tmp_path / "phrases").write_text(PHRASES, encoding="utf-8")
    assert kinds(tmp_path, tmp_path / "phrases", {"ends": "あす"}) == {
        "答え(画面)": ["期限はあすです。\n一つ目。\n二つ目"],
        "読み上げる文": ["期限を申します。\n過ぎました。"],
        "計算や会話の文": ["それ期限はそれです。"],
    }


def test_the_page() -> None:
    """Earlier texts stand above the later ones of the same kind; what is not known is a dash."""
    found = measured(["期限です。"], None).data()
    page = report({"前": {"答え": found}, "今": {"答え": {**found, "jreadability": 3.456}}})
    assert page.splitlines()[-2:] == [
        "| 答え | 前 | 1 | 5.0 | 0 % | 0 % | 40 % | 0.00 | — |",
        "| 答え | 今 | 1 | 5.0 | 0 % | 0 % | 40 % | 0.00 | 3.46 |",
    ]


def test_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It measures the texts of the newest edition and writes both files."""
    monkeypatch.setattr(command, "FIGURES", tmp_path / "figures.json")
    monkeypatch.setattr(command, "REPORT", tmp_path / "report.md")
    monkeypatch.setattr("sys.argv", ["readability", "--name", "今"])
    command.main()
    assert "| 答え(画面) | 今 |" in (tmp_path / "report.md").read_text(encoding="utf-8")
