"""The values of the next edition as a form, each with its place in the newsletter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.datastructures import FormData
from starlette.responses import RedirectResponse, Response

from bot.console.shared.access import Caller, Changing, Editing, TheConsole, page
from bot.console.shared.console import Console
from bot.console.texts.drafts import mark
from bot.console.texts.edition import edition_of
from bot.console.texts.edition_draft import left
from bot.console.texts.naming import SECTIONS, VALUES
from bot.console.texts.routes import AFTER_POST
from bot.content.drafting import asked_keys
from bot.content.filling import BANKS, EXCEPTIONS, LATE, fields_of
from bot.conversation.threads import stored

routes = APIRouter(prefix="/texts/edition/values", include_in_schema=False)

_SECTION = {**SECTIONS, "": "号", "expiry": "有効期限の決まり"}


@dataclass(frozen=True, slots=True)
class ValueField:
    """A value of the form: `name` of its field, empty for a heading that is only ticked."""

    key: str
    label: str
    name: str
    many: bool
    asked: bool


@routes.get("")
async def show(request: Request, console: TheConsole, caller: Editing) -> Response:
    """The form, with what the edition before says beside each value."""
    change = await stored(edition_of(console).change)
    if change is None:
        return RedirectResponse("/texts/edition", AFTER_POST)
    return await _page(request, console, caller, fields_of(change.texts[0].after))


@routes.post("", dependencies=[Changing])
async def write(request: Request, console: TheConsole, caller: Editing) -> Response:
    """Keeps what was typed; both where somebody else was quicker."""
    form, draft = await request.form(), edition_of(console)
    change = await stored(draft.change)
    if change is None:
        return RedirectResponse("/texts/edition", AFTER_POST)
    seen = {n.removeprefix("seen:"): str(v) for n, v in form.items() if n.startswith("seen:")}
    typed = {name: _typed(form, name) for name in seen}
    kept = await stored(draft.write, typed, seen, caller.account.name)
    if kept.change is None:
        return await _page(
            request, console, caller, typed, theirs=kept.theirs or {}, problem=kept.problem
        )
    await console.note(caller.account.name, "text_written", kept.change.entry)
    left_over = left(kept.change)
    return RedirectResponse(
        "/texts/edition/values?did=kept" if left_over else "/texts/edition?did=filled", AFTER_POST
    )


def _typed(form: FormData, name: str) -> str:
    """An unticked box sends nothing."""
    value = form.get(name, "")
    return value if isinstance(value, str) else ""


async def _page(
    request: Request,
    console: Console,
    caller: Caller,
    typed: Mapping[str, str],
    *,
    theirs: Mapping[str, str] | None = None,
    problem: str = "",
) -> Response:
    draft = edition_of(console)
    change = await stored(draft.change)
    assert change is not None
    text = change.texts[0].after
    there = fields_of(text)
    # What was typed stands in its field, and what is there now counts as seen.
    shown = {**there, **{name: value for name, value in typed.items() if name in there}}
    response = page(
        request, caller, "texts_edition_values", year=draft.year, change=change, shown=shown,
        seen={name: mark(value) for name, value in there.items()}, theirs=theirs or {},
        sections=_sections(text, there), before=fields_of(await stored(draft.before)),
        problem=problem, left=left(change), asked=len(asked_keys(text)), banks=BANKS,
        exceptions=EXCEPTIONS, late=LATE, did=request.query_params.get("did", ""),
    )  # fmt: skip
    response.status_code = 409 if theirs else 422 if problem else 200
    return response


def _sections(text: str, there: Mapping[str, str]) -> dict[str, tuple[str, list[ValueField]]]:
    """The fields by section, in the order of the file."""
    asked, found = asked_keys(text), dict[str, tuple[str, list[ValueField]]]()
    names = [name.removeprefix("value:") for name in there if name.startswith("value:")]
    for key in (*names, EXCEPTIONS, BANKS):
        section = key.partition(".")[0] if "." in key else ""
        fields = found.setdefault(section, (_SECTION.get(section, section), []))[1]
        if not fields and section in asked:  # one tick for all that is below it
            fields.append(ValueField(section, VALUES.get(section, section), "", False, True))
        fields.append(_field(key, there, asked=key in asked))
    return found


def _field(key: str, there: Mapping[str, str], *, asked: bool) -> ValueField:
    if key in (EXCEPTIONS, BANKS):
        return ValueField(key, VALUES[key], key, True, asked)
    many = "\n" in there[f"value:{key}"] or key == "call_centre.saturdays"
    return ValueField(key, VALUES.get(key, key), f"value:{key}", many, asked)
