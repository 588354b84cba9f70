"""bot/text/numerals.py: number words."""

from __future__ import annotations

import re

import pytest

from bot.text.numerals import (
    KANA_NUMBER,
    KANJI_NUMBER,
    MANY,
    arabic_value,
    kana_value,
    kanji_value,
    kanji_width,
)

from .writing import kanji, positional


@pytest.mark.parametrize(
    ("word", "value", "width"),
    [
        ("三十", 30, 2),
        ("三〇", 30, 2),
        ("二十六", 26, 2),
        ("十", 10, 2),
        ("十五", 15, 2),
        ("七", 7, 1),
        ("廿日"[:1], 20, 2),
        ("卅一", 31, 2),
        ("参拾", 30, 2),
        ("壱", 1, 1),
        ("二〇二六", 2026, 4),
        ("二○二六", 2026, 4),
        ("千九百五十五", 1955, 4),
        ("二千二十五", 2025, 4),
        ("一五", 15, 2),
    ],
)
def test_reads_kanji(word: str, value: int, width: int) -> None:
    """Kanji numbers have a value, and a width in Arabic digits."""
    assert re.fullmatch(KANJI_NUMBER, word)
    assert (kanji_value(word), kanji_width(word)) == (value, width)


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("いち", 1),
        ("よ", 4),
        ("し", 4),
        ("しち", 7),
        ("なな", 7),
        ("く", 9),
        ("じゅう", 10),
        ("じゅうよ", 14),
        ("にじゅうく", 29),
        ("さんじゅう", 30),
        ("ごじゅうご", 55),
        ("ろくじゅうよ", 64),
        ("ひゃくさん", 103),
        ("せんきゅうひゃくごじゅうご", 1955),
        ("せんはっぴゃくきゅうじゅう", 1890),
        ("にせんにじゅうご", 2025),
        ("にせん", 2000),
        ("ぜろ", 0),
    ],
)
def test_reads_kana(word: str, value: int) -> None:
    """Number words in hiragana have their value."""
    assert re.fullmatch(KANA_NUMBER, word)
    assert kana_value(word) == value


def test_reads_all_numbers_of_a_date() -> None:
    """Every number below 100 reads the same in both kanji styles."""
    for number in range(1, 100):
        assert kanji_value(kanji(number)) == kanji_value(positional(number)) == number


def test_bounds_absurd_numbers() -> None:
    """Numbers of any length are read at no cost, and never as a small number."""
    assert arabic_value("9" * 5000) == kanji_value("一" * 5000) == MANY
