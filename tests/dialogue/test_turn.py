"""Buttons that ask about another matter."""

from __future__ import annotations

from bot.content import find_answer, library
from bot.dialogue.turn import matter_button


def test_matter_button_is_in_words() -> None:
    """A button about an id carries the title, never the id."""
    for answer_id in library().book().answers:
        button = matter_button(answer_id)
        assert button.title == find_answer(answer_id).title
        assert answer_id not in button.title
        assert button.payload == f"/{answer_id}"
