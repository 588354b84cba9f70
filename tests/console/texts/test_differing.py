"""bot/console/texts/differing.py: word by word, and nothing is lost."""

from __future__ import annotations

import pytest

from bot.console.texts.differing import differing

PAIRS = [
    ("期限は7月31日です。", "期限は8月31日です。"),
    ("", "新しい"),
    ("消える", ""),
    ("{ends}まで\n二行", "{starts}まで\n三行目"),
    ("same", "same"),
]


@pytest.mark.parametrize(("before", "after"), PAIRS)
def test_both_texts_are_in_it(before: str, after: str) -> None:
    """Without the new it is the text before, without the gone the text after."""
    found = differing(before, after)
    assert "".join(p.text for p in found if p.kind != "new") == before
    assert "".join(p.text for p in found if p.kind != "gone") == after


def test_only_the_word_that_differs() -> None:
    """A number or a mark is one word; what stands around it is the same."""
    assert [(p.kind, p.text) for p in differing(*PAIRS[0])] == [
        ("same", "期限は"),
        ("gone", "7"),
        ("new", "8"),
        ("same", "月31日です。"),
    ]
