"""bot/text/ages.py: ages in place of birthdays."""

from __future__ import annotations

import pytest

from bot.text.ages import find_age


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("70歳です", "70歳"),
        ("満69才", "満69才"),
        ("七十歳", "七十歳"),
        ("75さいです", "75さい"),
        ("もう七十です", "七十"),
        ("75になりました", "75"),
        ("はたちです", "はたち"),
    ],
)
def test_finds_ages(text: str, age: str) -> None:
    """A number of years of life is an age, with 歳 or said of somebody."""
    span = find_age(text)
    assert span is not None
    assert text[slice(*span)] == age


@pytest.mark.parametrize("text", ["3割です", "27番です", "5です", "150です", "200円だ", "ください"])
def test_leaves_other_numbers_alone(text: str) -> None:
    """Numbers of other things are no ages."""
    assert find_age(text) is None
