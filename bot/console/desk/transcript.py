"""The live transcript over HTTP: speech recognition writes, an open desk hears.

Whoever writes brings a token and no cookie: that of one desk, which its operator copies from the
screen, or that of the telephony service, which names the operator. docs/tasks/transcript.md.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from starlette.responses import Response, StreamingResponse

from bot.console.desk.following import followed
from bot.console.desk.suggesting import Suggestions
from bot.console.desk.suggestions import TheSuggester
from bot.console.desk.transcripts import Speaker, SpokenLine, Transcripts
from bot.console.shared.access import Caller, Changing, SignedIn, TheConsole, token_of
from bot.console.shared.accounts import NAME_LONGEST, account_name
from bot.console.shared.console import Console
from bot.console.shared.sessions import session_key
from bot.conversation.refusals import refused

routes = APIRouter(include_in_schema=False)

TEXT_LONGEST = 1_000  # characters of one utterance
MOST_SENTENCES = 8
HEARTBEAT_SECONDS = 15.0  # keeps proxies from closing, and ends what the sign-in has ended


async def transcripts_of(request: Request) -> Transcripts:
    """The desks that listen to this gateway."""
    found: Transcripts = request.app.state.transcripts
    return found


TheTranscripts = Annotated[Transcripts, Depends(transcripts_of)]


class RecognisedSpeech(BaseModel):
    """What speech recognition has heard. `operator`: whose call it is, with the service's token."""

    model_config = ConfigDict(extra="forbid")

    text: Annotated[str, StringConstraints(max_length=TEXT_LONGEST)]
    speaker: Speaker = "caller"
    final: bool = True
    operator: Annotated[str, StringConstraints(max_length=4 * NAME_LONGEST)] = ""


class DeskToken(BaseModel):
    """With which a program writes to this desk."""

    token: str
    path: str = "/transcripts"


class LastSentences(BaseModel):
    """What the caller said last, the newest at the end."""

    sentences: Annotated[
        list[Annotated[str, StringConstraints(max_length=TEXT_LONGEST)]],
        Field(max_length=MOST_SENTENCES),
    ]


@routes.post("/transcripts", status_code=202)
async def hear(request: Request, said: RecognisedSpeech, transcripts: TheTranscripts) -> Response:
    """Passes on what was said. Raises signed_out, and not_found where no desk listens."""
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    utterance = SpokenLine(said.text, said.speaker, said.final)
    if kind.lower() == "bearer" and transcripts.is_service(token):
        passed = await transcripts.to_operator(account_name(said.operator), utterance)
    else:
        key = transcripts.key_of(token) if kind.lower() == "bearer" else None
        if key is None:
            raise refused("signed_out")
        passed = await transcripts.to_session(key, utterance)
    if not passed:
        raise refused("not_found")
    return Response(status_code=202)


@routes.post("/desk/transcript/token", dependencies=[Changing])
async def token(
    request: Request, console: TheConsole, caller: SignedIn, transcripts: TheTranscripts
) -> DeskToken:
    """A token for this desk; it ends with the sign-in. That it was made is noted."""
    await console.note(caller.account.name, "transcript_token")
    return DeskToken(token=transcripts.token(session_key(token_of(request))))


@routes.get("/desk/transcript")
async def listen(
    request: Request, console: TheConsole, caller: SignedIn, transcripts: TheTranscripts
) -> Response:
    """Server-sent events for this desk, until it is closed or signed out."""
    key = session_key(token_of(request))
    events = heard(console, transcripts, caller, key)
    headers = {"X-Accel-Buffering": "no"}
    return StreamingResponse(events, media_type="text/event-stream", headers=headers)


@routes.post("/desk/follow", dependencies=[Changing])
async def follow(said: LastSentences, suggester: TheSuggester, caller: SignedIn) -> Suggestions:
    """Cards that the talk surely is about, or nothing. Nothing of it is kept or noted."""
    return await followed(suggester, said.sentences)


async def heard(
    console: Console,
    transcripts: Transcripts,
    caller: Caller,
    key: str,
    seconds: float = HEARTBEAT_SECONDS,
) -> AsyncIterator[str]:
    """The events of one desk. To listen is no use of a session: it ends as if nobody did."""
    async with transcripts.listening(key, caller.account.name) as desk:
        yield ": open\n\n"
        while transcripts.is_listening(desk) and await console.sessions.look(key) is not None:
            said = await desk.next(seconds)
            yield ": \n\n" if said is None else said.event()
