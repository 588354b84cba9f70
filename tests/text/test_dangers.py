"""bot/text/dangers.py: a life in danger, told by its sense, and what only sounds like it."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from bot.text import dangers
from bot.text.foreign import gloss

TODAY = datetime.date(2025, 8, 1)


def _rows(name: str) -> list[tuple[str, str]]:
    """Language and words of each line."""
    lines = (Path(__file__).with_name(name)).read_text(encoding="utf-8").splitlines()
    return [(language, words) for language, _, words in (line.partition("\t") for line in lines)]


def _is_emergency(language: str, words: str) -> bool:
    japanese = words if language == "ja" else gloss(words, language, TODAY).text
    return dangers.is_emergency(japanese)


def test_no_emergency_is_missed() -> None:
    """A heart, a breath, blood, fire, a fight, despair: in any everyday words and any language."""
    missed = [row for row in _rows("emergencies.tsv") if not _is_emergency(*row)]
    assert missed == []


def test_harmless_words_are_no_emergency() -> None:
    """An illness treated, a fire that is over, 119 yen, a figure of speech: a question like any."""
    taken = [row for row in _rows("harmless.tsv") if _is_emergency(*row)]
    assert taken == []


def test_the_lists_are_long_enough() -> None:
    """At least 150 emergencies and 300 harmless messages, none of them twice."""
    danger, harmless = _rows("emergencies.tsv"), _rows("harmless.tsv")
    assert len(set(danger)) == len(danger) >= 150
    assert len(set(harmless)) == len(harmless) >= 300


@pytest.mark.parametrize(
    ("words", "despairs"),
    [
        ("もう死にたいです", True),
        ("シニタイ", True),
        ("今からビルの屋上から飛び降ります", True),
        ("父が倒れて息をしていません", False),
        ("かわさきしにたいしてのくじょう", False),
    ],
)
def test_despairs(words: str, despairs: bool) -> None:
    """Only who wants to end their own life hears the words of comfort."""
    assert dangers.despairs(words) is despairs


@pytest.mark.parametrize(
    ("words", "emergency"),
    [
        ("夫が意識をなくしました。確認書はどこに出しますか", True),
        ("母が階段から落ちました。確認書はどこに出しますか", False),
        ("去年、夫が意識をなくしました", False),
        ("3ヵ月前、夫が意識をなくしました", False),
        ("3ヶ月前、夫が意識をなくしました", False),
        ("三か月前、夫が意識をなくしました", False),
        ("3カ月前から意識がありません", True),
        ("去年と同じです。今、息をしていません", True),
        ("退院したばかりの父が息をしていません", True),
        ("退院した父は、家でも息をしていないことがあると言われ、申請をしたいです", False),
        ("母が亡くなってから、ずっと死にたいです", True),
        ("息が詰まるような部屋でした", False),
    ],
)
def test_what_stands_beside_it(words: str, emergency: bool) -> None:
    """What kills at once counts beside any question; what may harm counts alone; the past never."""
    assert dangers.is_emergency(words) is emergency


@pytest.mark.parametrize("words", ["", " ", "\x00", "🍣", "x" * 5000, "-" * 5000, "あ" * 5000])
def test_nothing_is_no_emergency(words: str) -> None:
    """Empty, odd and very long words are no cry for help."""
    assert not dangers.is_emergency(words)
