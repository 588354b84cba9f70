"""What somebody writes in pieces: 「母の」「確認書は」「いつ届きますか」 is one question.

On a telephone people send each line as it is written. Words that ask nothing yet wait a moment for
what follows, and are answered together with it. What asks something is answered at once and by
itself: two questions sent quickly get two answers, in their order (docs/adr/0041-pieces.md).
"""

from __future__ import annotations

import asyncio
import re
import time
import unicodedata
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

from bot.channels.line import receiving
from bot.channels.line.receiving import Happened
from bot.text import LONGEST

PIECE_SECONDS = 1.5  # from one piece to the next
_ALL_SECONDS = 6.0  # from the first one on: a reply token lives for a minute
_MOST = 8
_WHOLE = 30  # so many characters are no piece any more
_ASKS = re.compile(  # 何か, しか, とか, ほか ask nothing
    r"(?:[?؟]|(?<![何しとほ])(?<!なに|なん|いつ|どこ)か[なねいよ]?|でしょう|"
    r"(?:くだ|下)さい(?:ませ)?|教えて(?:ほしい)?|お?(?:願|ねが)い(?:します|いたします)?|"
    r"(?:た|ほし|欲し)い(?:の|ん)?(?:です)?(?:が|けど|けれど)?)[\s。.!、]*$"
)


class Waiting(deque[Happened]):
    """What waits of one talk; `came` is set with each that comes."""

    def __init__(self, events: Sequence[Happened]) -> None:
        super().__init__(events)
        self.came = asyncio.Event()


def asks(text: str) -> bool:
    """Is something asked for, or so much said that it is no piece?"""
    plain = unicodedata.normalize("NFKC", text).strip()
    return len(plain) >= _WHOLE or _ASKS.search(plain) is not None


def together(waiting: Sequence[Happened]) -> list[Happened]:
    """The first ones, as many as are one question: pieces, and the words that end them."""
    found: list[Happened] = []
    size = 0
    for event in waiting:
        size += len(event.text) + 1
        if not _is_typed(event) or size > LONGEST or len(found) == _MOST:
            break
        found.append(event)
        if asks(event.text):
            break
    return found or [waiting[0]]


def joined(events: Sequence[Happened]) -> Happened:
    """One event with the words of all, to be answered by the newest reply token."""
    *before, last = events
    text = " ".join(event.text for event in events)
    return replace(last, text=text, before=tuple(before)) if before else last


class Pieces:
    """Waits for what belongs together.

    `answers` says whether an event may be the answer to a question of ours, which is whole as it
    is; `is_ours` whether it is this process that is to answer it; `fetch` brings what came to other
    gateways after an event to what waits here.
    """

    def __init__(
        self,
        answers: Callable[[Happened], Awaitable[bool]],
        fetch: Callable[[Happened], Awaitable[None]],
        is_ours: Callable[[Happened], Awaitable[bool]],
        seconds: float = PIECE_SECONDS,
    ) -> None:
        self._answers, self._fetch, self._is_ours = answers, fetch, is_ours
        self._seconds = seconds

    async def gather(self, waiting: Waiting) -> list[Happened]:
        """The first events of `waiting` that are answered as one; none where the first changed."""
        first = waiting[0]
        if not _is_typed(first) or asks(first.text) or await self._answers(first):
            return [first]
        until = time.monotonic() + _ALL_SECONDS
        while waiting and waiting[0] is first:
            if await self._goes_on(waiting, until):
                continue
            waiting.came.clear()
            if len(waiting) < _MOST:
                await self._fetch(first)
            if not waiting.came.is_set():
                break
        if not waiting or waiting[0] is not first:  # taken back, or an earlier one came
            return []
        return await self._of_this_process(together(waiting))

    async def _goes_on(self, waiting: Waiting, until: float) -> bool:
        """Waits for what follows; False where nothing does, or nothing is to be waited for."""
        found = together(waiting)
        if len(found) < len(waiting) or len(found) >= _MOST or asks(found[-1].text):
            return False
        left = min(until, found[-1].received + self._seconds) - time.monotonic()
        waiting.came.clear()
        try:
            await asyncio.wait_for(waiting.came.wait(), max(0.0, left))
        except asyncio.TimeoutError:
            return False
        return True

    async def _of_this_process(self, events: Sequence[Happened]) -> list[Happened]:
        """Up to the first that another gateway has to answer, or that comes after such a one."""
        found = [events[0]]
        for event in events[1:]:
            if not await self._is_ours(event):
                break
            found.append(event)
        return found


def _is_typed(event: Happened) -> bool:
    """Words to us alone: in a group each call is for itself."""
    return event.kind == receiving.TEXT and bool(event.user) and not event.place
