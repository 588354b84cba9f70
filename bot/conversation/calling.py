"""The call centre at this moment, for every door."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.content import current_words
from bot.dialogue.contact import opening_now, opening_sentence


@dataclass(frozen=True, slots=True)
class Centre:
    """The call centre: number, and whether it is open at this moment."""

    phone: str
    tel: str
    open: bool
    sentence: str


def telephone(phone: str) -> str:
    """The address that calls `phone`: tel:0442000783."""
    return f"tel:{phone.replace('-', '')}"


def centre_now(now: datetime) -> Centre:
    """Its number, and whether it is open; `now` in Japan time."""
    words = current_words()
    opening, phone = opening_now(now, words.edition), words.say("talk", "phone")
    return Centre(
        phone=phone,
        tel=telephone(phone),
        open=opening.closes is not None,
        sentence=opening_sentence(opening, words),
    )
