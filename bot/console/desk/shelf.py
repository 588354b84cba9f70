"""What an operator has at hand: pinned answers, and those that they opened last."""

from __future__ import annotations

from fastapi import APIRouter
from pydantic import BaseModel

from bot.console.shared.access import Changing, SignedIn, TheConsole
from bot.console.shared.audit_log import AuditFilter
from bot.content import library
from bot.conversation.refusals import refused
from bot.conversation.threads import stored

routes = APIRouter(prefix="/desk", include_in_schema=False)

RECENT = 8
_LOOKED_BACK = 60  # opened cards, among which the same ones come again and again
MOST_PINS = 30


class AtHand(BaseModel):
    """Ids of answers: the pinned ones as they were pinned, the recent ones newest first."""

    pinned: list[str]
    recent: list[str]


class PinWish(BaseModel):
    """Shall the answer be pinned?"""

    id: str
    pinned: bool


@routes.get("/shelf")
async def shelf(console: TheConsole, caller: SignedIn) -> AtHand:
    """What is at hand for who asks; what was opened is known from the audit."""
    name, answers = caller.account.name, library().book().answers
    pinned = await stored(console.gateway.stores.pins.of, name)
    opened = await stored(console.audit.latest, _LOOKED_BACK, AuditFilter(name, "card"))
    recent = [which for which in dict.fromkeys(one.which for one in opened) if which in answers]
    return AtHand(pinned=[one for one in pinned if one in answers], recent=recent[:RECENT])


@routes.post("/pins", dependencies=[Changing], status_code=204)
async def pin(wish: PinWish, console: TheConsole, caller: SignedIn) -> None:
    """Pins an answer or takes the pin away. Raises not_found, and invalid for too many."""
    pins, name = console.gateway.stores.pins, caller.account.name
    if not wish.pinned:
        await stored(pins.unpin, name, wish.id)
        return
    if wish.id not in library().book().answers:
        raise refused("not_found")
    if len(await stored(pins.of, name)) >= MOST_PINS:
        raise refused("invalid")
    await stored(pins.pin, name, wish.id)
