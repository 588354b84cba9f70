"""States of talks, as the slot holds them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.dialogue.reading import UNNAMED
from bot.dialogue.talk import Person, Talk


def state_of(
    topic: str, asked: str | None = None, facts: Mapping[str, str] | None = None, **more: Any
) -> dict[str, Any]:
    """A talk about one person whom nobody has named; `more` are other fields of `Talk`."""
    person = Person(facts=dict(facts or {}))
    asked_of = UNNAMED if asked else None
    talk = Talk([person], topic, [UNNAMED], asked, asked_of, **more)
    return talk.slots()


def facts_of(state: Mapping[str, Any]) -> dict[str, str]:
    """The facts of the one person whom a talk is about."""
    return Talk.of(state).facts
