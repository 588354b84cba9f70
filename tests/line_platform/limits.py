"""What LINE refuses, written down apart from the code under test: Refused with the reason.

Properties that LINE has and we never send are refused as well, so that a slip shows.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

Json = Mapping[str, Any]

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}(?:[0-9a-fA-F]{2})?")
_SIZES = ("xxs", "xs", "sm", "md", "lg", "xl", "xxl", "3xl", "4xl", "5xl")
_SPACES = ("none", "xs", "sm", "md", "lg", "xl", "xxl")
_BUBBLES = ("nano", "micro", "deca", "hecto", "kilo", "mega", "giga")
_DEEPEST = 10  # boxes within boxes
# What may stand at each kind of component, and the values of what has only some.
_KNOWN = {
    "text": {"text", "wrap", "size", "color", "weight", "scaling", "margin"},
    "box": {"layout", "contents", "spacing", "margin"},
    "button": {"action", "style", "height", "scaling", "margin", "color"},
    "separator": {"margin", "color"},
}
_VALUES: dict[str, tuple[Any, ...]] = {
    "spacing": _SPACES,
    "margin": _SPACES,
    "size": _SIZES,
    "weight": ("regular", "bold"),
    "style": ("primary", "secondary", "link"),
    "height": ("sm", "md"),
    "layout": ("vertical", "horizontal", "baseline"),
    "wrap": (True, False),
    "scaling": (True, False),
}
_RECEIVER = re.compile(r"[UCR][0-9a-f]{32}")
IN_MESSAGES = ("postback", "uri", "message", "datetimepicker", "clipboard")
IN_MENUS = (*IN_MESSAGES, "richmenuswitch")


class Refused(Exception):
    """The call would be refused with 400."""


def units(text: str) -> int:
    """UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def check_reply(body: Json) -> None:
    """A whole call that answers an event."""
    only(body, {"replyToken", "messages", "notificationDisabled"})
    text(body["replyToken"], 1_000)
    need(body.get("notificationDisabled", False) in (True, False), "notificationDisabled")
    check_messages(body["messages"])


def check_push(body: Json) -> None:
    """A whole call that answers none."""
    only(body, {"to", "messages", "notificationDisabled", "customAggregationUnits"})
    need(_RECEIVER.fullmatch(body["to"]) is not None, "to")
    check_messages(body["messages"])


def check_loading(body: Json) -> None:
    """The loading indicator: for one person, and for multiples of five seconds."""
    only(body, {"chatId", "loadingSeconds"})
    need(re.fullmatch("U[0-9a-f]{32}", body["chatId"]) is not None, "chatId")
    seconds = body.get("loadingSeconds", 20)
    need(isinstance(seconds, int) and 5 <= seconds <= 60 and seconds % 5 == 0, "loadingSeconds")


def check_messages(messages: Any) -> None:
    """The messages of a call."""
    need(isinstance(messages, list) and 1 <= len(messages) <= 5, "1 to 5 messages")
    for message in messages:
        check_message(message)


def check_message(message: Json) -> None:
    """One message."""
    match message.get("type"):
        case "text":
            only(message, {"text", "quickReply"})
            text(message["text"], 5_000)
        case "flex":
            only(message, {"altText", "contents", "quickReply"})
            text(message["altText"], 400)
            _bubble(message["contents"])
        case other:
            raise Refused(f"unknown message {other}")
    if "quickReply" in message:
        _quick_reply(message["quickReply"])


def _quick_reply(given: Json) -> None:
    only(given, {"items"})
    need(1 <= len(given["items"]) <= 13, "1 to 13 quick replies")
    for item in given["items"]:
        only(item, {"action"})
        need(item["type"] == "action", "a quick reply is an action")
        check_action(item["action"], IN_MESSAGES)


def _bubble(bubble: Json) -> None:
    need(bubble.get("type") == "bubble", "a bubble")
    only(bubble, {"size", "body", "footer"})
    need(bubble.get("size", "mega") in _BUBBLES, "size of the bubble")
    need(bool({"body", "footer"} & set(bubble)), "a bubble holds something")
    need(len(json.dumps(bubble).encode()) <= 30_000, "a bubble is at most 30 KB")
    for part in ("body", "footer"):
        if part in bubble:
            need(bubble[part]["type"] == "box", "a part is a box")
            _component(bubble[part], 1)


def _component(part: Json, depth: int) -> None:
    kind = part.get("type")
    need(kind in _KNOWN, f"unknown component {kind}")
    need(depth <= _DEEPEST, "boxes too deep")
    only(part, _KNOWN[str(kind)])
    for name, values in _VALUES.items():
        need(name not in part or part[name] in values, name)
    need("color" not in part or bool(_COLOUR.fullmatch(part["color"])), "colour")
    if kind == "text":
        need(isinstance(part["text"], str) and bool(part["text"].strip()), "a text is not empty")
    if kind == "button":
        check_action(part["action"], IN_MESSAGES)
    if kind == "box":
        need("layout" in part and isinstance(part["contents"], list), "layout and contents")
        for child in part["contents"]:
            _component(child, depth + 1)


def check_action(action: Json, allowed: Collection[str]) -> None:
    """What a button, a quick reply or a field of a menu does."""
    need(action.get("type") in allowed, f"no action {action.get('type')} here")
    text(action.get("label"), 20)
    match action["type"]:
        case "postback":
            only(action, {"label", "data", "displayText"})
            text(action["data"], 300)
            text(action.get("displayText", "-"), 300)
        case "uri":
            only(action, {"label", "uri"})
            need(bool(re.match(r"https://\S+$|tel:[0-9]+$", action["uri"])), "scheme")
            text(action["uri"], 1_000)
        case "message":
            only(action, {"label", "text"})
            text(action["text"], 300)
        case "clipboard":
            only(action, {"label", "clipboardText"})
            text(action["clipboardText"], 1_000)
        case "richmenuswitch":
            only(action, {"label", "data", "richMenuAliasId"})
            text(action["data"], 300)
            need(bool(re.fullmatch("[a-z0-9_-]{1,32}", action["richMenuAliasId"])), "alias")
        case "datetimepicker":
            _picker(action)


def _picker(action: Json) -> None:
    only(action, {"label", "data", "mode", "initial", "min", "max"})
    text(action["data"], 300)
    need(action["mode"] == "date", "mode")
    first, usual, last = (date.fromisoformat(action[k]) for k in ("min", "initial", "max"))
    need(date(1900, 1, 1) <= first < last <= date(2100, 12, 31), "range of the picker")
    need(first <= usual <= last, "initial within the range")


def only(given: Json, names: set[str]) -> None:
    """No property but these."""
    need(isinstance(given, Mapping), "an object")
    strange = set(given) - names - {"type"}
    need(not strange, f"unknown property {sorted(strange)}")


def text(given: Any, most: int) -> None:
    """A text of 1 to so many units, without half of a pair."""
    need(isinstance(given, str), "a text")
    need(not any("\ud800" <= letter <= "\udfff" for letter in given), "no half letters")
    need(0 < units(given) <= most, f"1 to {most} characters")


def need(is_so: bool, what: str) -> None:
    """Raises Refused where it is not so."""
    if not is_so:
        raise Refused(what)
