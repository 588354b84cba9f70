"""The queue of the unanswered: what is asked in vain becomes training data, by an editor's hand."""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import AsyncIterator, Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from starlette.datastructures import FormData
from starlette.responses import RedirectResponse, Response

from bot import training
from bot.answers import library
from bot.gateway.console.access import Caller, Changing, Editing, TheConsole, page
from bot.gateway.console.console import Console
from bot.gateway.console.deciding import State
from bot.gateway.console.exporting import Item, reviewed
from bot.gateway.console.grouping import MOST, Group
from bot.gateway.console.learning import Learning
from bot.gateway.errors import refused
from bot.gateway.rasa import RasaDown
from bot.gateway.unanswered import LONGEST, OUT_OF_SCOPE, PLACEHOLDER
from bot.text import clean

routes = APIRouter(prefix="/queue", include_in_schema=False)

PAGE = 20  # groups on a page, and lines of a group
DOORS = {"web": "ウェブ", "line": "LINE", "phone": "電話"}
WHYS = {
    "refused": "答えられなかった",
    "asked": "聞き返した",
    "wrong": "違うと言われた",
    "found": "担当者が答えを見つけた",
}
STATES = {
    "open": ("未処理", (State.OPEN,)),
    "chosen": ("書き出し待ち", (State.CHOSEN,)),
    "new": ("新しい用件", (State.NEW,)),
    "done": ("済み", (State.EXPORTED, State.LEARNT)),
}
_EDITABLE = (State.OPEN, State.CHOSEN, State.NEW)
_NOTE_LONGEST = 300
_AFTER_POST = 303


def learning_of(request: Request) -> Learning:
    """The learning of the bot that this console is of."""
    learning: Learning = request.app.state.learning
    return learning


TheLearning = Annotated[Learning, Depends(learning_of)]


async def one_at_a_time(learning: TheLearning, caller: Editing) -> AsyncIterator[None]:
    """Two editors, or one who presses twice: each sees what the other has done."""
    async with learning.order:
        yield


# After Changing, which has read the whole form: nobody waits for a slow sender.
InTurn = Depends(one_at_a_time)
Short = Annotated[str, Query(max_length=20)]


