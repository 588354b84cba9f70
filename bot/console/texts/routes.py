"""The list of all texts, one entry to write in, and the history."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.datastructures import FormData
from starlette.responses import RedirectResponse, Response

from bot.console.shared.access import Caller, Changing, Editing, Overseeing, TheConsole, page
from bot.console.shared.console import Console
from bot.console.texts.drafts import Drafts, ShownField, WrittenField, written
from bot.console.texts.finding import MOST_FOUND, found_texts
from bot.console.texts.naming import KINDS, LANGUAGES, label_of, named, stage_of
from bot.content.branches import CHOICES, choice_label, deciding_fact, marks_of
from bot.content.drafting import notes
from bot.content.places import VALUE, entry_of, language_of, read_texts
from bot.content.words import Words
from bot.conversation.refusals import refused
from bot.conversation.threads import stored
from bot.storage.ports.editing import ContentChange, Stage

routes = APIRouter(prefix="/texts", include_in_schema=False)

AFTER_POST = 303
_MOST_SHOWN, _MOST_PAST = 200, 20
Short = Annotated[str, Query(max_length=100)]


def drafts_of(console: Console) -> Drafts:
    """What editors write at this console."""
    return Drafts(console.gateway.publisher, languages_of(console), console.gateway.now)


def languages_of(console: Console) -> tuple[str, ...]:
    """The city's, the first one first."""
    return console.gateway.content.city.languages


@routes.get("")
async def texts(
    request: Request,
    console: TheConsole,
    caller: Overseeing,
    q: Short = "",
    language: Short = "",
    kind: Short = "",
    did: Short = "",
    taken: Annotated[int, Query(ge=0)] = 0,
) -> Response:
    """All texts, or those that were searched for; before them what waits for somebody."""
    languages, drafts = languages_of(console), drafts_of(console)
    language = language if language in languages else languages[0]
    publisher = drafts.publisher
    every = await stored(read_texts, publisher.folder, language)
    found = found_texts(every, q, kind)
    waiting = [Stage.DRAFT, Stage.WAITING, Stage.APPROVED]
    changes = await stored(publisher.store.of_city, publisher.city, waiting, _MOST_SHOWN)
    due = await stored(drafts.due)
    return page(
        request, caller, "texts", found=found[:MOST_FOUND], all=len(found), most=MOST_FOUND,
        asked={"q": q, "language": language, "kind": kind}, languages=_named(languages), did=did,
        taken=taken,
        changes=changes, due=_due(due), titles=titles_of(console), misfits=publisher.misfits,
        named=named, stage_of=stage_of, entry_of=entry_of, kinds=KINDS,
    )  # fmt: skip


@routes.get("/history")
async def history(request: Request, console: TheConsole, caller: Overseeing) -> Response:
    """What was published, and what was not, the newest first."""
    publisher = drafts_of(console).publisher
    over = [Stage.PUBLISHED, Stage.WITHDRAWN]
    changes = await stored(publisher.store.of_city, publisher.city, over, _MOST_SHOWN)
    return page(
        request, caller, "texts_history", changes=changes, titles=titles_of(console), named=named,
        stage_of=stage_of,
    )  # fmt: skip


@routes.get("/entries/{entry}")
async def entry(
    request: Request, entry: str, console: TheConsole, caller: Overseeing, language: Short = ""
) -> Response:
    """One entry in a language, to write in."""
    languages = languages_of(console)
    language = language if language in languages else languages[0]
    fields = await stored(drafts_of(console).fields, entry, language)
    return await _entry_page(request, console, caller, entry, language, fields)


@routes.post("/entries/{entry}", dependencies=[Changing])
async def write(request: Request, entry: str, console: TheConsole, caller: Editing) -> Response:
    """Keeps what was written as a draft; both texts where somebody else was quicker."""
    form, drafts = await request.form(), drafts_of(console)
    language = text_in(form, "language")
    if language not in languages_of(console):
        raise refused("not_found")
    typed = {name: value for name in _field_names(form) if (value := _typed(form, name))}
    kept = await stored(drafts.write, entry, language, typed, caller.account.name)
    if isinstance(kept, list):
        return await _entry_page(request, console, caller, entry, language, kept, conflict=True)
    if kept is None:
        return RedirectResponse("/texts?did=nothing", AFTER_POST)
    await console.note(caller.account.name, "text_written", entry)
    return RedirectResponse(f"/texts/changes/{kept.id}", AFTER_POST)


