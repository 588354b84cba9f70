"""The stand-in refuses what LINE refuses: a platform that takes everything would prove nothing."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from bot.channels.line.menu import rich_menu
from bot.content import words_today
from tests.line_platform.limits import (
    Refused,
    check_loading,
    check_messages,
    check_push,
    check_reply,
)
from tests.line_platform.menus import check_menu

USER = "U" + "0" * 32


def text(words: str = "答え", **more: Any) -> dict[str, Any]:
    """A text message."""
    return {"type": "text", "text": words, **more}


def quick(*actions: dict[str, Any]) -> dict[str, Any]:
    """A text with quick replies."""
    return text(quickReply={"items": [{"type": "action", "action": one} for one in actions]})


def bubble(*contents: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A bubble with components."""
    body = {"type": "box", "layout": "vertical", "contents": list(contents)}
    return {
        "type": "flex",
        "altText": "結論",
        "contents": {"type": "bubble", "body": body, **more},
    }


PRESS = {"type": "postback", "label": "はい", "data": "c:1"}
COPY = {"type": "clipboard", "label": "コピー", "clipboardText": "118151"}
DAY = {"min": "2024-01-01", "initial": "2025-01-01", "max": "2026-01-01"}
PICK = {"type": "datetimepicker", "label": "選ぶ", "data": "d:1", "mode": "date", **DAY}
WORDS = {"type": "text", "text": "結論", "size": "md", "wrap": True, "scaling": True}


@pytest.mark.parametrize(
    "messages",
    [
        [text()],
        [text()] * 5,
        [text("あ" * 5_000)],
        [quick(*[PRESS] * 13)],
        [quick(PICK, COPY)],
        [bubble(WORDS, {"type": "button", "action": COPY, "style": "secondary"}, size="mega")],
    ],
)
def test_taken(messages: list[Any]) -> None:
    """What LINE takes."""
    check_messages(messages)
    check_reply({"replyToken": "t", "messages": messages})
    check_push({"to": USER, "messages": messages})


@pytest.mark.parametrize(
    "messages",
    [
        [],
        [text()] * 6,
        [text("")],
        [text("あ" * 5_001)],
        [text("🍎" * 2_501)],
        [text(quoteToken=1)],
        [{"type": "textV3", "text": "a"}],
        [quick()],
        [quick(*[PRESS] * 14)],
        [quick({**PRESS, "label": "あ" * 21})],
        [quick({**PRESS, "data": "c" * 301})],
        [quick({**PRESS, "data": ""})],
        [quick({**PRESS, "displayText": "あ" * 301})],
        [quick({**PICK, "mode": "month"})],
        [quick({**PICK, "initial": "2027-01-01"})],
        [quick({**PICK, "min": "1899-12-31"})],
        [quick({**COPY, "clipboardText": ""})],
        [quick({"type": "richmenuswitch", "label": "a", "data": "b", "richMenuAliasId": "c"})],
        [quick({"type": "uri", "label": "a", "uri": "javascript:alert(1)"})],
        [bubble({**WORDS, "text": " "})],
        [bubble({**WORDS, "size": "16"})],
        [bubble({**WORDS, "wrap": "true"})],
        [bubble({**WORDS, "color": "red"})],
        [bubble({**WORDS, "font": "x"})],
        [bubble({"type": "video"})],
        [bubble(WORDS, size="huge")],
        [{**bubble(WORDS), "altText": ""}],
        [bubble({**WORDS, "text": "あ" * 30_000})],
    ],
)
def test_refused(messages: list[Any]) -> None:
    """Each breaks one limit of LINE's."""
    with pytest.raises(Refused):
        check_messages(messages)


def test_boxes_are_not_endless() -> None:
    """A box within a box within a box …"""
    inner: dict[str, Any] = WORDS
    for _ in range(10):
        inner = {"type": "box", "layout": "vertical", "contents": [inner]}
    with pytest.raises(Refused, match="too deep"):
        check_messages([bubble(inner)])


@pytest.mark.parametrize(
    ("check", "body"),
    [
        (check_reply, {"messages": [text()], "replyToken": ""}),
        (check_reply, {"messages": [text()], "replyToken": "t", "to": USER}),
        (check_push, {"messages": [text()], "to": "somebody"}),
        (check_push, {"messages": [text()], "to": [USER]}),
        (check_loading, {"chatId": "C" + "0" * 32, "loadingSeconds": 20}),
        (check_loading, {"chatId": USER, "loadingSeconds": 7}),
        (check_loading, {"chatId": USER, "loadingSeconds": 65}),
    ],
)
def test_calls_refused(check: Any, body: dict[str, Any]) -> None:
    """A whole call is held against its own schema."""
    with pytest.raises((Refused, TypeError)):
        check(body)


@pytest.mark.parametrize(
    "change",
    [
        lambda menu: menu.update(chatBarText="あ" * 15),
        lambda menu: menu.update(name=""),
        lambda menu: menu.update(areas=[]),
        lambda menu: menu.update(areas=menu["areas"] * 3),
        lambda menu: menu.update(selected="yes"),
        lambda menu: menu.update(colour="red"),
        lambda menu: menu["size"].update(height=2_000),
        lambda menu: menu["areas"][0]["bounds"].update(x=-1),
        lambda menu: menu["areas"][0]["bounds"].update(width=0),
        lambda menu: menu["areas"][0]["bounds"].update(width=2_501),
        lambda menu: menu["areas"][0]["bounds"].update(height=1.5),
        lambda menu: menu["areas"][0]["action"].update(label=""),
    ],
)
def test_menus_refused(change: Any) -> None:
    """Ours is taken; with one thing wrong it is not."""
    menu = deepcopy(rich_menu(words_today()).to_dict())
    check_menu(menu)
    change(menu)
    with pytest.raises(Refused):
        check_menu(menu)
