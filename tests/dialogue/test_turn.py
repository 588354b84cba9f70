"""The messages that go out."""

from __future__ import annotations

from bot.content import find_answer, library
from bot.dialogue.turn import Button, Card


def test_matter_button_is_in_words() -> None:
    """A button about an id carries the title, never the id."""
    for answer_id in library().book().answers:
        button = Button.matter(answer_id)
        assert button.title == find_answer(answer_id).title
        assert answer_id not in button.title
        assert button.payload == f"/{answer_id}"


def test_message_of_a_card() -> None:
    """A card goes out as text, buttons, and its parts for the doors."""
    card = Card.said("こんにちは", "answer", "greet", (Button.matter("help"),))
    assert card.message() == {
        "text": "こんにちは",
        "buttons": [{"title": "使い方", "payload": "/help"}],
        "answer": {"id": "greet", "kind": "answer", "asks": None, "parts": card.parts.data()},
    }
