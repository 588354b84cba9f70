"""bot/gateway/console/last_question.py: what of a long talk is looked at."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.gateway.console.last_question import END, SHORT, last_question
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


@settings(derandomize=True, deadline=None, database=None, max_examples=150)
@given(st.text(max_size=400))
def test_any_text(text: str) -> None:
    """Never longer than one question may be, clean already, and an end of what was said."""
    found = last_question(text)
    assert len(found) <= SHORT
    assert clean(found) == found
    assert clean(text[-LONGEST:]).endswith(found)
