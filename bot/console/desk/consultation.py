"""The consultation number that a caller says: what was asked and worked out in their chat."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import BaseModel, Field

from bot.console.desk.calculating import MATTERS
from bot.console.desk.people import name_of
from bot.console.desk.typed_facts import FACTS
from bot.console.shared.access import Changing, SignedIn, TheConsole
from bot.content import current_words, library
from bot.conversation.consultation import AskedTurn, Computed
from bot.conversation.refusals import refused
from bot.dialogue.conclusions import conclusion
from bot.dialogue.naming import heard_facts
from bot.dialogue.steps import Ask, next_step
from bot.dialogue.talk import Person
from bot.dialogue.topics import find_topic
from bot.errors import RequestRefused

routes = APIRouter(prefix="/desk", include_in_schema=False)

_TEXT_LONGEST = 100


class Given(BaseModel):
    """The number as it was typed or heard."""

    number: Annotated[str, Field(max_length=_TEXT_LONGEST)]


@routes.post("/consultations", dependencies=[Changing])
async def redeem(given: Given, caller: SignedIn, console: TheConsole) -> dict[str, Any]:
    """What the resident agreed to show, once. Raises no_number or too_many."""
    operator = caller.account.name
    try:
        found = await console.gateway.consultations.redeem(given.number, operator)
    except RequestRefused:
        await console.note(operator, "consultation_refused")
        raise
    if found is None:
        await console.note(operator, "consultation_failed")
        raise refused("no_number")
    shown, minutes = found
    await console.note(operator, "consultation")
    others = console.gateway.content.city.languages[1:]
    known = [computed for computed in shown.computed if computed.matter in MATTERS]
    people = [_standing(computed, console.gateway.now()) for computed in known]
    return {
        "asked": [_asked(turn) for turn in shown.asked],
        "people": people,
        "minutes": minutes,
        "language": shown.language if shown.language in others else "",
    }


def _standing(computed: Computed, now: datetime) -> dict[str, Any]:
    """One person's matter, facts and the result in short, empty while it is open."""
    words, topic = current_words(), find_topic(computed.matter)
    person = Person(computed.key, computed.called, dict(computed.facts))
    value = ""
    if topic is not None:
        step = next_step(topic, computed.facts, (), words.edition, now)
        found = step.so_far if isinstance(step, Ask) else step.found
        value = conclusion(words, topic.question, found.result, now.date()) if found else ""
    return {
        "name": computed.name,
        "key": person.key,
        "called": person.called,
        "label": name_of(words, person),
        "matter": computed.matter,
        "title": words.title(computed.matter),
        "facts": {name: said for name, said in computed.facts.items() if name in FACTS},
        "value": value,
        "known": [heard.said for heard in heard_facts(words, person, computed.facts)],
    }


def _asked(turn: AskedTurn) -> dict[str, str | None]:
    answer = library().book().answers.get(turn.answer_id or "")
    title = answer.title if answer is not None else ""
    return {"words": turn.words, "id": turn.answer_id, "title": title, "kind": turn.kind}
