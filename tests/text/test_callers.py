"""Whole sentences of callers, and the project's sample file if it is there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.text.dates import read_date

from . import TODAY, day
from .callers import CALLERS

SAMPLES = Path(__file__).parents[3] / "shared" / "samples" / "dates.jsonl"


@pytest.mark.parametrize(("words", "kind", "expected"), CALLERS)
def test_reads_what_callers_say(words: str, kind: str, expected: str) -> None:
    """A caller's sentence gives the date it means, or the problem that it has."""
    found = read_date(words, TODAY, kind)
    problem = found.problem.value if found.problem else None
    assert (found.date.isoformat() if found.date else problem) == expected


def test_reads_the_samples() -> None:
    """Every line of the sample file gives one of the values that it accepts."""
    if not SAMPLES.exists():
        pytest.skip("the sample file is not part of the repository")
    wrong = []
    for line in SAMPLES.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        today = day(case.get("today", TODAY.isoformat()))
        found = read_date(case["text"], today, case["kind"].split("_")[0])
        got = found.date.isoformat() if found.date else None
        if got not in case.get("accept", [case["date"]]):
            wrong.append((case["text"], got, case["date"]))
    assert wrong == []
