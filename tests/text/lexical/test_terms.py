"""bot/text/lexical/terms.py: the words of a text, however it is written."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.text.lexical.terms import JAPANESE, OTHER, reading_of, words_of, words_of_other


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("資格確認書をなくしました", ["資格確認書", "なくす"]),
        ("引越しの手続き", ["引っ越し", "手続き"]),
        ("届かない", ["届く", "ない"]),
        ("いつまで", ["いつ", "まで"]),
        ("病院に何を持って行けばいいですか", ["病院", "持つ", "行く"]),
        ("を教えてください", []),
        ("", []),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    """Normalised forms of what carries meaning; not and until do, too."""
    assert words_of(text) == words


@pytest.mark.parametrize("text", ["期限", "きげん", "キゲン", "kigen", "KIGEN", "ｷｹﾞﾝ"])
def test_reading(text: str) -> None:
    """However it is written, it is read alike."""
    assert reading_of(text) == "キゲン"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Thẻ bảo hiểm", ["the", "bao", "hiem"]),
        ("đăng ký", ["dang", "ky"]),
        ("Vencimiento: ¿cuándo?", ["vencimiento", "cuando"]),
        ("有效期", ["有", "效", "期"]),
        ("유효기간은?", ["유효기간은"]),
        ("म्याद कहिले", ["म्याद", "कहिले"]),
    ],
)
def test_other_languages(text: str, words: list[str]) -> None:
    """Without accents; Chinese by character; no mark of Nepali is lost."""
    assert words_of_other(text) == words


@settings(max_examples=60)
@given(st.text(max_size=30))
def test_any_text(text: str) -> None:
    """Whatever is typed is cut and read without a fault."""
    for writing in (JAPANESE, OTHER):
        assert all(writing.words(text))
        assert " " not in writing.reading(text)
