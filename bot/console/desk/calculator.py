"""The calculator: what can be worked out, and one calculation. Stateless."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, Field

from bot.console.desk.calculating import (
    Calculation,
    calculate,
    is_matter,
    matters_of,
)
from bot.console.desk.caller_text import words_for
from bot.console.desk.people import (
    CallPerson,
    HeardPeople,
    Key,
    KnownCallPerson,
    chosen_by,
    hear_people,
)
from bot.console.desk.typed_facts import FACTS, FactName, Typed
from bot.console.shared.access import Changing, SignedIn, TheConsole
from bot.content import current_content
from bot.conversation.refusals import refused
from bot.conversation.threads import stored
from bot.dialogue.reading import UNNAMED
from bot.dialogue.talk import MOST_PEOPLE
from bot.text import LONGEST

routes = APIRouter(prefix="/desk", include_in_schema=False)


class MatterOut(BaseModel):
    """Something that can be worked out."""

    id: str
    title: str


class CalculationRequest(BaseModel):
    """What is known of one person whom the call is about."""

    matter: str
    person: CallPerson = CallPerson()
    facts: dict[FactName, Typed] = {}
    skipped: Annotated[list[FactName], Field(max_length=len(FACTS))] = []
    language: Annotated[str, Field(max_length=20)] = ""


class PeopleHeardIn(BaseModel):
    """What the caller says that is new, and the people of the call so far.

    `card` is opened with all that was `said`.
    """

    text: Typed
    said: Typed = ""
    card: Annotated[str, Field(max_length=60)] = ""
    people: Annotated[list[KnownCallPerson], Field(max_length=MOST_PEOPLE)] = []
    speaking_of: Key = UNNAMED


@routes.get("/matters")
async def matters(console: TheConsole, caller: SignedIn) -> list[MatterOut]:
    """What the calculator can work out or choose."""
    words = current_content().words(console.gateway.now().date())
    return [MatterOut(id=name, title=words.title(name)) for name in matters_of(words)]


@routes.post("/calculate", dependencies=[Changing])
async def work_out(asked: CalculationRequest, console: TheConsole, caller: SignedIn) -> Calculation:
    """The next question, the result, or both. The audit has the matter's id and no fact."""
    now = console.gateway.now()
    words = current_content().words(now.date())
    if asked.matter not in words.book.answers or not is_matter(asked.matter, words):
        raise refused("invalid")
    person, foreign = asked.person.with_facts(), words_for(asked.language, now)
    found = await asyncio.to_thread(
        calculate, asked.matter, asked.facts, asked.skipped, now, person, foreign
    )
    if found.result is not None:
        name = caller.account.name
        await stored(console.audit.note, now, name, "calculation", asked.matter)
    return found


@routes.post("/people", dependencies=[Changing])
async def people(heard: PeopleHeardIn, console: TheConsole, caller: SignedIn) -> HeardPeople:
    """Who is in the caller's words, each with what was told of them. Nothing is kept or noted."""
    now = console.gateway.now()
    words = current_content().words(now.date())
    text = heard.text[-LONGEST:]
    decides = chosen_by(heard.said[-LONGEST:], heard.card, words)
    return await asyncio.to_thread(
        hear_people, text, heard.people, heard.speaking_of, now, words, decides
    )
