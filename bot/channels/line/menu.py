"""The rich menu: six fields below the talk, and one for the language. Its picture is drawn by
tools/rich_menu.py.

A field sends the id of what it asks for. One menu serves all, so it can hold no token of a talk;
and an id is answered in the language of the talk, also while Rasa is down.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from linebot.v3.messaging.models import (
    Action,
    PostbackAction,
    RichMenuArea,
    RichMenuBounds,
    RichMenuRequest,
    RichMenuSize,
    URIAction,
)

from bot.content import current_content, say

NAME = "kokuho-faq"
WIDTH, HEIGHT = 2500, 1686
COLUMNS, ROWS = 3, 2
STRIP = 306  # the height of the field for the language, below the others
LANGUAGE = "language"
_ASKS = "m:"  # what a field's data begins with


@dataclass(frozen=True, slots=True)
class Field:
    """What is written in a field, and what it asks for; nothing: it calls the call centre."""

    title: str
    below: str
    english: str
    asks: str = ""


FIELDS = (
    Field("期限", "いつまで使える?", "Until when", "certificate_expiry"),
    Field("届かない", "まだ来ないとき", "Not arrived", "not_arrived"),
    Field("持ち物", "病院に行くとき", "What to bring", "what_to_bring"),
    Field("口座振替", "保険料の支払い", "Bank transfer", "debit_methods"),
    Field("使い方", "何が聞ける?", "What to ask", "help"),
    Field("電話", "コールセンター", "Call"),
    Field("Language", "言語を選ぶ", "Language", LANGUAGE),
)
_KNOWN = frozenset(field.asks for field in FIELDS if field.asks)


def asked_of(data: str) -> str | None:
    """What the field asks for that sent `data`; None for what no field sends."""
    name = data.removeprefix(_ASKS)
    return name if data.startswith(_ASKS) and name in _KNOWN else None


def picture() -> Path:
    """The picture of this city's menu; it shows the phone number."""
    return current_content().folder / "line" / "menu.png"


def bounds_of(number: int) -> tuple[int, int, int, int]:
    """Left, top, width and height of a field; together they cover the whole picture."""
    above = HEIGHT - STRIP
    if number == COLUMNS * ROWS:
        return 0, above, WIDTH, STRIP
    column, row = number % COLUMNS, number // COLUMNS
    left, right = WIDTH * column // COLUMNS, WIDTH * (column + 1) // COLUMNS
    top, bottom = above * row // ROWS, above * (row + 1) // ROWS
    return left, top, right - left, bottom - top


def rich_menu() -> RichMenuRequest:
    """The definition, as LINE takes it."""
    areas = []
    for number, field in enumerate(FIELDS):
        x, y, width, height = bounds_of(number)
        bounds = RichMenuBounds(x=x, y=y, width=width, height=height)
        areas.append(RichMenuArea(bounds=bounds, action=_action(field)))
    return RichMenuRequest(
        size=RichMenuSize(width=WIDTH, height=HEIGHT),
        selected=True,
        name=NAME,
        chatBarText="メニュー Menu",
        areas=areas,
    )


def _action(field: Field) -> Action:
    if field.asks:
        said = f"{field.title} {field.below}"
        return PostbackAction(label=field.title, data=f"{_ASKS}{field.asks}", displayText=said)
    return URIAction(label=field.title, uri=f"tel:{say('talk', 'phone').replace('-', '')}")
