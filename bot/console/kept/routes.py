"""What is kept of residents' words, as a page that shows it and ends it at once."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from starlette.responses import RedirectResponse, Response

from bot.console.kept.collecting import KeptPlaces
from bot.console.learning.ending import SOON_DAYS, TAUGHT_DAYS
from bot.console.learning.learning import Learning
from bot.console.learning.routes import learning_of
from bot.console.queue.editing import AFTER_POST, InTurn, Short, queue_page, text_in
from bot.console.shared.access import Caller, Changing, Editing, Overseeing, TheConsole
from bot.conversation.consultation import VALID_SECONDS
from bot.conversation.conversations import IDLE_SECONDS
from bot.conversation.statistics import DAYS_KEPT
from bot.conversation.threads import stored
from bot.text import format_date

routes = APIRouter(prefix="/kept", include_in_schema=False)

_MOST_SHOWN = 200  # lines that end soon


async def places_of(request: Request) -> KeptPlaces:
    """The places of the bot that this console is of."""
    found: KeptPlaces = request.app.state.kept
    return found


ThePlaces = Annotated[KeptPlaces, Depends(places_of)]
TheLearning = Annotated[Learning, Depends(learning_of)]


@routes.get("")
async def kept(
    request: Request, console: TheConsole, caller: Overseeing, places: ThePlaces, did: Short = ""
) -> Response:
    """The page. Who looks is noted, as whose words of residents are looked at."""
    await console.note(caller.account.name, "kept")
    await stored(console.gateway.unanswered.flush)
    return await _page(request, console, caller, places, did=did)


@routes.post("/wipe", dependencies=[Changing, InTurn])
async def wipe(
    request: Request,
    console: TheConsole,
    caller: Overseeing,
    places: ThePlaces,
    learning: TheLearning,
) -> Response:
    """Ends all words of one place, where the editor has ticked that it is meant."""
    form = await request.form()
    kind = text_in(form, "kind")
    if not text_in(form, "sure"):
        return await _page(request, console, caller, places, problem="sure", asked=kind)
    if kind in ("taught", "exports") and learning.progress.running:
        return await _page(request, console, caller, places, problem="learning")
    await stored(console.gateway.unanswered.flush)
    rows = await stored(places.wipe, kind)
    if rows is None:
        return await _page(request, console, caller, places, problem="kind")
    await console.note(caller.account.name, "kept_wiped", f"{kind} {rows}")
    return RedirectResponse(f"/kept?did={kind}", AFTER_POST)


@routes.post("/renew", dependencies=[Changing, InTurn])
async def renew(
    request: Request,
    console: TheConsole,
    caller: Editing,
    places: ThePlaces,
    learning: TheLearning,
) -> Response:
    """Gives the ticked lines of the training data another year."""
    marks = [mark for mark in (await request.form()).getlist("line") if isinstance(mark, str)]
    count = await stored(places.taught.renew, marks, console.gateway.today())
    if not count:
        return await _page(request, console, caller, places, problem="none")
    await console.note(caller.account.name, "taught_renewed", str(count))
    return RedirectResponse("/kept?did=renewed", AFTER_POST)


async def _page(
    request: Request, console: TheConsole, caller: Caller, places: KeptPlaces, **said: Any
) -> Response:
    today, days = console.gateway.today(), console.gateway.retention.days
    kinds = await stored(places.kinds)
    soon = await stored(places.taught.end_soon, today)
    usual = {"did": "", "problem": None, "asked": ""}
    response = queue_page(
        request, caller, "kept", kinds=kinds, soon=soon[:_MOST_SHOWN], day=format_date,
        words_days=days, taught_days=TAUGHT_DAYS, soon_days=SOON_DAYS, counts_days=DAYS_KEPT,
        idle=IDLE_SECONDS // 60, number=VALID_SECONDS // 60, **{**usual, **said},
    )  # fmt: skip
    response.status_code = 422 if said.get("problem") else 200
    return response
