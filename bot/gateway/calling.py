"""The call centre at this moment, for every door."""

from __future__ import annotations

from datetime import datetime

from actions.contact import opening_now, opening_sentence
from bot.answers import say
from bot.gateway.routes.shapes import Centre


def centre_now(now: datetime) -> Centre:
    """Its number, and whether it is open; `now` in Japan time."""
    opening, phone = opening_now(now), say("talk", "phone")
    return Centre(
        phone=phone,
        tel=f"tel:{phone.replace('-', '')}",
        open=opening.closes is not None,
        sentence=opening_sentence(opening),
    )
