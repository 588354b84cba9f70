"""What the pages of the editors share: the learning, one change at a time, and form fields."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import Depends, Query, Request
from starlette.datastructures import FormData
from starlette.responses import Response

from bot.console.access import Caller, Editing, page
from bot.console.deciding import State
from bot.console.learning import Learning
from bot.content import library
from bot.text import clean

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
AFTER_POST = 303


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


def queue_page(request: Request, caller: Caller, name: str, **values: Any) -> Response:
    """The page `name`, with the words for doors, reasons, states and ids."""
    return page(
        request, caller, name, **values, title=_title, doors=DOORS, whys=WHYS, states=STATES
    )


def _title(answer: str | None) -> str:
    entry = library().book().answers.get(answer or "")
    return entry.title if entry else "なし"


def text_in(form: FormData, name: str, default: str = "") -> str:
    """A field of the form, clean; a file is none."""
    value = form.get(name, default)
    return clean(value) if isinstance(value, str) else ""


def number_in(text: object) -> int:
    """The number of a row that a form names; 0, which no row has, for anything else."""
    if isinstance(text, str) and text.isascii() and text.isdigit() and len(text) < 19:
        return int(text)
    return 0
