"""bot/channels/line/bounds.py: texts keep LINE's limits and lose nothing."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.line.bounds import cut, cut_at_sentence, split, units

_TEXTS = st.text(st.sampled_from("あ漢a。！？\n 🍎𠮷"), max_size=200)
_MOST = st.integers(2, 60)


@given(text=_TEXTS, most=_MOST)
def test_split_keeps_the_limit_and_every_letter(text: str, most: int) -> None:
    """Each piece fits and is not empty; together they are the text, but for white space."""
    pieces = split(text, most)
    assert all(0 < units(piece) <= most for piece in pieces)
    assert re.sub(r"\s", "", "".join(pieces)) == re.sub(r"\s", "", text)


@given(text=_TEXTS, most=_MOST)
def test_cut_fits(text: str, most: int) -> None:
    """A cut text fits, says that it was cut, and holds no half letter."""
    for short in (cut(text, most), cut_at_sentence(text, most)):
        assert units(short) <= most
        short.encode("utf-8")
    assert cut(text, most) == text or cut(text, most).endswith("…")


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("", []),
        ("短い。", ["短い。"]),
        ("一つめ。二つめ。三つめ。", ["一つめ。二つめ。", "三つめ。"]),
        ("句点がないとても長い文", ["句点がないとても", "長い文"]),
    ],
)
def test_split_at_sentences(text: str, pieces: list[str]) -> None:
    """A piece ends where a sentence ends, if one does."""
    assert split(text, 8) == pieces
