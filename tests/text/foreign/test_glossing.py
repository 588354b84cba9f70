"""What is said of the talk itself, and of dates that nobody may guess, in other languages."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest

from bot.text.foreign import gloss, languages

TODAY = datetime.date(2025, 8, 1)
_TABLES = sorted((Path(__file__).parent / "talk").glob("*.txt"))


def _rows() -> list[tuple[str, str, str]]:
    rows = []
    for table in _TABLES:
        for line in table.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                said, _, meant = line.partition(" => ")
                rows.append((table.stem, said, meant))
    return rows


@pytest.mark.parametrize(("language", "said", "meant"), _rows())
def test_talk(language: str, said: str, meant: str) -> None:
    """Replies, choices, commands, follow-ups and cries for help are what the table says."""
    found = gloss(said, language, TODAY)
    assert (f"/{found.intent}" if meant.startswith("/") else found.text) == meant


def test_every_language_has_a_table() -> None:
    """Each language says yes, no, stop and help."""
    assert {table.stem for table in _TABLES} == set(languages())


@pytest.mark.parametrize("language", languages())
def test_gloss_is_japanese(language: str) -> None:
    """Whatever is said, the gloss is a sentence, and holds no word of the message."""
    for said in ("xyzzy qwerty", "Wxyz?", "…", "क", "ㅎㅎ"):
        text = gloss(said, language, TODAY).text
        assert text
        assert not re.search("xyz|qwerty", text)
