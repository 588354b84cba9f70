"""Measures the texts of a city and writes report.md beside the figures of earlier texts.

python -m benchmarks.readability --name 2026-11-28
python -m benchmarks.readability --name 前 --answers OLD/answers/ja --phrases OLD/phrases/ja.yml
"""

from __future__ import annotations

import argparse
import json
from datetime import date
from pathlib import Path

from benchmarks.readability.measuring import jreadability, measured
from benchmarks.readability.report import report
from benchmarks.readability.texts import kinds
from bot.content import library

HERE = Path(__file__).parent
FIGURES, REPORT = HERE / "figures.json", HERE / "report.md"


def main() -> None:
    """Measures, keeps the figures under the name, writes the report."""
    folder = library().folder
    parser = argparse.ArgumentParser(prog="python -m benchmarks.readability", description=__doc__)
    parser.add_argument("--name", default=date.today().isoformat(), help="of these texts")
    parser.add_argument("--answers", type=Path, default=folder / "answers" / "ja")
    parser.add_argument("--phrases", type=Path, default=folder / "phrases" / "ja.yml")
    options = parser.parse_args()
    values = library().words(library().editions[-1].documents.starts).values
    score = jreadability()
    found = {
        kind: measured(texts, score).data()
        for kind, texts in kinds(options.answers, options.phrases, values).items()
    }
    figures = json.loads(FIGURES.read_text(encoding="utf-8")) if FIGURES.exists() else {}
    figures[options.name] = found
    FIGURES.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    REPORT.write_text(report(figures), encoding="utf-8")
    print(report(figures))


if __name__ == "__main__":
    main()
