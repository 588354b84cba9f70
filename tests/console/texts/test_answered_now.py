"""bot/console/texts/answered_now.py: which changed text a question is about, or none."""

from __future__ import annotations

import pytest

from bot.console.texts.answered_now import gained_words, meant
from bot.content import words_today
from bot.conversation.offline import UNSURE
from bot.conversation.rasa_client import Understood
from bot.storage.ports.editing import ChangedText

GAINED = {"birth": {"出産", "一時金"}, "lost": {"窓口"}}


def ranking(*names: str) -> Understood:
    """What is understood: the first name, then the likeliest, best first."""
    return Understood(names[0], tuple((name, 1 / n) for n, name in enumerate(names, 1)))


@pytest.mark.parametrize(
    ("found", "understood", "asked", "answer"),
    [
        ("lost", ranking("moved"), set(), "lost"),
        (None, ranking("lost"), set(), "lost"),
        (None, ranking("out_of_scope", "birth", "lost"), {"出産"}, "birth"),
        (None, ranking(UNSURE, "birth", "lost"), {"出産"}, "birth"),
        (None, ranking("out_of_scope", "greet", "birth"), {"出産"}, "birth"),
        (None, ranking("out_of_scope", "birth"), {"葬儀"}, None),
        (None, ranking("out_of_scope", "lost"), {"出産"}, None),
        (None, ranking("out_of_scope", "moved", "birth"), {"出産"}, "birth"),
        (None, ranking("out_of_scope", "moved", "other", "birth"), {"出産"}, None),
        (None, ranking("moved", "birth"), {"出産"}, None),
        ("moved", ranking("out_of_scope"), {"出産"}, None),
        (None, ranking(UNSURE), {"出産"}, None),
    ],
)
def test_sure_or_silent(
    found: str | None, understood: Understood, asked: set[str], answer: str | None
) -> None:
    """What a person found, what is sure, what is near and has a new word; nothing else."""
    assert meant(found, understood, GAINED, asked) == answer


def test_what_a_text_gained() -> None:
    """Words of content that no answer has, of answers in this language that changed."""
    texts = [
        ChangedText("answers/ja/a.yml#birth.short", "窓口です。", "出産の窓口で申請します。"),
        ChangedText("answers/ja/a.yml#birth.details", "", "一時金です。"),
        ChangedText("answers/ja/a.yml#same.short", "同じ。", "同じ。"),
        ChangedText("answers/en/a.yml#lost.short", "a", "birth"),
        ChangedText("phrases/ja.yml#talk.hello", "あ", "出産"),
    ]
    words = words_today("ja")
    assert gained_words(texts, words) == {"birth": {"出産", "一時金"}}
    assert gained_words(texts[2:], words) == {}
