"""Answers that are the same for everybody."""

from __future__ import annotations

from bot.dialogue.base import ResidentAction, answer_card
from bot.dialogue.turn import Card, Turn


class AnswerAction(ResidentAction):
    """The written answer to the intent."""

    id = "answer"

    def respond(self, turn: Turn) -> list[Card]:
        """The entry of the intent's own id."""
        return [answer_card(turn, turn.intent)]
