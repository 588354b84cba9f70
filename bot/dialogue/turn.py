"""One turn: what came in; and the buttons that can be pressed in the next."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from bot.content import find_answer, say
from bot.dialogue.talk import Talk
from bot.messages import Button

ANSWER_ENTITY = "answer"


def fact_button(label: str, name: str, value: str, **values: str) -> Button:
    """A button that gives one fact: `name`=`value`."""
    payload = f'/inform{{"{ANSWER_ENTITY}": "{name}={value}"}}'
    return Button(say("label", label, **values), payload)


def matter_button(answer_id: str) -> Button:
    """A button that asks about `answer_id`, in people's words."""
    return Button(find_answer(answer_id).title, f"/{answer_id}")


def command_button(label: str, intent: str) -> Button:
    """A button for the talk itself: やめる, どれでもない."""
    return Button(say("label", label), f"/{intent}")


@dataclass(frozen=True, slots=True)
class Turn:
    """The resident's message as Rasa understood it, the talk so far, and the time."""

    text: str
    intent: str
    ranking: tuple[tuple[str, float], ...]  # best first, without nlu_fallback
    pressed: tuple[str, str] | None  # the fact that a pressed button gives
    talk: Talk
    now: datetime
    # Results of slow questions to the rules, for this turn alone: they are about personal dates.
    memo: dict[object, tuple[str, ...]] = field(default_factory=dict, compare=False)

    @property
    def today(self) -> date:
        """The day in Japan."""
        return self.now.date()
