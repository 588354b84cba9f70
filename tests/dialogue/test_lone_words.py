"""bot/dialogue/lone_words.py: a word alone is asked back, unless it can mean but one thing."""

from __future__ import annotations

import pytest

from bot.content import library
from bot.dialogue.lone_words import _MEANT, lone_word


@pytest.mark.parametrize(
    "text",
    [
        "期限",
        "きげん",
        "お知らせ",
        "資格確認書",
        "銀行",
        "解除",
        "確認書は？",
        "「期限」",
        "郵送",
        "病院",
        "父の期限は？",
        "主人の分の持ち物",
    ],
)
def test_asked_back(text: str) -> None:
    """A word that can mean several things has several ids."""
    assert len(lone_word(text)) > 1


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("なくした", "lost_reissue"),
        ("電話番号は？", "call_center"),
        ("簡易書留", "registered_mail"),
    ],
)
def test_answered(text: str, answer: str) -> None:
    """A word that can mean but one thing has that id."""
    assert lone_word(text) == (answer,)


@pytest.mark.parametrize(
    "text", ["期限はいつですか", "お知らせをなくした", "銀行で7月25日", "母", "", "2", "はい"]
)
def test_more_than_a_word(text: str) -> None:
    """Whoever says more is understood by the model."""
    assert lone_word(text) == ()


def test_every_id_is_answered() -> None:
    """Each id of the table has an answer."""
    answers = library().book().answers
    assert {name for ids in _MEANT.values() for name in ids} <= set(answers)
