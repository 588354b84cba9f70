"""What the operator is shown while a caller talks, the card that is opened, and the vote on it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, StringConstraints

from bot.console.desk.browsing import AnswerTopic, answers_by_topic
from bot.console.desk.carding import OperatorCard, operator_card
from bot.console.desk.last_question import question_to_keep
from bot.console.desk.suggesting import Suggester, Suggestions, in_need
from bot.console.shared.access import Changing, SignedIn, TheConsole
from bot.content import library
from bot.conversation.refusals import refused
from bot.conversation.statistics import PHONE
from bot.conversation.threads import stored

routes = APIRouter(prefix="/desk", include_in_schema=False)

TEXT_LONGEST = 5_000  # characters; the screen sends no more
Text = Annotated[str, StringConstraints(max_length=TEXT_LONGEST)]


async def suggester_of(request: Request) -> Suggester:
    """What looks for cards, one for the whole console."""
    suggester: Suggester = request.app.state.suggester
    return suggester


TheSuggester = Annotated[Suggester, Depends(suggester_of)]


class CallerWords(BaseModel):
    """What the caller says, as typed, pasted or recognised so far."""

    text: Text


class SuggestionVote(BaseModel):
    """Is the open card, None for none, the right answer to what the caller said?"""

    id: str | None
    right: bool
    text: Text = ""


@routes.post("/suggest", dependencies=[Changing])
async def suggest(heard: CallerWords, suggester: TheSuggester, caller: SignedIn) -> Suggestions:
    """Cards, a question to put to the caller, or nothing. Nothing of it is kept or noted."""
    return await suggester.suggest(heard.text)


@routes.get("/answers")
async def answers(console: TheConsole, caller: SignedIn) -> list[AnswerTopic]:
    """All answers by topic, to look through."""
    return answers_by_topic(library().words(console.gateway.now().date()))


@routes.get("/cards/{name}")
async def card(
    name: str, console: TheConsole, caller: SignedIn, practice: bool = False
) -> OperatorCard:
    """One answer; that it was looked up is noted, by its id. Raises not_found.

    A sample call is no call: figures of what callers asked do not have it.
    """
    now = console.gateway.now()
    if name not in library().book().answers:
        raise refused("not_found")
    found = operator_card(name, now)
    if not practice:
        console.gateway.statistics.looked_up(now, name)
    await stored(console.audit.note, now, caller.account.name, "card", name)
    return found


@routes.post("/votes", dependencies=[Changing], status_code=204)
async def vote(
    cast: SuggestionVote, console: TheConsole, suggester: TheSuggester, caller: SignedIn
) -> None:
    """Counts the vote and gives the words, masked, to the editors.

    Raises not_found for an id that we do not have, and invalid for a vote on nothing.
    """
    gateway, text = console.gateway, cast.text.strip()
    if cast.id is None and (cast.right or not text):
        raise refused("invalid")
    if cast.id is not None and cast.id not in library().book().answers:
        raise refused("not_found")
    now, what = gateway.now(), "vote_right" if cast.right else "vote_wrong"
    gateway.statistics.voted(now, cast.id, cast.right)
    kept = "" if in_need(text) else question_to_keep(text)
    if not cast.right:
        gateway.unanswered.told_wrong(now, PHONE, kept, cast.id)
    elif kept and cast.id is not None and not await _is_known(suggester, text, cast.id):
        gateway.unanswered.told_found(now, PHONE, kept, cast.id)
    await stored(console.audit.note, now, caller.account.name, what, cast.id or "")


async def _is_known(suggester: Suggester, text: str, name: str) -> bool:
    """Would the card `name` have come first for `text`?"""
    shown = await suggester.suggest(text)
    return shown.kind == "cards" and shown.items[0].id == name
