"""Answers that are the same for everybody."""

from __future__ import annotations

from bot.dialogue.base import ResidentAction, answer_card
from bot.dialogue.turn import Turn
from bot.messages import Message


class AnswerAction(ResidentAction):
    """The written answer to the intent."""

    id = "answer"

    def respond(self, turn: Turn) -> list[Message]:
        """The entry of the intent's own id."""
        return [answer_card(turn, turn.intent)]
