"""The rich menus, one a language: six fields below the talk, and one for the language. Their
pictures are drawn by tools/rich_menu.py.

A field sends the id of what it asks for. A menu serves all who read its language, so it can hold
no token of a talk; and an id is answered while Rasa is down, too. What the menus of other languages
send names their language: LINE remembers who has which menu, so that we need not.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from linebot.v3.messaging.models import (
    Action,
    PostbackAction,
    RichMenuArea,
    RichMenuBounds,
    RichMenuRequest,
    RichMenuSize,
    URIAction,
)

from bot.content import Words, current_content

WIDTH, HEIGHT = 2500, 1686
COLUMNS, ROWS = 3, 2
STRIP = 306  # the height of the field for the language, below the others
LANGUAGE, CALL = "language", "call"
# What each field asks for; `call` calls the call centre. What is written in it: phrases, `menu`.
FIELDS = (
    *("certificate_expiry", "not_arrived", "what_to_bring"),
    *("debit_methods", "help", CALL),
    LANGUAGE,
)
_OURS = "kokuho-faq"  # what our menus are called at LINE, before the language
_ASKS = "m:"  # what a field's data begins with


class Press(NamedTuple):
    """A field that was pressed. `language` of the menu is empty for the one that all begin with."""

    asks: str
    language: str


def pressed(data: str) -> Press | None:
    """What the field asks for that sent `data`; None for what no field sends."""
    language, _, asks = data.removeprefix(_ASKS).rpartition(":")
    known = asks in FIELDS and asks != CALL and language in ("", *languages()[1:])
    return Press(asks, language) if data.startswith(_ASKS) and known else None


def languages() -> tuple[str, ...]:
    """Those that have a menu; the first is of the menu that all begin with."""
    return tuple(current_content().city.languages)


def name_of(language: str) -> str:
    """How LINE knows the menu of a language."""
    return f"{_OURS} {language}"


def language_named(name: str) -> str | None:
    """Whose menu it is that LINE knows as `name`: a language; empty for one of ours from before
    each language had its own; None for somebody else's."""
    ours, _, language = name.partition(" ")
    return language if ours == _OURS else None


def picture(language: str) -> Path:
    """The picture of this city's menu in a language; it shows the phone number."""
    return current_content().folder / "line" / f"{language}.png"


def bounds_of(number: int) -> tuple[int, int, int, int]:
    """Left, top, width and height of a field; together they cover the whole picture."""
    above = HEIGHT - STRIP
    if number == COLUMNS * ROWS:
        return 0, above, WIDTH, STRIP
    column, row = number % COLUMNS, number // COLUMNS
    left, right = WIDTH * column // COLUMNS, WIDTH * (column + 1) // COLUMNS
    top, bottom = above * row // ROWS, above * (row + 1) // ROWS
    return left, top, right - left, bottom - top


def rich_menu(words: Words) -> RichMenuRequest:
    """The definition of the menu in the language of `words`, as LINE takes it."""
    areas = []
    for number, asks in enumerate(FIELDS):
        x, y, width, height = bounds_of(number)
        bounds = RichMenuBounds(x=x, y=y, width=width, height=height)
        areas.append(RichMenuArea(bounds=bounds, action=_action(asks, words)))
    return RichMenuRequest(
        size=RichMenuSize(width=WIDTH, height=HEIGHT),
        selected=True,
        name=name_of(words.language),
        chatBarText=words.say("menu", "bar"),
        areas=areas,
    )


def _action(asks: str, words: Words) -> Action:
    title = words.say("menu", asks)
    if asks == CALL:
        return URIAction(label=title, uri=f"tel:{words.say('talk', 'phone').replace('-', '')}")
    language = f"{words.language}:" if words.language != languages()[0] else ""
    said = f"{title} {words.say('menu', f'{asks}_below')}"
    return PostbackAction(label=title, data=f"{_ASKS}{language}{asks}", displayText=said)
