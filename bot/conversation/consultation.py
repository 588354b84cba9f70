"""Consultation numbers: what a resident agreed to show, until an operator takes it up, once.

Everything lies in memory alone and is gone with its use, after VALID_SECONDS, when the resident
takes it back, and with the process. The number itself is not kept here, only a keyed hash of it.
"""

from __future__ import annotations

import asyncio
import re
import secrets
import time
import unicodedata
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from limits import RateLimitItem, RateLimitItemPerMinute
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import MovingWindowRateLimiter

from bot.content import say
from bot.conversation.refusals import STATUS
from bot.conversation.secret import pseudonym
from bot.errors import GatewayError
from bot.text.spans import KATAKANA_TO_HIRAGANA

VALID_SECONDS = 30 * 60
MOST_LIVE = 1_000  # how likely a guess is, is this over NUMBERS; see ADR 0015
NUMBERS = 900 * 900
# So long after its end a number is not given to anybody else: it may still lie on a slip of paper.
LATELY_SECONDS = 2 * 60 * 60
_MOST_REMEMBERED = 20_000
# Wrong numbers in ten minutes.
WRONG_OF_ONE, WRONG_OF_ALL = 10, 30
_OF_ONE = RateLimitItemPerMinute(WRONG_OF_ONE, 10)
_OF_ALL = RateLimitItemPerMinute(WRONG_OF_ALL, 10)

# Digits as people say them, also drawn out (にい, ごお); no one begins with the end of another.
_SAID = {
    "ぜろ": "0", "れい": "0", "れ": "0", "まる": "0", "零": "0", "いち": "1",
    "に": "2", "にい": "2", "さん": "3", "よん": "4", "し": "4", "しい": "4",
    "ご": "5", "ごお": "5", "ごう": "5", "ろく": "6", "なな": "7", "しち": "7",
    "はち": "8", "きゅう": "9", "きゅ": "9", "く": "9", "くう": "9",
}  # fmt: skip
_SAID |= {digit: str(value) for value, digit in enumerate("〇一二三四五六七八九")}
_SIX = re.compile(
    r"(?:(?:相談)?番号[はが]?)?"
    + rf"([0-9]|{'|'.join(_SAID)})" * 6
    + r"番?(?:です[ねよ]?|でございます)?"
)
_BETWEEN = re.compile(r"[\s\-‐-―−ーｰ~〜_・.,、。の()「」]")
# Katakana as hiragana, for words that are compared.


@dataclass(frozen=True, slots=True)
class Asked:
    """A turn of the talk: the words, masked, and what they were answered with."""

    words: str = field(repr=False)
    answer_id: str | None
    kind: str


@dataclass(frozen=True, slots=True)
class Computed:
    """What the rules were asked: the matter's id, and the facts as a talk keeps them."""

    matter: str
    facts: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Shown:
    """What an operator sees of a talk."""

    asked: tuple[Asked, ...]
    computed: Computed | None


class Consultations:
    """All numbers of this process. Not for several threads: it lives on one event loop."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """`clock` gives seconds; tests bring their own."""
        self._clock, self._key = clock, secrets.token_hex(32)
        self._live: OrderedDict[str, tuple[float, Shown]] = OrderedDict()
        self._given: OrderedDict[str, float] = OrderedDict()
        self._window, self._trying = MovingWindowRateLimiter(MemoryStorage()), asyncio.Lock()

    def __len__(self) -> int:
        self.drop_old()
        return len(self._live)

    def issue(self, shown: Shown) -> tuple[str, str] | None:
        """A new number, and the name under which its talk may take it back. None: too many."""
        self.drop_old()
        if len(self._live) >= MOST_LIVE:
            return None
        number, name = self._unused()
        self._live[name] = self._clock(), shown
        self._given[name] = self._clock()
        while len(self._given) > _MOST_REMEMBERED:
            self._given.popitem(last=False)
        return number, name

    def is_live(self, name: str) -> bool:
        """May it still be used?"""
        self.drop_old()
        return name in self._live

    def take_back(self, name: str) -> bool:
        """Wipes what stands behind it; was there anything?"""
        self.drop_old()
        return self._live.pop(name, None) is not None

    async def redeem(self, text: str, operator: str) -> tuple[Shown, int] | None:
        """What stands behind the number that `text` gives, wiped here; and its age in minutes.

        None for a number that is not in use. Raises too_many for who was wrong too often. One at
        a time, so that tries that come together are counted like tries one after the other.
        """
        async with self._trying:
            for limit, *names in ((_OF_ONE, operator), (_OF_ALL,)):
                if not await self._window.test(limit, *names):
                    raise await self._too_many(limit, *names)
            number = read_number(text)
            if number is None:  # six digits were not even typed: nobody guesses so
                return None
            self.drop_old()
            found = self._live.pop(self._name(number), None)
            if found is None:
                await self._window.hit(_OF_ONE, operator)
                await self._window.hit(_OF_ALL)
                return None
        issued, shown = found
        return shown, int((self._clock() - issued) // 60)

    def drop_old(self) -> None:
        """Wipes what is over, and forgets numbers that may be given out again."""
        now = self._clock()
        while self._live and next(iter(self._live.values()))[0] + VALID_SECONDS <= now:
            self._live.popitem(last=False)
        kept = VALID_SECONDS + LATELY_SECONDS
        while self._given and next(iter(self._given.values())) + kept <= now:
            self._given.popitem(last=False)

    def _unused(self) -> tuple[str, str]:
        while True:
            name = self._name(number := _any_number())
            if name not in self._given and name not in self._live:
                return number, name

    def _name(self, number: str) -> str:
        return pseudonym(self._key, "consultation", number)

    async def _too_many(self, limit: RateLimitItem, *names: str) -> GatewayError:
        reset, _ = await self._window.get_window_stats(limit, *names)
        wait = max(1, round(reset - time.time()))
        return GatewayError(STATUS["too_many"], "too_many", say("consult", "wrong"), wait)


def read_number(text: str) -> str | None:
    """The six digits that `text` gives, typed in any width, grouped or spelled out; else None."""
    plain = unicodedata.normalize("NFKC", text).translate(KATAKANA_TO_HIRAGANA)
    found = _SIX.fullmatch(_BETWEEN.sub("", plain))
    return "".join(_SAID.get(digit, digit) for digit in found.groups()) if found else None


def grouped(number: str) -> str:
    """123 456: as it is shown and said, like the groups of a telephone number."""
    return f"{number[:3]} {number[3:]}"


def _any_number() -> str:
    """Six digits; neither group begins with a zero, which many leave out when they read aloud."""
    return f"{_any_group()}{_any_group()}"


def _any_group() -> int:
    return 100 + secrets.randbelow(900)
