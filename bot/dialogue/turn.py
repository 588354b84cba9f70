"""One turn: what came in, and the cards that go out."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from bot.content import Parts, find_answer, say, source_line
from bot.dialogue.talk import Talk

ANSWER_ENTITY = "answer"


APOLOGY = "apology"  # the kind of a card that stands where something failed


@dataclass(frozen=True, slots=True)
class Button:
    """A label for people and the command that only we may issue."""

    title: str
    payload: str

    @classmethod
    def fact(cls, label: str, name: str, value: str, **values: str) -> Button:
        """A button that gives one fact: `name`=`value`."""
        return cls(say("label", label, **values), f'/inform{{"{ANSWER_ENTITY}": "{name}={value}"}}')

    @classmethod
    def matter(cls, answer_id: str) -> Button:
        """A button that asks about `answer_id`, in people's words."""
        return cls(find_answer(answer_id).title, f"/{answer_id}")

    @classmethod
    def command(cls, label: str, intent: str) -> Button:
        """A button for the talk itself: やめる, どれでもない."""
        return cls(say("label", label), f"/{intent}")


@dataclass(frozen=True, slots=True)
class Card:
    """One message. `kind`: answer, general, result, question, options, refusal, talk or apology.

    `asks` names the fact that the message asks for.
    """

    parts: Parts
    kind: str
    answer_id: str | None = None
    buttons: tuple[Button, ...] = ()
    asks: str | None = None

    @classmethod
    def said(
        cls,
        text: str,
        kind: str,
        answer_id: str | None = None,
        buttons: tuple[Button, ...] = (),
        *,
        place: str = "",
        asks: str | None = None,
    ) -> Card:
        """A message of a few sentences; `place` is where the newsletter has it."""
        return cls(Parts(text, source=source_line(place)), kind, answer_id, buttons, asks)

    def message(self) -> dict[str, Any]:
        """As the dispatcher takes it."""
        return {
            "text": self.parts.text,
            "buttons": [{"title": b.title, "payload": b.payload} for b in self.buttons],
            "answer": {
                "id": self.answer_id,
                "kind": self.kind,
                "asks": self.asks,
                "parts": self.parts.data(),
            },
        }


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
