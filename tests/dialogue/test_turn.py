"""Buttons that ask about another matter."""

from __future__ import annotations

from bot.content import current_words
from bot.dialogue.buttons import matter_button, payload_of, read_payload


def test_matter_button_is_in_words() -> None:
    """A button about an id carries the title, never the id."""
    words = current_words()
    for answer_id in words.book.answers:
        button = matter_button(words, answer_id)
        assert button.title == words.title(answer_id)
        assert answer_id not in button.title
        assert button.payload == f"/{answer_id}"


def test_payloads_are_read_as_they_were_made() -> None:
    """An intent alone, or with one fact of a person."""
    assert read_payload(payload_of("dont_know")) == ("dont_know", None)
    made = payload_of("inform", "document", "notice@mother")
    assert made == '/inform{"answer": "document=notice@mother"}'
    assert read_payload(made) == ("inform", ("document", "notice@mother"))
