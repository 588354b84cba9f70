"""bot/channels/line/written.py: what is left of a text without mentions of us and LINE's emoji."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.line.written import is_picture, without_names_and_emoji


def emoji(text: str, *words: str) -> dict[str, Any]:
    """A text with LINE's emoji, of which `words` stand in it for machines."""
    spans = [
        {
            "index": len(text[: text.index(word)].encode("utf-16-le")) // 2,
            "length": len(word.encode("utf-16-le")) // 2,
            "productId": "5ac1bfd5040ab15980c9b435",
            "emojiId": "001",
        }
        for word in words
    ]
    return {"text": text, "emojis": spans}


@pytest.mark.parametrize(
    ("written", "left"),
    [
        (emoji("確認書(sparkle)が届かない", "(sparkle)"), "確認書が届かない"),
        (
            emoji(
                "口座振替(coin)の申し込み方(pencil)教えて(heart)", "(coin)", "(pencil)", "(heart)"
            ),
            "口座振替の申し込み方教えて",
        ),
        (emoji("𠮷田🍎(moon)です", "(moon)"), "𠮷田🍎です"),
        (emoji("(crying)", "(crying)"), ""),
        ({"text": " (笑)そのまま "}, " (笑)そのまま "),
    ],
)
def test_emoji_are_cut_out(written: dict[str, Any], left: str) -> None:
    """LINE's emoji leave the text before it is understood; they are counted in UTF-16."""
    assert without_names_and_emoji(written) == (left, False)


@pytest.mark.parametrize(
    ("written", "is_so"),
    [
        (emoji("(crying)", "(crying)"), True),
        ({"text": "👍"}, True),
        ({"text": "🙏🏻 🙏!!"}, True),
        ({"text": "❤️"}, True),
        ({"text": "⭕"}, False),
        ({"text": "❌"}, False),
        ({"text": "👌"}, False),
        ({"text": "○"}, False),
        ({"text": "1️⃣"}, False),
        ({"text": "。"}, False),
        ({"text": "(^^)"}, False),
        ({"text": "了解です👍"}, False),
    ],
)
def test_nothing_but_pictures(written: dict[str, Any], is_so: bool) -> None:
    """A thumb or a heart is no text; a circle, a cross and a number answer what was asked."""
    left, _ = without_names_and_emoji(written)
    assert is_picture(written, left) is is_so


_SPANS = st.lists(
    st.fixed_dictionaries(
        {"index": st.integers(-3, 40) | st.none(), "length": st.integers(-3, 40) | st.text()}
    )
    | st.none(),
    max_size=4,
)


@given(text=st.text("あ🍎a( )", max_size=12), spans=_SPANS)
def test_any_places(text: str, spans: list[Any]) -> None:
    """Places that are not in the text, overlap or cut a letter in two do no harm."""
    left, _ = without_names_and_emoji({"text": text, "emojis": spans})
    assert len(left) <= len(text)
