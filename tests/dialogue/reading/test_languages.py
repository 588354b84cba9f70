"""Facts in messages of other languages: the same people and facts as in Japanese."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.text.foreign import gloss, languages
from tests.dialogue.reading.telling import TODAY, messages, read, same

_TABLES = sorted((Path(__file__).parent / "languages").glob("*.txt"))
_ROWS = [
    pytest.param(table.stem, message, told, id=f"{table.stem}: {message[:40]}")
    for table in _TABLES
    for message, told in messages(f"languages/{table.name}")
]


@pytest.mark.parametrize(("language", "message", "told"), _ROWS)
def test_facts(language: str, message: str, told: str) -> None:
    """A message tells of the people and facts beside it in its table, and of nothing else."""
    assert read(gloss(message, language, TODAY).text) == same(told)


def test_every_language_has_a_table() -> None:
    """No lexicon without at least forty messages."""
    assert {table.stem for table in _TABLES} == set(languages())
    for table in _TABLES:
        assert len(list(messages(f"languages/{table.name}"))) >= 40
