"""The queue of the unanswered: what is asked in vain, and what an editor decides about it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.datastructures import FormData
from starlette.responses import RedirectResponse, Response

from bot.console.queue.deciding import Decisions, State, UnansweredLine
from bot.console.queue.editing import (
    AFTER_POST,
    STATES,
    InTurn,
    Queue,
    Short,
    TheQueue,
    number_in,
    queue_page,
    text_in,
)
from bot.console.queue.grouping import MOST, Group
from bot.console.shared.access import Caller, Changing, Editing, TheConsole
from bot.console.shared.console import Console
from bot.content import library
from bot.conversation.rasa_client import RasaDown
from bot.conversation.refusals import refused
from bot.conversation.threads import stored
from bot.conversation.unanswered import LONGEST, OUT_OF_SCOPE, PLACEHOLDER

routes = APIRouter(prefix="/queue", include_in_schema=False)

PAGE = 20  # groups on a page, and lines of a group
_EDITABLE = (State.OPEN, State.CHOSEN, State.NEW)
_NOTE_LONGEST = 300
_TEACHING = ("teach", "foreign")


@routes.get("")
async def queue(
    request: Request,
    console: TheConsole,
    caller: Editing,
    waiting: TheQueue,
    state: Short = "open",
    why: Short = "",
    channel: Short = "",
    at: Annotated[int, Query(alias="page", ge=1, le=10_000)] = 1,
    did: Short = "",
    gone: Annotated[int, Query(ge=0, le=10_000)] = 0,
) -> Response:
    """The groups, what is asked most first."""
    state = state if state in STATES else "open"
    await stored(console.gateway.unanswered.flush)
    counts = await stored(waiting.decisions.counts)
    found = await stored(waiting.groups.of, *STATES[state][1])
    fits = [group for group in found if _fits(group, why, channel)]
    pages = max(1, -(-len(fits) // PAGE))
    at = min(at, pages)
    shown = fits[(at - 1) * PAGE : at * PAGE]
    chosen = {"state": state, "why": why, "channel": channel}
    return queue_page(
        request, caller, "queue", groups=shown, found=len(fits), at=at, pages=pages,
        counts={name: sum(counts[x] for x in its) for name, (_, its) in STATES.items()},
        chosen=chosen, did=did, gone=gone, most=MOST, kept=console.keeps_unanswered,
        words_days=console.gateway.retention.days,
    )  # fmt: skip


@routes.get("/groups/{line}")
async def group(
    request: Request, console: TheConsole, caller: Editing, waiting: TheQueue, line: int
) -> Response:
    """One group, with everything that can be decided about it."""
    return await _group_page(request, console, caller, waiting, line)


@dataclass(frozen=True, slots=True)
class Wish:
    """What the pressed button says, and the words of the lines that it says it of."""

    what: str
    answer: str | None
    note: str
    wordings: dict[int, str]

    @classmethod
    def of(cls, form: FormData, there: Collection[UnansweredLine]) -> Wish:
        """As a form has it, for those of its lines that are `there` and as they were shown."""
        what, asked = text_in(form, "what"), {number_in(x) for x in form.getlist("line")}
        answer = OUT_OF_SCOPE if what == "foreign" else _answer(text_in(form, "answer"))
        wish = cls(what, answer, text_in(form, "note")[:_NOTE_LONGEST], {})
        for line in (line for line in there if line.id in asked):
            words = text_in(form, f"words_{line.id}", line.wording)[:LONGEST]
            seen = text_in(form, f"seen_{line.id}") == line.mark
            if seen or wish._is_done(line, words):
                wish.wordings[line.id] = words
        return wish

    def _is_done(self, line: UnansweredLine, words: str) -> bool:
        """Is the line already what it shall be? Then somebody has pressed twice."""
        if self.what in _TEACHING:
            done = (State.CHOSEN, self.answer, words)
            return (line.state, line.answer, line.wording) == done
        if self.what == "new":
            return (line.state, line.note) == (State.NEW, self.note)
        return self.what == "reopen" and line.state is State.OPEN

    def problem(self, gone: int) -> str | None:
        """Why it cannot be; `gone` lines are no longer what they were."""
        words = self.wordings.values()
        if self.what not in (*_TEACHING, "new", "reopen", "drop"):
            return "what"
        if not words:
            return "gone" if gone else "none"
        if self.what == "teach" and self.answer is None:
            return "answer"
        if self.what in _TEACHING and not all(words):
            return "empty"
        if self.what in _TEACHING and any(PLACEHOLDER.search(text) for text in words):
            return "masked"
        return None

    def come_true(self, decisions: Decisions, console: Console, editor: str) -> None:
        """Decides so, and notes it."""
        now, lines = console.gateway.now(), list(self.wordings)
        which = str(len(lines))
        if self.what in _TEACHING:
            assert self.answer is not None
            decisions.choose(self.wordings, self.answer, editor, now)
            which = self.answer
        elif self.what == "new":
            decisions.set_aside(lines, self.note, editor, now)
        elif self.what == "reopen":
            decisions.reopen(lines)
        else:
            decisions.drop(lines)
        console.audit.note(now, editor, f"queue_{self.what}", which)


@routes.post("/decide", dependencies=[Changing, InTurn])
async def decide(
    request: Request, console: TheConsole, caller: Editing, waiting: TheQueue
) -> Response:
    """Does with the ticked lines what the pressed button says, if they are still as shown."""
    form, decisions = await request.form(), waiting.decisions
    there = await stored(decisions.lines, *_EDITABLE)
    wish = Wish.of(form, there)
    asked = {number for text in form.getlist("line") if (number := number_in(text))}
    gone = len(asked) - len(wish.wordings)
    if (problem := wish.problem(gone)) is not None:
        return await _again(request, console, caller, waiting, problem, form)
    await stored(wish.come_true, decisions, console, caller.account.name)
    if text_in(form, "back") == "review":
        back = "/queue/review?changed=1" if gone else "/queue/review"
    else:
        back = f"/queue?did={wish.what}&gone={gone}"
    return RedirectResponse(back, AFTER_POST)


async def _again(
    request: Request, console: Console, caller: Caller, waiting: Queue, problem: str,
    form: FormData,
) -> Response:  # fmt: skip
    """The group once more: with what was typed, or as it is now if somebody else was quicker."""
    ticked = [number_in(text) for text in form.getlist("line")]
    for line in (number_in(form.get("group")), *ticked[:PAGE]):
        if await stored(_found, waiting, line):
            typed = ([], FormData()) if problem == "gone" else (ticked, form)
            return await _group_page(request, console, caller, waiting, line, problem, typed)
    return RedirectResponse("/queue?did=gone", AFTER_POST)


async def _group_page(
    request: Request,
    console: Console,
    caller: Caller,
    waiting: Queue,
    line: int,
    problem: str | None = None,
    typed: tuple[Sequence[int], FormData] | None = None,
) -> Response:
    """The page of the group that `line` is in, with what was typed and what is wrong with it."""
    found = await stored(_found, waiting, line)
    if found is None:
        raise refused("not_found")
    state, group = found
    ticked, form = typed or ([x.id for x in group.lines[:PAGE]], FormData())
    response = queue_page(
        request, caller, "group", group=group, lines=group.lines[:PAGE], state=state,
        likely=await _likely(console, group.typical.words), problem=problem, ticked=set(ticked),
        typed=form, longest=LONGEST, more=max(0, len(group.lines) - PAGE),
        catalogue=sorted(library().book().answers.items()), back=request.query_params.get("back"),
    )  # fmt: skip
    response.status_code = 200 if problem is None else 422
    return response


def _found(waiting: Queue, line: int) -> tuple[str, Group] | None:
    """The group that `line` is in, and the state of its lines."""
    for state, (_, states) in STATES.items():
        for group in waiting.groups.of(*states):
            if any(other.id == line for other in group.lines):
                return state, group
    return None


async def _likely(console: Console, words: str) -> list[tuple[str, int]]:
    """What the model in service takes `words` for, in percent; nothing while it is down."""
    if not console.gateway.breaker.up:
        return []
    try:
        found = await console.gateway.rasa.understand(PLACEHOLDER.sub("", words))
    except RasaDown:
        return []
    answers = library().book().answers
    return [(name, round(100 * share)) for name, share in found.ranking if name in answers][:3]


def _fits(group: Group, why: str, channel: str) -> bool:
    return all(
        not wanted or wanted in dict(group.counted(what))
        for what, wanted in (("why", why), ("channel", channel))
    )


def _answer(typed: str) -> str | None:
    """The id that was chosen: by itself, or by its title."""
    answers = library().book().answers
    if typed in answers:
        return typed
    return next((name for name, entry in answers.items() if entry.title == typed), None)