@routes.post("/looked", dependencies=[Changing])
async def looked(request: Request, console: TheConsole, caller: Editing) -> Response:
    """Notes that translations of an entry still say what the first language says."""
    form, drafts = await request.form(), drafts_of(console)
    entry, language = text_in(form, "entry"), text_in(form, "language")
    if await stored(drafts.looked_at, entry, language, caller.account.name):
        await console.note(caller.account.name, "translation_looked_at", f"{entry} {language}")
    return RedirectResponse("/texts?did=looked", AFTER_POST)


def text_in(form: FormData, name: str) -> str:
    """A field of the form in one line; a file is none."""
    value = form.get(name, "")
    return written(value).replace("\n", " ") if isinstance(value, str) else ""


async def _entry_page(
    request: Request,
    console: Console,
    caller: Caller,
    entry: str,
    language: str,
    fields: list[ShownField],
    *,
    conflict: bool = False,
) -> Response:
    drafts, languages = drafts_of(console), languages_of(console)
    opened = await stored(drafts.opened, entry)
    published = await stored(drafts.publisher.store.published, drafts.publisher.city)
    past = [change for change in reversed(published) if change.entry == entry]
    first = None
    if language != languages[0] and fields[0].text.language:
        originals = await stored(drafts.fields, entry, languages[0])
        first = {field.text.field: field.there for field in originals}
    response = page(
        request, caller, "texts_entry", entry=entry, language=language, fields=fields,
        languages=_named(languages) if fields[0].text.language else {}, opened=opened,
        conflict=conflict, first=first, titles=titles_of(console), named=named, label_of=label_of,
        stage_of=stage_of, touched=_touched(opened), due=any(field.due for field in fields),
        past=past[:_MOST_PAST], notes=_notes(drafts.publisher.folder, fields),
        marks=_marks(console.gateway.content.words(console.gateway.today()), fields),
    )  # fmt: skip
    response.status_code = 409 if conflict else 200
    return response


def _field_names(form: FormData) -> list[str]:
    return [name.removeprefix("text-") for name in form if name.startswith("text-")]


def _typed(form: FormData, name: str) -> WrittenField | None:
    value, seen = form.get(f"text-{name}"), form.get(f"seen-{name}", "")
    if not isinstance(value, str) or not isinstance(seen, str):
        return None
    return WrittenField(seen, written(value))


def titles_of(console: Console) -> dict[str, str]:
    """What answers are about in people's words, by entry."""
    answers = console.gateway.content.book().answers
    return {f"answer:{name}": answer.title for name, answer in answers.items()}


def _named(languages: tuple[str, ...]) -> dict[str, str]:
    return {code: LANGUAGES.get(code, code) for code in languages}


def _touched(opened: ContentChange | None) -> set[str]:
    return {language_of(text.place) for text in opened.texts} if opened else set()


def _notes(folder: Path, fields: list[ShownField]) -> dict[str, str]:
    """Where the newsletter holds each value."""
    if fields[0].text.kind != VALUE:
        return {}
    file = fields[0].text.place.partition("#")[0]
    return notes((folder / file).read_text(encoding="utf-8"))


def _marks(words: Words, fields: list[ShownField]) -> dict[str, list[tuple[str, str]]]:
    """The marks by which a script branches and what they stand for, by the script's field."""
    found = {}
    for field in fields:
        if fact := deciding_fact(field.shown):
            names = (choice_label(words.say, fact, choice) for choice in CHOICES[fact])
            found[field.text.field] = list(zip(marks_of(fact), names, strict=True))
    return found


def _due(places: list[str]) -> dict[tuple[str, str], int]:
    """How many texts of an entry are due in a language."""
    found: dict[tuple[str, str], int] = {}
    for place in places:
        key = (entry_of(place), language_of(place))
        found[key] = found.get(key, 0) + 1
    return found
