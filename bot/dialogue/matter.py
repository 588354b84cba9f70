"""Matters: actions that can leave a question open, and the one that a talk is about."""

from __future__ import annotations

from abc import abstractmethod

from bot.content import find_answer, short_parts
from bot.dialogue.base import ResidentAction
from bot.dialogue.turn import Turn
from bot.messages import Message

_CLASSES: dict[str, type[Matter]] = {}


class Matter(ResidentAction):
    """An action that can leave a question open and take up the answer."""

    def __init_subclass__(cls, **kwargs: object) -> None:
        super().__init_subclass__(**kwargs)
        if isinstance(cls.id, str):
            _CLASSES[cls.id] = cls

    @abstractmethod
    def is_answer(self, turn: Turn) -> bool:
        """Do the words answer or correct what this matter last asked or told?"""

    @abstractmethod
    def carry_on(self, turn: Turn) -> list[Message]:
        """Goes on with the answer."""

    @abstractmethod
    def ask_open(self, turn: Turn, before: str) -> Message:
        """Asks the open question once more, with `before` in front."""

    @abstractmethod
    def skip(self, turn: Turn, *, declined: bool) -> list[Message]:
        """Goes on without the fact that was asked for."""

    @abstractmethod
    def once_more(self, turn: Turn) -> Message:
        """What was told last, again."""

    @abstractmethod
    def start_again(self, turn: Turn, before: str) -> list[Message]:
        """The same for somebody else, of whom nothing is known yet."""

    def aside(self, turn: Turn) -> list[Message]:
        """A short answer in the middle of another matter, asking nothing."""
        return [Message(short_parts(find_answer(self.id), turn.today), "general", self.id)]


def open_matter(turn: Turn) -> Matter | None:
    """The matter that the talk is about, if any."""
    found = _CLASSES.get(turn.talk.topic or "")
    return found() if found is not None else None
