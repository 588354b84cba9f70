"""Residents of LINE: LINE delivers each event until it is taken, then its answer has to come."""

from __future__ import annotations

import asyncio
import json
import time
from collections import deque
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from benchmarks.scale.storm.counting import Counted, StormResults
from benchmarks.scale.storm.scripts import StormMessage, is_of_somebody_else, said
from tests.line_platform import events
from tests.line_platform.platform import SECRET, Platform

_LOST_SECONDS, _SILENT_SECONDS = 180.0, 120.0
_PAUSE, _LOOK = 0.5, 0.02
_ONCE_MORE = 25  # each so-manieth event is delivered again after its answer
_ROUND = 25  # messages, after which he tells his birthday again


@dataclass
class ForgetfulPlatform(Platform):
    """Keeps of 100,000 answers what is needed to count them; `words` of those not yet read."""

    words: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.calls = deque(maxlen=50)  # type: ignore[assignment]
        self.delivered = deque(maxlen=50)  # type: ignore[assignment]

    def _deliver(self, to: str, messages: list[Any], name: str) -> tuple[int, Any]:
        self.words[name] = json.dumps(messages, ensure_ascii=False)
        return super()._deliver(to, messages, name)


@dataclass
class LineResident:
    """Somebody with a phone."""

    number: int
    messages: int = 0

    @property
    def user(self) -> str:
        """As LINE names him."""
        return events.user_id(self.number)


class Phones:
    """LINE before nginx, for all residents."""

    def __init__(
        self, platform: ForgetfulPlatform, url: str, results: StormResults, counted: Counted
    ) -> None:
        self._platform, self._url = platform, f"{url}/line/webhook"
        self._results, self._counted = results, counted

    async def say(self, session: aiohttp.ClientSession, resident: LineResident) -> None:
        """His next message, until it is answered, lost or left in silence."""
        counted, began = self._counted, time.monotonic()
        counted.sent += 1
        message = said(resident.number, resident.messages % _ROUND)
        resident.messages += 1
        event = events.text(resident.user, message.text)
        if not await self._delivered(session, event):
            counted.lost += 1
            self._results.note("line: an event was never taken")
            return
        token = event["replyToken"]
        until = time.monotonic() + _SILENT_SECONDS
        while not self._platform.times[token]:
            if time.monotonic() > until:
                counted.silent += 1
                self._results.note(f"line: silence to {message.text!r}")
                return
            await asyncio.sleep(_LOOK)
        counted.waits.append(time.monotonic() - began)
        self._judge(resident, message, self._platform.words.pop(token, ""))
        if resident.messages % _ONCE_MORE == 0:
            await self._send(session, events.again(event))

    def doubled(self) -> int:
        """How many events have more than one answer by now."""
        return sum(times > 1 for times in self._platform.times.values())

    async def _delivered(self, session: aiohttp.ClientSession, event: Any) -> bool:
        until = time.monotonic() + _LOST_SECONDS
        while time.monotonic() < until:
            self._counted.tries += 1
            status = await self._send(session, event)
            if status == 200:
                return True
            self._counted.refused[str(status)] += 1
            event = events.again(event)
            await asyncio.sleep(_PAUSE)
        return False

    async def _send(self, session: aiohttp.ClientSession, event: Any) -> int:
        self._platform.issue(event)
        raw = events.delivery(dict(event))
        headers = {"X-Line-Signature": events.sign(SECRET, raw)}
        try:
            async with session.post(self._url, data=raw, headers=headers) as answer:
                return answer.status
        except (aiohttp.ClientError, asyncio.TimeoutError, OSError):
            return 0

    def _judge(self, resident: LineResident, message: StormMessage, words: str) -> None:
        counted = self._counted
        counted.answered += 1
        counted.judge(message.text, right=message.expects in words)
        if is_of_somebody_else(resident.number, message, words):
            counted.mixed += 1
            self._results.note(f"line: {resident.number} got the answer of somebody else")
