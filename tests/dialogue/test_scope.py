"""What is not ours is told back in the words of who asked."""

from __future__ import annotations

import pytest

from bot.dialogue.scope import short_clause


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            "conseguí trabajo con shakai hoken, cómo salgo ya del kokuho",
            "…con shakai hoken, cómo salgo ya del kokuho",
        ),
        (
            "Em mới chuyển từ Tokyo về Kawasaki, làm thủ tục vào kokuho ở đâu",
            "…về Kawasaki, làm thủ tục vào kokuho ở đâu",
        ),
    ],
)
def test_no_word_is_cut_in_two(said: str, told: str) -> None:
    """A long question is told from its end, from the beginning of a word, marks or none."""
    assert short_clause(said) == told


def test_words_without_spaces_are_cut_anywhere() -> None:
    """Chinese has no spaces: the last characters stand as they are."""
    said = "国保" * 30
    assert short_clause(said) == "…" + said[-45:]
