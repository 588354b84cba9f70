"""bot/dialogue/reading/syntax.py: the evidence of whole GiNZA, as data."""

from __future__ import annotations

import pytest

from bot.dialogue.reading import Syntax

# 父は元気です。
DATA = {
    "tokens": [[0, 1, 2, "nsubj"], [1, 2, 0, "case"], [2, 4, 2, "root"], [4, 6, 2, "cop"]],
    "sentences": [0],
    "bunsetsu": [0, 2],
}


def test_from_data() -> None:
    """Tokens, sentences and 文節 come as plain lists, as JSON gives them."""
    syntax = Syntax.from_data(DATA)
    assert syntax.tokens[0].head == 2
    assert syntax.tokens[3].label == "cop"
    assert (syntax.sentences, syntax.bunsetsu) == ((0,), (0, 2))


def test_nothing() -> None:
    """A message without evidence has no tokens."""
    assert Syntax.from_data({}) == Syntax()


def test_head_that_is_no_token() -> None:
    """A head outside the message is a mistake of whoever computed it."""
    with pytest.raises(ValueError, match="head"):
        Syntax.from_data({"tokens": [[0, 1, 7, "nsubj"]]})


@pytest.mark.parametrize(("offset", "index"), [(0, 0), (1, 1), (3, 2), (5, 3), (6, None)])
def test_at(offset: int, index: int | None) -> None:
    """A character is covered by one token, or by none."""
    assert Syntax.from_data(DATA).at(offset) == index


def test_path() -> None:
    """From は over 父 to the root."""
    assert Syntax.from_data(DATA).path(1) == [1, 0, 2]
