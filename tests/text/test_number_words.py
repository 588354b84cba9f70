"""bot/text/number_words.py: numbers told digit by digit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.number_words import find_number_words
from bot.text.spans import fold

from . import repeatable

LANGUAGES = {
    "en": "zero one two three four five six seven eight nine",
    "es": "cero uno dos tres cuatro cinco seis siete ocho nueve",
    "pt": "zero um dois três quatro cinco meia sete oito nove",
    "vi": "không một hai ba bốn năm sáu bảy tám chín",
    "tl": "sero isa dalawa tatlo apat lima anim pito walo siyam",
    "ne": "शून्य एक दुई तीन चार पाँच छ सात आठ नौ",
    "romaji": "zero ichi ni san yon go roku nana hachi kyuu",
}


@given(st.text("0123456789", min_size=7, max_size=12), st.sampled_from([*LANGUAGES]))
@repeatable
def test_any_number_in_any_language(number: str, language: str) -> None:
    """Seven digits and more, each said by its name, are found as a whole."""
    names = LANGUAGES[language].split()
    said = " ".join(names[int(digit)] for digit in number)
    assert list(find_number_words(f"… {said}.")) == [(2, 2 + len(said))]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("it is oh-nine-oh 5512 3349", "oh-nine-oh 5512 3349"),
        ("공구공 오오일이 삼삼사구로 전화", "공구공 오오일이 삼삼사구"),
        ("ゼロ九ゼロ、五五いちに、サンサン四九です", "ゼロ九ゼロ、五五いちに、サンサン四九"),
        ("one or two days, 3 or 4 times", ""),
        ("2025, 2026, 2027, 2028", ""),
        ("이 일이 이번 일이에요", ""),
        ("父はさん、母はいちにち、二人で三日", ""),
        ("uno de los dos papeles", ""),
    ],
)
def test_words_and_figures(said: str, found: str) -> None:
    """Words and figures by turns are one number; a few of them, or years, are none."""
    spans = [said[slice(*span)] for span in find_number_words(fold(said))]
    assert spans == ([found] if found else [])
