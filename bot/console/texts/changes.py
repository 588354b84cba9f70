"""The page of one change: what differs, what the checks say, how it looks on a day, what next."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Path, Request
from starlette.responses import RedirectResponse, Response

from bot.console.shared.access import Caller, Changing, Overseeing, TheConsole, page
from bot.console.shared.console import Console
from bot.console.shared.forms import day_in
from bot.console.texts.approving import Approvals, Step, check_may
from bot.console.texts.differing import Differing
from bot.console.texts.naming import LANGUAGES, named, plain, stage_of
from bot.console.texts.previewing import ChannelPreview, channels, consequences, days_of
from bot.console.texts.routes import AFTER_POST, Short, drafts_of, text_in, titles_of
from bot.console.texts.shown_change import shown_texts
from bot.content.judging import Judgement
from bot.content.places import EDITION, VALUE, language_of
from bot.conversation.publishing import Publisher
from bot.conversation.refusals import refused
from bot.conversation.threads import stored
from bot.storage.ports.editing import ContentChange, Stage

routes = APIRouter(prefix="/texts/changes", include_in_schema=False)

Number = Annotated[int, Path(ge=1, le=2**31 - 1)]
_MOST_PLANNED = 1000
_NOTED = {
    "send": "text_sent",
    "approve": "text_approved",
    "back": "text_sent_back",
    "withdraw": "text_withdrawn",
    "undo": "text_taken_back",
}


@dataclass(frozen=True, slots=True)
class ChangeView:
    """What takes some time: the checks, and each language on a day, before and after."""

    judgement: Judgement = field(default_factory=Judgement)
    previews: tuple[tuple[str, ChannelPreview | None, ChannelPreview | None], ...] = ()
    consequences: tuple[Differing, ...] = ()


@routes.get("/{number}")
async def change(
    request: Request,
    number: Number,
    console: TheConsole,
    caller: Overseeing,
    on: Short = "",
    did: Short = "",
) -> Response:
    """A change with what speaks against it, and how it looks on a day."""
    found = await _found(console, number)
    return await _page(request, console, caller, found, on=on, did=did)


@routes.post("/{number}", dependencies=[Changing])
async def act(
    request: Request, number: Number, console: TheConsole, caller: Overseeing
) -> Response:
    """Takes a step with it, or says on its page why not."""
    form, found = await request.form(), await _found(console, number)
    check_may(text_in(form, "do"), caller.account)
    day = text_in(form, "publish_on") if text_in(form, "when") == "day" else ""
    if text_in(form, "when") == "day" and not day:
        day = "?"
    step = Step(text_in(form, "do"), caller.account.name, text_in(form, "version"), day)
    approvals = Approvals(drafts_of(console), console.gateway.now().date())
    if problems := await asyncio.to_thread(approvals.take, found, step):
        found = await _found(console, number)
        return await _page(request, console, caller, found, problems=problems)
    await console.note(caller.account.name, _NOTED[step.what], str(number))
    return RedirectResponse(f"/texts/changes/{number}?did={step.what}", AFTER_POST)


async def _found(console: Console, number: int) -> ContentChange:
    publisher = console.gateway.publisher
    found = await stored(publisher.store.find, number)
    if found is None or found.city != publisher.city:
        raise refused("not_found")
    return found


async def _page(
    request: Request,
    console: Console,
    caller: Caller,
    found: ContentChange,
    *,
    on: str = "",
    did: str = "",
    problems: tuple[str, ...] = (),
) -> Response:
    content, today = console.gateway.content, console.gateway.now().date()
    day = day_in(on) or today
    is_open = found.stage in (Stage.DRAFT, Stage.WAITING, Stage.APPROVED)
    work = _view if is_open else _told
    publisher = console.gateway.publisher
    view = await asyncio.to_thread(work, publisher, found, day)
    planned = await stored(publisher.store.of_city, publisher.city, [Stage.APPROVED], _MOST_PLANNED)
    response = page(
        request, caller, "texts_change", change=found, texts=shown_texts(found), view=view,
        problems=problems, did=did, day=day, today=today, days=list(days_of(content, today)),
        mine=caller.account.name in found.authors, stage=stage_of(found), titles=titles_of(console),
        named=named, languages=LANGUAGES, is_open=is_open, is_value=_is_value(found),
        plain=plain, undoable=any(text.before != text.after for text in found.texts),
        planned=[other for other in planned if is_open and _same_text(other, found)],
    )  # fmt: skip
    response.status_code = 422 if problems else 200
    return response


def _same_text(other: ContentChange, found: ContentChange) -> bool:
    """Would the one that is published later not find its text any more?"""
    places = {text.place for text in found.texts}
    return other.id != found.id and any(text.place in places for text in other.texts)


def _is_value(found: ContentChange) -> bool:
    return found.entry.startswith((f"{VALUE}:", f"{EDITION}:"))


def _view(publisher: Publisher, found: ContentChange, day: date) -> ChangeView:
    """Of a change that is not in force yet."""
    judgement = publisher.judge(found.texts)
    with publisher.laid_over(found.texts) as after:
        before, entry = publisher.folder, found.entry
        if _is_value(found):
            told = consequences(before, after, day) if after else ()
            return ChangeView(judgement, consequences=tuple(told))
        codes = dict.fromkeys(language_of(text.place) for text in found.texts)
        previews = [
            (
                code,
                channels(before, entry, code, day),
                channels(after, entry, code, day) if after else None,
            )
            for code in codes
        ]
        return ChangeView(judgement, tuple(previews))


def _told(publisher: Publisher, found: ContentChange, day: date) -> ChangeView:
    """Of a change that is over: its entry as it is now."""
    if _is_value(found):
        return ChangeView()
    codes = dict.fromkeys(language_of(text.place) for text in found.texts)
    now = ((code, None, channels(publisher.folder, found.entry, code, day)) for code in codes)
    return ChangeView(previews=tuple(now))
