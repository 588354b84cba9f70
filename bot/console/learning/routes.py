"""From the queue to the model: the review, the export, the learning, and the ways back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from starlette.responses import RedirectResponse, Response

from bot import training
from bot.console.learning.learning import Learning
from bot.console.learning.reviewing import ReviewedLine, reviewed
from bot.console.queue.deciding import State
from bot.console.queue.editing import (
    AFTER_POST,
    InTurn,
    Short,
    number_in,
    queue_page,
    text_in,
)
from bot.console.shared.access import Changing, Editing, TheConsole
from bot.conversation.threads import stored

routes = APIRouter(prefix="/queue", include_in_schema=False)


def learning_of(request: Request) -> Learning:
    """The learning of the bot that this console is of."""
    learning: Learning = request.app.state.learning
    return learning


TheLearning = Annotated[Learning, Depends(learning_of)]


@routes.get("/review")
async def review(
    request: Request, caller: Editing, learning: TheLearning, changed: Short = ""
) -> Response:
    """Exactly what would be written, by id, and what is wrong with the rest."""
    items = await stored(_waiting, learning)
    by_answer: dict[str, list[ReviewedLine]] = {}
    for item in items:
        by_answer.setdefault(item.answer, []).append(item)
    going = sum(item.goes for item in items)
    return queue_page(
        request, caller, "review", answers=by_answer, going=going, held=len(items) - going,
        shown=_mark(items), changed=bool(changed), running=learning.progress.running,
    )  # fmt: skip


@routes.post("/export", dependencies=[Changing, InTurn])
async def export(
    request: Request, console: TheConsole, caller: Editing, learning: TheLearning
) -> Response:
    """Writes what the editor has seen, and nothing else."""
    form = await request.form()
    items = await stored(_waiting, learning)
    if text_in(form, "shown") != _mark(items) or learning.progress.running:
        return RedirectResponse("/queue/review?changed=1", AFTER_POST)
    now, editor = console.gateway.now(), caller.account.name
    count = await stored(learning.exports.export, items, editor, now)
    await stored(console.audit.note, now, editor, "queue_export", str(count))
    return RedirectResponse("/queue/learning", AFTER_POST)


@routes.get("/learning")
async def show_learning(
    request: Request, caller: Editing, learning: TheLearning, did: Short = ""
) -> Response:
    """Where the learning stands, and what can be done next."""
    values = await stored(_learning_values, learning)
    return queue_page(request, caller, "learning", **values, did=did)


@routes.get("/learning/state")
async def learning_state(caller: Editing, learning: TheLearning) -> dict[str, Any]:
    """The same for the page that waits."""
    return learning.progress.shown()


@routes.post("/learn", dependencies=[Changing, InTurn])
async def learn(caller: Editing, learning: TheLearning) -> Response:
    """Begins to learn; who asks while it is under way sees how far it is."""
    if learning.begin(caller.account.name):
        await stored(learning.note, caller.account.name, "learning_began", "")
    return RedirectResponse("/queue/learning", AFTER_POST)


@routes.post("/use", dependencies=[Changing, InTurn])
async def use(request: Request, caller: Editing, learning: TheLearning) -> Response:
    """Lets the model answer that the editor has seen the figures of."""
    name = text_in(await request.form(), "model")
    done = learning.use(name, caller.account.name)
    return RedirectResponse(f"/queue/learning{'' if done else '?did=gone'}", AFTER_POST)


@routes.post("/discard", dependencies=[Changing, InTurn])
async def discard(request: Request, caller: Editing, learning: TheLearning) -> Response:
    """Leaves that model alone."""
    name = text_in(await request.form(), "model")
    done = learning.discard(name, caller.account.name)
    return RedirectResponse(f"/queue/learning{'' if done else '?did=gone'}", AFTER_POST)


@routes.post("/take-back", dependencies=[Changing, InTurn])
async def take_back(request: Request, caller: Editing, learning: TheLearning) -> Response:
    """Takes the export that the editor has seen out of the training data again, and no other."""
    number, exports = number_in((await request.form()).get("export")), learning.exports
    if not learning.progress.running and await stored(exports.take_back, number):
        await stored(learning.note, caller.account.name, "queue_taken_back", "")
    did = "taken_back" if await stored(exports.is_taken_back, number) else "changed"
    return RedirectResponse(f"/queue/learning?did={did}", AFTER_POST)


@routes.post("/put-back", dependencies=[Changing, InTurn])
async def put_back(request: Request, caller: Editing, learning: TheLearning) -> Response:
    """Brings back the model that was offered; pressed twice, it does not go forth again."""
    learning.put_back(text_in(await request.form(), "model"), caller.account.name)
    return RedirectResponse("/queue/learning", AFTER_POST)


def _waiting(learning: Learning) -> list[ReviewedLine]:
    return reviewed(learning.exports.decisions.lines(State.CHOSEN))


def _mark(items: Sequence[ReviewedLine]) -> str:
    """Changes with anything that would be written."""
    going = [(i.line.id, i.answer, i.line.wording) for i in items if i.goes]
    return hashlib.sha256(json.dumps(going).encode()).hexdigest()


def _learning_values(learning: Learning) -> dict[str, Any]:
    decisions, served = learning.exports.decisions, training.in_service()
    earlier = None if learning.progress.running else learning.earlier()
    return {
        "progress": learning.progress,
        "ready": learning.ready,
        "now": learning.progress.shown(),
        "exported": len(decisions.lines(State.EXPORTED)),
        "waiting": len(decisions.lines(State.CHOSEN)),
        "fresh": served is None or served.name != training.model_path(training.ROOT).name,
        "last": None if learning.progress.running else learning.exports.last(),
        "earlier": earlier.name if earlier else None,
    }
