"""bot/text/spans.py: one normalisation, with the way back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.spans import normalise

from . import repeatable


@pytest.mark.parametrize(
    ("typed", "text", "folded"),
    [
        ("Ｓ３０．７．１５", "S30.7.15", "s30.7.15"),
        ("㍻元年", "平成元年", "平成元年"),
        ("㋿7年", "令和7年", "令和7年"),
        ("７ｶﾞﾂ", "7ガツ", "7がつ"),
        ("ガツ", "ガツ", "がつ"),
        ("1955―07‐15", "1955―07‐15", "1955-07-15"),
        ("3〜5", "3〜5", "3~5"),
        ("昭和…いや", "昭和…いや", "昭和…いや"),
        ("⑮日", "15日", "15日"),
        ("㋆", "7月", "7月"),
    ],
)
def test_normalises(typed: str, text: str, folded: str) -> None:
    """Widths, ligatures, kana and dashes each get one form."""
    normal = normalise(typed)
    assert (normal.text, normal.folded) == (text, folded)


def test_leads_back_to_what_was_typed() -> None:
    """A span of normalised characters names the original characters it came from."""
    normal = normalise("私は㍻１２年")
    start = normal.text.index("平成12")
    assert normal.span(start, start + 4) == (2, 5)
    assert normal.original[2:5] == "㍻１２"


@given(st.text(max_size=60))
@repeatable
def test_keeps_every_character_accounted_for(text: str) -> None:
    """Both forms have one length, and the spans run through the original without going back."""
    normal = normalise(text)
    assert len(normal.text) == len(normal.folded) == len(normal.starts) == len(normal.ends)
    assert list(normal.starts) == sorted(normal.starts)
    assert all(0 <= a < b <= len(text) for a, b in zip(normal.starts, normal.ends, strict=True))
