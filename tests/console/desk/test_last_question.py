"""bot/console/desk/last_question.py: what of a long talk is looked at."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.console.desk.last_question import END, SHORT, last_question, question_to_keep
from bot.text import LONGEST, clean

QUESTION = "資格確認書はいつまで使えますか"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ""),
        (" \n\t ", ""),
        (f"  {QUESTION}\n", QUESTION),
        ("確認書　いつまで", "確認書 いつまで"),
        ("確認\u200b書", "確認 書"),
        ("あ" * SHORT, "あ" * SHORT),
        ("あ" * (SHORT + 1), "あ" * END),
    ],
)
def test_short_texts_stay_whole(text: str, words: str) -> None:
    """One question is understood as it was told, without what cannot be seen."""
    assert last_question(text) == words


@pytest.mark.parametrize("before", [SHORT, LONGEST, 5_000, 200_000])
def test_of_a_long_talk_the_end(before: int) -> None:
    """However much was said before, the question at the end is what counts."""
    found = last_question("えっとですね" * (before // 6) + QUESTION)
    assert found.endswith(QUESTION)
    assert len(found) <= END


@settings(max_examples=150)
@given(st.text(max_size=400))
def test_any_text(text: str) -> None:
    """Never longer than one question may be, clean already, and an end of what was said."""
    found = last_question(text)
    assert len(found) <= SHORT
    assert clean(found) == found
    assert clean(text[-LONGEST:]).endswith(found)


def test_of_a_long_talk_only_the_question_is_kept() -> None:
    """What a caller told of his life before he came to his question is not for the editors."""
    life = "父は先月に癌で亡くなりまして、弟は休職しています。" * 40
    kept = question_to_keep(life + "名前は山田花子です。" + "えっと、" * 12 + QUESTION)
    assert kept.endswith(QUESTION)
    assert len(kept) <= END


@settings(max_examples=60)
@given(st.integers(0, 140))
def test_no_half_of_a_name_is_kept(behind: int) -> None:
    """Wherever the cut falls, neither a name nor half of its placeholder is left."""
    name = "名前は山田花子です。"
    kept = question_to_keep("ええと" * 100 + name + "え" * behind + QUESTION)
    assert not set("山田花子") & set(kept)
    assert kept.count("〔") == kept.count("〕")
