"""The operator's own words in the note of a call: without anything that tells who it was about."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, StringConstraints

from bot.console.shared.access import Changing, SignedIn
from bot.text.private import masked_for_people

routes = APIRouter(prefix="/desk", include_in_schema=False)

NOTE_LONGEST = 1_000  # characters


class OwnWords(BaseModel):
    """What an operator wrote of a call."""

    text: Annotated[str, StringConstraints(max_length=NOTE_LONGEST)]


@routes.post("/note", dependencies=[Changing])
async def mask_note(written: OwnWords, caller: SignedIn) -> OwnWords:
    """The same with names, numbers, dates and illnesses hidden. Nothing is kept or noted."""
    lines = written.text.splitlines()
    masked = await asyncio.to_thread(lambda: [masked_for_people(line) for line in lines])
    return OwnWords(text="\n".join(masked)[:NOTE_LONGEST])
