"""bot/text/romaji.py: Japanese in Latin letters, both ways."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.romaji import kana_of, kana_of_romaji, romaji


@pytest.mark.parametrize(
    ("latin", "kana"),
    [
        ("shikaku", "しかく"),
        ("kakuninsho", "かくにんしょ"),
        ("kakuninsyo", "かくにんしょ"),
        ("kippu", "きっぷ"),
        ("matchi", "まっち"),
        ("kon'ya", "こんや"),
        ("hokenshō", "ほけんしょう"),
        ("Tsukaemasu", "つかえます"),
        ("english", None),
        ("card", None),
    ],
)
def test_kana_of_a_word(latin: str, kana: str | None) -> None:
    """Hepburn and the keyboards' spellings are read; what is no romaji stays out."""
    assert kana_of(latin) == kana


@pytest.mark.parametrize(
    ("text", "kana"),
    [
        ("itsu made tsukaemasu ka", "いつ まで つかえます か"),
        ("my number card o nakushita", "my number card お なくした"),
        ("zairyu kado no kigen", "ざいりゅう かーど の きげん"),
        ("hokensho o byoin ni", "ほけんしょう お びょういん に"),
        ("no", "no"),
        ("資格確認書 itsu made", "資格確認書 itsu made"),
    ],
)
def test_a_text(text: str, kana: str) -> None:
    """Several words of romaji become kana; one word, and what has Japanese letters, stays."""
    assert kana_of_romaji(text) == kana


@given(st.text(alphabet="かきくけこさしすせそたちつてとなにぬねのまみむめもらりるれろ", min_size=1))
def test_there_and_back(kana: str) -> None:
    """Kana written in romaji are read as the same kana."""
    assert kana_of(romaji(kana)) == kana
