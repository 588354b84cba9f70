"""The rich menu: six fields below the talk. Its picture is drawn by tools/rich_menu.py.

A field sends words as if the resident had typed them: one menu serves all, so it can hold no token
of a talk. Each is a sentence of data/nlu, so it is understood even while Rasa is down.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from linebot.v3.messaging.models import (
    Action,
    MessageAction,
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


@dataclass(frozen=True, slots=True)
class Field:
    """What is written in a field, and what it sends; without words it calls the call centre."""

    title: str
    below: str
    words: str = ""


FIELDS = (
    Field("期限", "いつまで使える?", "資格確認書の期限いつ?"),
    Field("届かない", "まだ来ないとき", "確認書いつ届くの?"),
    Field("持ち物", "病院に行くとき", "受診時の持ち物"),
    Field("口座振替", "保険料の支払い", "口座振替 どこで申し込む"),
    Field("使い方", "何が聞ける?", "使い方"),
    Field("電話", "コールセンター"),
)


def picture() -> Path:
    """The picture of this city's menu; it shows the phone number."""
    return current_content().folder / "line" / "menu.png"


def bounds_of(number: int) -> tuple[int, int, int, int]:
    """Left, top, width and height of a field; together they cover the whole picture."""
    column, row = number % COLUMNS, number // COLUMNS
    left, right = WIDTH * column // COLUMNS, WIDTH * (column + 1) // COLUMNS
    top, bottom = HEIGHT * row // ROWS, HEIGHT * (row + 1) // ROWS
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
        chatBarText="メニュー",
        areas=areas,
    )


def _action(field: Field) -> Action:
    if field.words:
        return MessageAction(label=field.title, text=field.words)
    return URIAction(label=field.title, uri=f"tel:{say('talk', 'phone').replace('-', '')}")
