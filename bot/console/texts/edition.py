"""The next edition as a task with five steps, from its values to the day of its publication."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from bot.console.queue.deciding import State
from bot.console.queue.editing import TheQueue
from bot.console.shared.access import Caller, Changing, Editing, Overseeing, TheConsole, page
from bot.console.shared.console import Console
from bot.console.shared.forms import day_in
from bot.console.texts.answered_now import AnsweredNow, answered_now
from bot.console.texts.approving import Approvals, Step, check_may
from bot.console.texts.edition_draft import EditionDraft, left
from bot.console.texts.edition_state import EditionState, state, two_days
from bot.console.texts.naming import LANGUAGES, named, plain
from bot.console.texts.routes import (
    AFTER_POST,
    Short,
    drafts_of,
    languages_of,
    text_in,
    titles_of,
)
from bot.console.texts.together import MOST, NOTED, chosen, whole
from bot.content.drafting import asked_keys
from bot.content.refusals_in_words import in_words
from bot.conversation.rasa_client import RasaDown
from bot.conversation.threads import stored
from bot.errors import DataError, OutsideEdition
from bot.storage.ports.editing import ChangedText, ContentChange, Stage

routes = APIRouter(prefix="/texts/edition", include_in_schema=False)

_OPEN = (Stage.DRAFT, Stage.WAITING, Stage.APPROVED)
_MOST_SHOWN = 60
_MOST_GROUPS = 300


def edition_of(console: Console) -> EditionDraft:
    """The next edition of the city of this console."""
    return EditionDraft(console.gateway.publisher, console.gateway.now())


@routes.get("")
async def show(
    request: Request, console: TheConsole, caller: Overseeing, did: Short = ""
) -> Response:
    """The five steps, and how far each of them is."""
    return await _page(request, console, caller, did=did)


@routes.post("/begin", dependencies=[Changing])
async def begin(console: TheConsole, caller: Editing) -> Response:
    """Makes the draft from the edition before."""
    change = await stored(edition_of(console).begin, caller.account.name)
    await console.note(caller.account.name, "edition_begun", change.entry.partition(":")[2])
    return RedirectResponse("/texts/edition/values", AFTER_POST)


@routes.post("/compared", dependencies=[Changing])
async def compared(request: Request, console: TheConsole, caller: Editing) -> Response:
    """Notes of the ticked answers that they were held against the newsletter today."""
    form, drafts = await request.form(), drafts_of(console)
    names = [value for value in form.getlist("answer") if isinstance(value, str)][:MOST]
    today = console.gateway.now().date()
    await stored(drafts.compared, names, today, caller.account.name)
    await console.note(caller.account.name, "edition_compared", str(len(names)))
    return RedirectResponse("/texts/edition?did=compared#texts", AFTER_POST)


@routes.get("/preview")
async def preview(
    request: Request,
    console: TheConsole,
    caller: Overseeing,
    left: Short = "",
    right: Short = "",
    language: Short = "",
    every: Short = "",
) -> Response:
    """Every answer on two days beside each other: the last one of the old paper, the first of the
    new one, where nothing else is asked for."""
    found, languages = await _state(console), languages_of(console)
    starts = found.edition.documents.starts if found.edition else console.gateway.now().date()
    days = day_in(left) or starts - timedelta(days=1), day_in(right) or starts
    language = language if language in languages else languages[0]
    told, problem = [], ""
    try:
        folder = console.gateway.publisher.folder
        told = await asyncio.to_thread(two_days, folder, await _texts(console), *days, language)
    except (DataError, OutsideEdition, ValueError, KeyError) as error:
        problem = in_words(str(error))
    return page(
        request, caller, "texts_edition_preview", days=days, problem=problem, language=language,
        every=bool(every), told=[one for one in told if every or one.differs], all=len(told),
        languages={code: LANGUAGES.get(code, code) for code in languages},
    )  # fmt: skip


@routes.get("/questions")
async def questions(
    request: Request, console: TheConsole, caller: Overseeing, waiting: TheQueue
) -> Response:
    """Questions that people asked in vain, and the changed answers that are about them."""
    groups = await stored(waiting.groups.of, State.OPEN, State.NEW)
    looked_at, hits, down = groups[:_MOST_GROUPS], list[AnsweredNow](), False
    try:
        words = console.gateway.content.words(console.gateway.today(), languages_of(console)[0])
        understand = console.gateway.rasa.understand
        hits = await answered_now(await _texts(console), looked_at, words, understand)
    except RasaDown:
        down = True
    met = {hit.group.typical.id for hit in hits}
    rest = [group for group in looked_at if group.typical.id not in met]
    return page(
        request, caller, "texts_edition_questions", hits=hits, rest=rest[:_MOST_SHOWN], down=down,
        more=max(0, len(rest) - _MOST_SHOWN), all=len(groups), titles=titles_of(console),
    )  # fmt: skip


@routes.post("/publish", dependencies=[Changing])
async def publish(request: Request, console: TheConsole, caller: Overseeing) -> Response:
    """Sends the ticked changes on, or lets them out on the day that was chosen."""
    form = await request.form()
    what, today = text_in(form, "do"), console.gateway.now().date()
    check_may(what, caller.account)
    found, problems = await chosen(console, form)
    if not problems:
        day = text_in(form, "publish_on")
        step = Step(what, caller.account.name, "", "" if day == today.isoformat() else day or "?")
        approvals = Approvals(drafts_of(console), today)
        problems = await asyncio.to_thread(approvals.together, found, step)
    if problems:
        return await _page(request, console, caller, problems=problems)
    for change in found:
        await console.note(caller.account.name, NOTED[what], str(change.id))
    return RedirectResponse(f"/texts/edition?did={what}#publish", AFTER_POST)


async def _changes(console: Console) -> list[ContentChange]:
    """All that waits, the edition first."""
    publisher = console.gateway.publisher
    found = await stored(publisher.store.of_city, publisher.city, _OPEN, MOST)
    entry = edition_of(console).entry
    return sorted(found, key=lambda change: (change.entry != entry, change.id))


async def _texts(console: Console) -> tuple[ChangedText, ...]:
    return tuple(text for change in await _changes(console) for text in change.texts)


async def _state(console: Console) -> EditionState:
    publisher, today = console.gateway.publisher, console.gateway.now().date()
    year = edition_of(console).year
    made_of = publisher.copy.made_of or publisher.copy.base()
    texts = await _texts(console)
    return await asyncio.to_thread(state, publisher.folder, made_of, texts, year, today)


async def _page(
    request: Request,
    console: Console,
    caller: Caller,
    *,
    did: str = "",
    problems: tuple[str, ...] = (),
) -> Response:
    draft = edition_of(console)
    own = await stored(draft.change)
    changes = [whole(change, caller.account.name) for change in await _changes(console)]
    found = await _state(console) if own else EditionState()
    response = page(
        request, caller, "texts_edition", year=draft.year, own=own, state=found, did=did,
        left=left(own) if own else 0, asked=len(asked_keys(own.texts[0].after)) if own else 0,
        changes=changes, problems=problems, named=named, plain=plain,
        titles=titles_of(console), languages=LANGUAGES, today=console.gateway.now().date(),
        newsletter=console.gateway.content.city.names["newsletter"],
        day=_usual_day(found, console.gateway.now().date()),
    )  # fmt: skip
    response.status_code = 422 if problems else 200
    return response


def _usual_day(found: EditionState, today: date) -> date:
    """The day on which the newsletter comes out; today where that is over."""
    return max(found.edition.published, today) if found.edition else today
