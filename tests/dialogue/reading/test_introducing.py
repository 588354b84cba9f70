"""bot/dialogue/reading/introducing.py: callers who say who they are to the other one."""

from __future__ import annotations

import pytest

from bot.dialogue.reading.introducing import with_callers
from bot.dialogue.reading.people import find_people
from bot.text.spans import normalise


def _keys(words: str) -> list[str]:
    normal = normalise(words)
    return [m.keys[0] for m in with_callers(normal.folded, find_people(normal))]


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        ("娘です。父の資格確認書のことです", ["self", "father"]),
        ("長男ですが、母の紙の期限は", ["self", "mother"]),
        ("孫でございます。祖母の期限は", ["self", "grandmother"]),
        ("昭和40年生まれの妻です。主人の期限は", ["self", "husband"]),
    ],
)
def test_who_says_so_is_the_caller(words: str, keys: list[str]) -> None:
    """娘です beside the father whom it is about: the daughter calls."""
    assert _keys(words) == keys


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        ("娘です", ["daughter"]),
        ("国保なのは娘です。父の紙はいつ", ["daughter", "father"]),
        ("父の紙と、娘です", ["father", "daughter"]),
        ("娘ですか。父ですか", ["daughter", "father"]),
        ("私の娘です。父の紙も", ["daughter", "father"]),
        ("娘です。娘と父の紙の期限は", ["daughter", "daughter", "father"]),
    ],
)
def test_others_are_no_callers(words: str, keys: list[str]) -> None:
    """A topic, a choice or a daughter who is spoken of elsewhere calls for nobody."""
    assert _keys(words) == keys
