"""The calculator: what can be worked out, and one calculation. Stateless."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import APIRouter
from pydantic import AfterValidator, BaseModel, Field, StringConstraints

from bot.console.desk.calculating import MATTERS, Calculation, calculate
from bot.console.desk.typed_facts import FACTS
from bot.console.shared.access import Changing, SignedIn, TheConsole
from bot.content import find_answer
from bot.conversation.refusals import refused

routes = APIRouter(prefix="/desk", include_in_schema=False)


def _known(name: str) -> str:
    if name not in FACTS:
        raise ValueError("no fact that can be told")
    return name


FactName = Annotated[str, AfterValidator(_known)]
Text = Annotated[str, StringConstraints(max_length=5000)]


class MatterOut(BaseModel):
    """Something that can be worked out."""

    id: str
    title: str


class CalculationRequest(BaseModel):
    """What is known of the person whom the call is about."""

    matter: str
    facts: dict[FactName, Text] = {}
    skipped: Annotated[list[FactName], Field(max_length=len(FACTS))] = []


@routes.get("/matters")
async def matters(caller: SignedIn) -> list[MatterOut]:
    """What the calculator can work out."""
    return [MatterOut(id=name, title=find_answer(name).title) for name in MATTERS]


@routes.post("/calculate", dependencies=[Changing])
async def work_out(asked: CalculationRequest, console: TheConsole, caller: SignedIn) -> Calculation:
    """The next question, the result, or both. The audit has the matter's id and no fact."""
    if asked.matter not in MATTERS:
        raise refused("invalid")
    now = console.gateway.now()
    found = await asyncio.to_thread(calculate, asked.matter, asked.facts, asked.skipped, now)
    if found.result is not None:
        name = caller.account.name
        await asyncio.to_thread(console.audit.note, now, name, "calculation", asked.matter)
    return found