@routes.get("")
async def queue(
    request: Request,
    console: TheConsole,
    caller: Editing,
    learning: TheLearning,
    state: Short = "open",
    why: Short = "",
    door: Short = "",
    at: Annotated[int, Query(alias="page", ge=1, le=10_000)] = 1,
    did: Short = "",
) -> Response:
    """The groups, what is asked most first."""
    state = state if state in STATES else "open"
    await asyncio.to_thread(console.gateway.unanswered.flush)
    counts = await asyncio.to_thread(learning.exports.decisions.counts)
    found = await asyncio.to_thread(learning.groups.of, *STATES[state][1])
    fits = [group for group in found if _fits(group, why, door)]
    pages = max(1, -(-len(fits) // PAGE))
    at = min(at, pages)
    shown = fits[(at - 1) * PAGE : at * PAGE]
    chosen = {"state": state, "why": why, "door": door}
    return _page(
        request, caller, "queue", groups=shown, found=len(fits), at=at, pages=pages,
        counts={name: sum(counts[x] for x in its) for name, (_, its) in STATES.items()},
        chosen=chosen, did=did, most=MOST, kept=console.gateway.settings.keep_unanswered,
    )  # fmt: skip


@routes.get("/groups/{line}")
async def group(
    request: Request, console: TheConsole, caller: Editing, learning: TheLearning, line: int
) -> Response:
    """One group, with everything that can be decided about it."""
    return await _group_page(request, console, caller, learning, line)


@routes.post("/decide", dependencies=[Changing, InTurn])
async def decide(
    request: Request, console: TheConsole, caller: Editing, learning: TheLearning
) -> Response:
    """Does with the ticked lines what the pressed button says."""
    form = await request.form()
    decisions = learning.exports.decisions
    there = {line.id: line for line in await asyncio.to_thread(decisions.lines, *_EDITABLE)}
    asked = [int(text) for text in form.getlist("line") if isinstance(text, str) and _number(text)]
    ticked = [line for line in asked if line in there]
    what = _text(form, "what")
    answer = OUT_OF_SCOPE if what == "foreign" else _answer(_text(form, "answer"))
    wordings = {
        line: _text(form, f"words_{line}", there[line].wording)[:LONGEST] for line in ticked
    }
    problem = _problem(what, ticked, answer, wordings)
    if problem == "none" and asked:
        problem = "gone"
    if problem is not None:
        first = _text(form, "group")
        line = int(first) if _number(first) else 0
        return await _group_page(
            request, console, caller, learning, line, problem, typed=(ticked, form)
        )
    now, editor = console.gateway.settings.now(), caller.account.name
    if what in ("teach", "foreign"):
        assert answer is not None
        await asyncio.to_thread(decisions.choose, wordings, answer, editor, now)
    elif what == "new":
        note = _text(form, "note")[:_NOTE_LONGEST]
        await asyncio.to_thread(decisions.set_aside, ticked, note, editor, now)
    elif what == "reopen":
        await asyncio.to_thread(decisions.reopen, ticked)
    else:
        await asyncio.to_thread(decisions.drop, ticked)
    which = answer if what in ("teach", "foreign") and answer else str(len(ticked))
    await asyncio.to_thread(console.audit.note, now, editor, f"queue_{what}", which)
    back = "/queue/review" if _text(form, "back") == "review" else f"/queue?did={what}"
    return RedirectResponse(back, _AFTER_POST)


@routes.get("/review")
async def review(
    request: Request, caller: Editing, learning: TheLearning, changed: Short = ""
) -> Response:
    """Exactly what would be written, by id, and what is wrong with the rest."""
    items = await asyncio.to_thread(_waiting, learning)
    by_answer: dict[str, list[Item]] = {}
    for item in items:
        by_answer.setdefault(item.answer, []).append(item)
    going = sum(item.goes for item in items)
    return _page(
        request, caller, "review", answers=by_answer, going=going, held=len(items) - going,
        shown=_mark(items), changed=bool(changed), running=learning.progress.running,
    )  # fmt: skip


@routes.post("/export", dependencies=[Changing, InTurn])
async def export(
    request: Request, console: TheConsole, caller: Editing, learning: TheLearning
) -> Response:
    """Writes what the editor has seen, and nothing else."""
    form = await request.form()
    items = await asyncio.to_thread(_waiting, learning)
    if _text(form, "shown") != _mark(items) or learning.progress.running:
        return RedirectResponse("/queue/review?changed=1", _AFTER_POST)
    now, editor = console.gateway.settings.now(), caller.account.name
    count = await asyncio.to_thread(learning.exports.export, items, editor, now)
    await asyncio.to_thread(console.audit.note, now, editor, "queue_export", str(count))
    return RedirectResponse("/queue/learning", _AFTER_POST)


@routes.get("/learning")
async def show_learning(request: Request, caller: Editing, learning: TheLearning) -> Response:
    """Where the learning stands, and what can be done next."""
    values = await asyncio.to_thread(_learning_values, learning)
    return _page(request, caller, "learning", **values)


@routes.get("/learning/state")
async def learning_state(caller: Editing, learning: TheLearning) -> dict[str, Any]:
    """The same for the page that waits."""
    return learning.progress.shown()


@routes.post("/learn", dependencies=[Changing, InTurn])
async def learn(caller: Editing, learning: TheLearning) -> Response:
    """Begins to learn; who asks while it is under way sees how far it is."""
    if learning.begin(caller.account.name):
        await asyncio.to_thread(learning.note, caller.account.name, "learning_began", "")
    return RedirectResponse("/queue/learning", _AFTER_POST)


@routes.post("/take-back", dependencies=[Changing, InTurn])
async def take_back(caller: Editing, learning: TheLearning) -> Response:
    """Takes the last export out of the training data again."""
    if not learning.progress.running and await asyncio.to_thread(learning.exports.take_back):
        await asyncio.to_thread(learning.note, caller.account.name, "queue_taken_back", "")
    return RedirectResponse("/queue/learning", _AFTER_POST)


@routes.post("/put-back", dependencies=[Changing, InTurn])
async def put_back(caller: Editing, learning: TheLearning) -> Response:
    """Brings back the model before."""
    learning.put_back(caller.account.name)
    return RedirectResponse("/queue/learning", _AFTER_POST)


async def _group_page(
    request: Request,
    console: Console,
    caller: Caller,
    learning: Learning,
    line: int,
    problem: str | None = None,
    typed: tuple[Sequence[int], FormData] | None = None,
) -> Response:
    """The page of the group that `line` is in, with what was typed and what is wrong with it."""
    found = await asyncio.to_thread(_found, learning, line)
    if found is None:
        raise refused("not_found")
    state, group = found
    ticked, form = typed or ([x.id for x in group.lines[:PAGE]], FormData())
    response = _page(
        request, caller, "group", group=group, lines=group.lines[:PAGE], state=state,
        likely=await _likely(console, group.typical.words), problem=problem, ticked=set(ticked),
        typed=form, longest=LONGEST, more=max(0, len(group.lines) - PAGE),
        catalogue=sorted(library().book().answers.items()), back=request.query_params.get("back"),
    )  # fmt: skip
    response.status_code = 200 if problem is None else 422
    return response


def _found(learning: Learning, line: int) -> tuple[str, Group] | None:
    """The group that `line` is in, and the state of its lines."""
    for state, (_, states) in STATES.items():
        for group in learning.groups.of(*states):
            if any(other.id == line for other in group.lines):
                return state, group
    return None


async def _likely(console: Console, words: str) -> list[tuple[str, int]]:
    """What the model in service takes `words` for, in percent; nothing while it is down."""
    if not console.gateway.watch.up:
        return []
    try:
        found = await console.gateway.rasa.understand(PLACEHOLDER.sub("", words))
    except RasaDown:
        return []
    answers = library().book().answers
    return [(name, round(100 * share)) for name, share in found.ranking if name in answers][:3]


def _page(request: Request, caller: Caller, name: str, **values: Any) -> Response:
    return page(
        request, caller, name, **values, title=_title, doors=DOORS, whys=WHYS, states=STATES
    )


def _title(answer: str | None) -> str:
    entry = library().book().answers.get(answer or "")
    return entry.title if entry else "なし"


def _fits(group: Group, why: str, door: str) -> bool:
    return all(
        not wanted or wanted in dict(group.counted(what))
        for what, wanted in (("why", why), ("door", door))
    )


def _waiting(learning: Learning) -> list[Item]:
    return reviewed(learning.exports.decisions.lines(State.CHOSEN))


def _mark(items: Sequence[Item]) -> str:
    """Changes with anything that would be written."""
    going = [(i.line.id, i.answer, i.line.wording) for i in items if i.goes]
    return hashlib.sha256(json.dumps(going).encode()).hexdigest()


def _learning_values(learning: Learning) -> dict[str, Any]:
    decisions, served = learning.exports.decisions, training.in_service()
    earlier = None if learning.progress.running else learning.earlier()
    return {
        "progress": learning.progress,
        "now": learning.progress.shown(),
        "exported": len(decisions.lines(State.EXPORTED)),
        "waiting": len(decisions.lines(State.CHOSEN)),
        "fresh": served is None or served.name != training.model_path(training.ROOT).name,
        "last": None if learning.progress.running else learning.exports.last(),
        "earlier": earlier is not None,
    }


def _text(form: FormData, name: str, default: str = "") -> str:
    value = form.get(name, default)
    return clean(value) if isinstance(value, str) else ""


def _number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19


def _answer(typed: str) -> str | None:
    """The id that was chosen: by itself, or by its title."""
    answers = library().book().answers
    if typed in answers:
        return typed
    return next((name for name, entry in answers.items() if entry.title == typed), None)


def _problem(
    what: str, ticked: Sequence[int], answer: str | None, wordings: dict[int, str]
) -> str | None:
    if what not in ("teach", "foreign", "new", "reopen", "drop"):
        return "what"
    if not ticked:
        return "none"
    if what == "teach" and answer is None:
        return "answer"
    if what in ("teach", "foreign") and not all(wordings.values()):
        return "empty"
    if what in ("teach", "foreign") and any(PLACEHOLDER.search(w) for w in wordings.values()):
        return "masked"
    return None
