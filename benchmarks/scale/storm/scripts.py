"""What a resident of the storm says: a birthday of his own, then questions, and his result again.

Everybody's paper ends on another day, the one before the 75th birthday: who reads the day of
somebody else has got an answer that is not his.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

_FIRST_BIRTHDAY = date(1950, 8, 10)  # the end of the paper is within the edition, for all of them
_DAYS = 345
_YEARS = 75
_DAY = re.compile(r"(2025|2026)年\)(\d{1,2})月(\d{1,2})日")


class Saying(Enum):
    """What a message is for."""

    PAPER = "紙"
    BIRTHDAY = "生年月日"
    QUESTION = "質問"
    AGAIN = "もう一度"


@dataclass(frozen=True, slots=True)
class StormMessage:
    """One message, and what stands in its right answer."""

    saying: Saying
    text: str
    expects: str


_PAPER = "母の資格確認書はいつまで使えますか"
_QUESTIONS = (
    ("コールセンターの電話番号は?", "044-200-0783"),
    ("マル学とは何のことですか", "ほかの市町村"),
    ("利用登録の解除は郵送でもできますか", "郵送"),
    ("資格確認書はどんな郵便で届きますか", "特定記録郵便"),
)
_AROUND = 4  # questions between two looks at what is one's own


def own_day(resident: int) -> date:
    """The last day of his mother's paper."""
    born = _birthday(resident)
    return born.replace(year=born.year + _YEARS) - timedelta(days=1)


def said(resident: int, number: int) -> StormMessage:
    """His message of this number in a talk that begins with 0."""
    if number == 0:
        return StormMessage(Saying.PAPER, _PAPER, "生年月日")
    day = written(own_day(resident))
    if number == 1:
        born = _birthday(resident)
        return StormMessage(Saying.BIRTHDAY, f"{born.year}年{born.month}月{born.day}日です", day)
    if number % (_AROUND + 1) == 0:
        return StormMessage(Saying.AGAIN, _PAPER, day)
    text, expects = _QUESTIONS[(resident + number) % len(_QUESTIONS)]
    return StormMessage(Saying.QUESTION, text, expects)


def is_of_somebody_else(resident: int, message: StormMessage, words: str) -> bool:
    """Does an answer about one's own facts name days, and not his own?"""
    if message.saying not in (Saying.BIRTHDAY, Saying.AGAIN):
        return False
    found = {date(int(y), int(m), int(d)) for y, m, d in _DAY.findall(words)}
    everybody = {own_day(other) for other in range(_DAYS)}
    return bool(found & everybody) and own_day(resident) not in found


def written(day: date) -> str:
    """As an answer has it, behind the year of the era."""
    return f"({day.year}年){day.month}月{day.day}日"


def _birthday(resident: int) -> date:
    return _FIRST_BIRTHDAY + timedelta(days=resident % _DAYS)
