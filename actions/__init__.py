"""Rasa's custom actions: adapters alone. The dialogue is bot.dialogue, the texts bot.content."""

from actions import guarding
from actions.adapters import AnswerAction
from bot.content import current_content

current_content()  # broken texts stop the action server at its start, not a resident's question
guarding.install()

__all__ = ["AnswerAction"]
