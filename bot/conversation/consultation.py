"""Consultation numbers: what a resident agreed to show, until an operator takes it up, once.

Everything is gone with its use, after VALID_SECONDS, when the resident takes it back, and, where it
lies in memory, with the process. The number itself is not kept, only a keyed hash of it.
"""

from __future__ import annotations

import asyncio
import re
import secrets
import unicodedata
from collections import defaultdict

from bot.content import say
from bot.conversation.refusals import STATUS
from bot.conversation.secret import pseudonym
from bot.errors import RequestRefused
from bot.storage.ports.consultations import AskedTurn, Computed, ConsultationStore, Shown
from bot.storage.ports.throttles import ThrottleStore
from bot.text.spans import KATAKANA_TO_HIRAGANA

__all__ = [
    "AskedTurn",
    "Computed",
    "Consultations",
    "Shown",
    "grouped",
    "number_in",
    "read_number",
]

VALID_SECONDS = 30 * 60
MOST_LIVE = 1_000  # how likely a guess is, is this over NUMBERS; see ADR 0015
NUMBERS = 900 * 900
# So long after its end a number is not given to anybody else: it may still lie on a slip of paper.
LATELY_SECONDS = 2 * 60 * 60
WRONG_OF_ONE = 10  # wrong numbers of one operator in ten minutes
_WRONG_SECONDS = 10 * 60

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
_GROUPED = re.compile(r"(?<![\d-])([1-9]\d\d) ([1-9]\d\d)(?![\d-])")
_BETWEEN = re.compile(r"[\s\-‐-―−ーｰ~〜_・.,、。の()「」]")
# Katakana as hiragana, for words that are compared.


class Consultations:
    """The numbers, made here and kept in `store` under names that tell nothing of them."""

    def __init__(self, store: ConsultationStore, throttles: ThrottleStore, key: str = "") -> None:
        """`key` makes the names: the same wherever the store is the same, else one of our own."""
        self._store, self._key = store, key or secrets.token_hex(32)
        self._throttles, self._trying = throttles, asyncio.Lock()
        self._of: dict[str, list[str]] = defaultdict(list)  # names by who asked for them here

    async def count(self) -> int:
        """How many may still be used."""
        return await self._store.count()

    async def issue(self, shown: Shown, caller: str = "") -> tuple[str, str] | None:
        """A new number, and the name under which its talk may take it back.

        Where as many are live as may be, the caller who has most of them loses his oldest one.
        None: everybody has one at most.
        """
        if await self._store.count() >= MOST_LIVE and not await self._make_room():
            return None
        while True:
            name = self._name(number := _any_number())
            if await self._store.add(name, shown, VALID_SECONDS, LATELY_SECONDS):
                self._of[caller].append(name)
                return number, name

    async def _make_room(self) -> bool:
        """Drops one number of who has most; was there anybody with more than one?"""
        for caller, names in list(self._of.items()):
            live = [name for name in names if await self._store.is_live(name)]
            if live:
                self._of[caller] = live
            else:
                del self._of[caller]
        most = max((names for names in self._of.values()), key=len, default=[])
        return len(most) > 1 and await self._store.drop(most.pop(0))

    async def is_live(self, name: str) -> bool:
        """May it still be used?"""
        return await self._store.is_live(name)

    async def take_back(self, name: str) -> bool:
        """Wipes what stands behind it; was there anything?"""
        return await self._store.drop(name)

    async def redeem(self, text: str, operator: str) -> tuple[Shown, int] | None:
        """What stands behind the number that `text` gives, wiped here; and its age in minutes.

        None for a number that is not in use. Raises too_many for who was wrong too often. One at
        a time, so that tries that come together are counted like tries one after the other.
        """
        async with self._trying:
            wrong = f"wrong:{operator}"
            if wait := await self._throttles.wait(wrong, WRONG_OF_ONE, _WRONG_SECONDS):
                raise _too_many(wait)
            number = read_number(text)
            if number is None:  # six digits were not even typed: nobody guesses so
                return None
            found = await self._store.take(self._name(number))
            if found is None:
                await self._throttles.hit(wrong, WRONG_OF_ONE, _WRONG_SECONDS)
                return None
        shown, age = found
        return shown, int(age // 60)

    def _name(self, number: str) -> str:
        return pseudonym(self._key, "consultation", number)


def _too_many(wait: float) -> RequestRefused:
    seconds = max(1, round(wait))
    return RequestRefused(STATUS["too_many"], "too_many", say("consult", "wrong"), seconds)


def read_number(text: str) -> str | None:
    """The six digits that `text` gives, typed in any width, grouped or spelled out; else None."""
    plain = unicodedata.normalize("NFKC", text).translate(KATAKANA_TO_HIRAGANA)
    found = _SIX.fullmatch(_BETWEEN.sub("", plain))
    return "".join(_SAID.get(digit, digit) for digit in found.groups()) if found else None


def grouped(number: str) -> str:
    """123 456: as it is shown and said, like the groups of a telephone number."""
    return f"{number[:3]} {number[3:]}"


def number_in(text: str) -> str | None:
    """The number that `text` shows, as it is grouped; None where it shows none."""
    found = _GROUPED.search(text)
    return f"{found[1]}{found[2]}" if found else None


def _any_number() -> str:
    """Six digits; neither group begins with a zero, which many leave out when they read aloud."""
    return f"{_any_group()}{_any_group()}"


def _any_group() -> int:
    return 100 + secrets.randbelow(900)
