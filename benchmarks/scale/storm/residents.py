"""Residents of the web: each message is sent under one id until it has its answer."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from typing import Any

import aiohttp

from benchmarks.scale.storm.counting import Counted, StormResults
from benchmarks.scale.storm.scripts import StormMessage, is_of_somebody_else, said
from benchmarks.web.doors import words_of_cards

ORIGIN = "https://www.example.jp"  # a page of another site needs no cookies
_LOST_SECONDS = 180.0
_PAUSE, _EACH_AGAIN = 0.5, 50  # each so-manieth message is sent again after its answer
_AGAIN = (409, 425, 429, 500, 502, 503, 504)
_GONE = (401, 404, 410)

Body = dict[str, Any]


@dataclass
class WebResident:
    """One talk. `number` makes his messages; `step` is the next one of the talk."""

    number: int
    token: str = ""
    step: int = 0
    messages: int = 0


class Web:
    """The way through nginx, for all residents."""

    def __init__(self, url: str, results: StormResults, counted: Counted) -> None:
        self._url, self._results, self._counted = url, results, counted

    async def say(self, session: aiohttp.ClientSession, resident: WebResident) -> None:
        """His next message, until it is answered or lost."""
        counted, began = self._counted, time.monotonic()
        counted.sent += 1
        resident.messages += 1
        key = f"storm-{resident.number:05}-{resident.messages:06}"
        answer: Body | None = None
        while answer is None and time.monotonic() - began < _LOST_SECONDS:
            if not resident.token and not await self._begin(session, resident):
                await asyncio.sleep(_PAUSE)
                continue
            message = said(resident.number, resident.step)
            answer = await self._tried(session, resident, key, message)
        if answer is None:
            counted.lost += 1
            self._results.note(f"web: lost {key}")
            return
        counted.waits.append(time.monotonic() - began)
        self._judge(resident, message, answer)
        if resident.messages % _EACH_AGAIN == 0:
            await self._again(session, resident, key, message, answer)
        resident.step += 1

    async def _begin(self, session: aiohttp.ClientSession, resident: WebResident) -> bool:
        status, body = await self._post(session, "conversations", {}, "")
        if status != 201:
            return False
        self._counted.begun_anew += resident.step > 0
        resident.token, resident.step = body["conversation"], 0
        return True

    async def _tried(
        self, session: aiohttp.ClientSession, resident: WebResident, key: str, message: StormMessage
    ) -> Body | None:
        self._counted.tries += 1
        told = {"id": key, "text": message.text}
        status, body = await self._post(session, "messages", told, resident.token)
        if status == 200:
            found: Body = body
            return found
        self._counted.refused[str(status)] += 1
        if status in _GONE:  # what Redis held is gone: the widget begins anew as well
            resident.token = ""
        elif status not in _AGAIN and status != 0:
            self._results.note(f"web: {key} was refused with {status}")
        await asyncio.sleep(_PAUSE)
        return None

    def _judge(self, resident: WebResident, message: StormMessage, answer: Body) -> None:
        counted, words = self._counted, words_of_cards(answer["cards"])
        counted.answered += 1
        counted.judge(message.text, right=message.expects in words)
        counted.reduced += bool(answer["reduced"])
        if not words.strip():
            counted.silent += 1
            self._results.note(f"web: silence to {message.text!r}")
        elif is_of_somebody_else(resident.number, message, words):
            counted.mixed += 1
            self._results.note(f"web: {resident.number} got the answer of somebody else")

    async def _again(
        self,
        session: aiohttp.ClientSession,
        resident: WebResident,
        key: str,
        message: StormMessage,
        answer: Body,
    ) -> None:
        """The same message once more: it has to have the same answer, not a second one."""
        told = {"id": key, "text": message.text}
        status, body = await self._post(session, "messages", told, resident.token)
        if status == 200 and body["cards"] != answer["cards"]:
            self._counted.doubled += 1
            self._results.note(f"web: {key} has two answers")

    async def _post(
        self, session: aiohttp.ClientSession, path: str, body: Body, token: str
    ) -> tuple[int, Any]:
        """The status and the body; 0 where there is neither."""
        headers = {"Origin": ORIGIN, **({"Authorization": f"Bearer {token}"} if token else {})}
        try:
            async with session.post(f"{self._url}/api/{path}", json=body, headers=headers) as found:
                return found.status, await found.json()
        except (aiohttp.ClientError, asyncio.TimeoutError, OSError, ValueError):
            return 0, None
