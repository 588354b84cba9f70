"""What the pages of the editors share: the queue, one change at a time, and form fields."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Annotated, Any

from fastapi import Depends, Query, Request
from starlette.datastructures import FormData
from starlette.responses import Response

from bot.console.queue.deciding import Decisions, State
from bot.console.queue.grouping import Groups
from bot.console.shared.access import Caller, Overseeing, page
from bot.content import library
from bot.storage.ports.unanswered import UnansweredStore
from bot.text import clean

CHANNELS = {"web": "ウェブ", "line": "LINE", "phone": "電話"}
WHYS = {
    "refused": "答えられなかった",
    "asked": "聞き返した",
    "wrong": "違うと言われた",
    "unclear": "分かりにくいと言われた",
    "other_question": "知りたいことと違うと言われた",
    "other": "ほかの理由で役に立たなかった",
    "unhelpful": "役に立たなかった(理由なし)",
    "found": "担当者が答えを見つけた",
}
STATES = {
    "open": ("未処理", (State.OPEN,)),
    "chosen": ("書き出し待ち", (State.CHOSEN,)),
    "new": ("新しい用件", (State.NEW,)),
    "done": ("済み", (State.EXPORTED, State.LEARNT)),
}
AFTER_POST = 303


@dataclass
class Queue:
    """What was asked in vain, in `groups`, and what editors decide; one changes it at a time."""

    decisions: Decisions
    groups: Groups
    order: asyncio.Lock = field(default_factory=asyncio.Lock)

    @classmethod
    def of(cls, store: UnansweredStore) -> Queue:
        """The queue of what is collected in `store`."""
        decisions = Decisions(store)
        return cls(decisions, Groups(decisions))


async def queue_of(request: Request) -> Queue:
    """The queue of the bot that this console is of."""
    queue: Queue = request.app.state.queue
    return queue


TheQueue = Annotated[Queue, Depends(queue_of)]


async def one_at_a_time(queue: TheQueue, caller: Overseeing) -> AsyncIterator[None]:
    """Two editors, or one who presses twice: each sees what the other has done."""
    async with queue.order:
        yield


# After Changing, which has read the whole form: nobody waits for a slow sender.
InTurn = Depends(one_at_a_time)
Short = Annotated[str, Query(max_length=20)]


def queue_page(request: Request, caller: Caller, name: str, **values: Any) -> Response:
    """The page `name`, with the words for channels, reasons, states and ids."""
    return page(
        request, caller, name, **values, title=_title, channels=CHANNELS, whys=WHYS, states=STATES
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
