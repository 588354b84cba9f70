"""Many changes at once: all that is written, or all that waits, on one page with one button."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from functools import lru_cache

from fastapi import APIRouter, Request
from starlette.datastructures import FormData
from starlette.responses import RedirectResponse, Response

from bot.console.shared.access import Caller, Changing, Overseeing, TheConsole, page
from bot.console.shared.console import Console
from bot.console.texts.approving import QUICKER, Approvals, Step, check_may
from bot.console.texts.naming import LANGUAGES, named, plain
from bot.console.texts.routes import AFTER_POST, Short, drafts_of, text_in, titles_of
from bot.console.texts.shown_change import ShownChange, shown_texts
from bot.content.judging import Judgement
from bot.conversation.publishing import Publisher
from bot.conversation.threads import stored
from bot.storage.ports.editing import ChangedText, ContentChange, Stage

routes = APIRouter(prefix="/texts/together", include_in_schema=False)

_STAGES = {"draft": Stage.DRAFT, "waiting": Stage.WAITING}
MOST = 300
NOTED = {"send": "text_sent", "approve": "text_approved", "withdraw": "text_withdrawn"}


@dataclass(frozen=True, slots=True)
class WholeChange:
    """A change with what differs in it; `mine`: who looks wrote in it."""

    change: ContentChange
    texts: list[ShownChange]
    mine: bool


@routes.get("")
async def show(
    request: Request, console: TheConsole, caller: Overseeing, stage: Short = "waiting"
) -> Response:
    """All changes of a stage with what differs, and what the checks say of them together."""
    return await _page(request, console, caller, _STAGES.get(stage, Stage.WAITING))


@routes.post("", dependencies=[Changing])
async def act(request: Request, console: TheConsole, caller: Overseeing) -> Response:
    """Takes a step with the ticked ones, or says why not."""
    form = await request.form()
    check_may(text_in(form, "do"), caller.account)
    found, problems = await chosen(console, form)
    what = text_in(form, "do")
    if not problems:
        approvals = Approvals(drafts_of(console), console.gateway.now().date())
        step = Step(what, caller.account.name, "", publish_day(form))
        problems = await asyncio.to_thread(approvals.together, found, step)
    if problems:
        stage = _STAGES.get(text_in(form, "stage"), Stage.WAITING)
        return await _page(request, console, caller, stage, problems)
    for change in found:
        await console.note(caller.account.name, NOTED[what], str(change.id))
    return RedirectResponse(f"/texts?did={what}", AFTER_POST)


def publish_day(form: FormData) -> str:
    """The day that was chosen; empty for at once, a question mark for none."""
    if text_in(form, "when") != "day":
        return ""
    return text_in(form, "publish_on") or "?"


async def chosen(console: Console, form: FormData) -> tuple[list[ContentChange], tuple[str, ...]]:
    """The ticked changes as they were shown; what to say where one of them is another by now."""
    publisher, found = drafts_of(console).publisher, []
    ticked = [value for value in form.getlist("take") if isinstance(value, str)]
    if not ticked:
        return [], ("一つ以上選んでください。",)
    for value in ticked[:MOST]:
        number, _, version = value.partition(":")
        change = await stored(publisher.store.find, int(number)) if number.isdecimal() else None
        if change is None or change.city != publisher.city or str(change.version) != version:
            return [], (QUICKER,)
        found.append(change)
    return found, ()


async def _page(
    request: Request,
    console: Console,
    caller: Caller,
    stage: Stage,
    problems: tuple[str, ...] = (),
) -> Response:
    publisher = drafts_of(console).publisher
    found = await stored(publisher.store.of_city, publisher.city, [stage], MOST)
    judgement = await asyncio.to_thread(judged_together, publisher, found)
    response = page(
        request, caller, "texts_together", stage=stage.value, problems=problems, named=named,
        changes=[whole(change, caller.account.name) for change in found], plain=plain,
        judgement=judgement, titles=titles_of(console), languages=LANGUAGES,
        today=console.gateway.now().date(),
    )  # fmt: skip
    response.status_code = 422 if problems else 200
    return response


def whole(change: ContentChange, editor: str) -> WholeChange:
    """A change as `editor` sees it."""
    return WholeChange(change, shown_texts(change), editor in change.authors)


def judged_together(publisher: Publisher, changes: list[ContentChange]) -> Judgement:
    """What is to be said of all of them as if they were published at once."""
    texts = tuple(text for change in changes for text in change.texts)
    return _judged(publisher, str(publisher.folder), texts) if texts else Judgement()


@lru_cache(maxsize=4)
def _judged(publisher: Publisher, folder: str, texts: tuple[ChangedText, ...]) -> Judgement:
    """All languages are read for it: once for what is looked at again. `folder`: what is in force,
    of which each publication makes another."""
    return publisher.judge(texts)
