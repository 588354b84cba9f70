"""Practice for new staff: sample callers of the city, and what each of their calls comes to."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from fastapi import APIRouter
from pydantic import BaseModel

from bot.console.desk.transcripts import Speaker
from bot.console.shared.access import SignedIn, TheConsole
from bot.content.strict_yaml import build, load
from bot.conversation.threads import stored

routes = APIRouter(prefix="/desk", include_in_schema=False)

FILE = "practice.yml"


@dataclass(frozen=True)
class PracticeLine:
    """Something that is said in a sample call."""

    says: str
    by: str = "caller"


@dataclass(frozen=True)
class PracticeCall:
    """A sample call. `card`: the answer that must be opened; `value`: what must be worked out."""

    title: str
    lines: tuple[PracticeLine, ...]
    card: str
    learn: str
    value: str = ""


@dataclass(frozen=True)
class PracticeCalls:
    """All of a city."""

    calls: tuple[PracticeCall, ...]


class SaidLine(BaseModel):
    """A line as the desk plays it."""

    text: str
    speaker: Speaker


class SampleCall(BaseModel):
    """A call as the desk plays and checks it."""

    title: str
    lines: list[SaidLine]
    card: str
    value: str
    learn: str


def practice_calls(folder: Path) -> list[PracticeCall]:
    """The sample calls of the city in `folder`; none where it has none. Raises DataError."""
    path = folder / FILE
    if not path.exists():
        return []
    return list(build(PracticeCalls, load(path), FILE).calls)


@routes.get("/practice")
async def practice(console: TheConsole, caller: SignedIn) -> list[SampleCall]:
    """Every sample call with its solution: this is no exam."""
    calls = await stored(practice_calls, console.gateway.content.folder)
    return [
        SampleCall(
            title=call.title,
            lines=[
                SaidLine(text=line.says, speaker="operator" if line.by == "operator" else "caller")
                for line in call.lines
            ],
            card=call.card,
            value=call.value,
            learn=call.learn,
        )
        for call in calls
    ]
