"""What LINE refuses, written down apart from the code under test: Refused with the reason."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

Json = Mapping[str, Any]

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}(?:[0-9a-fA-F]{2})?")
_SIZES = ("xxs", "xs", "sm", "md", "lg", "xl", "xxl", "3xl", "4xl", "5xl")
_SPACES = ("none", "xs", "sm", "md", "lg", "xl", "xxl")
_KNOWN = {
    "text": {"text", "wrap", "size", "color", "weight", "scaling", "margin"},
    "box": {"layout", "contents", "spacing", "margin"},
    "button": {"action", "style", "height", "scaling", "margin", "color"},
    "separator": {"margin", "color"},
}


class Refused(Exception):
    """The message would be refused with 400."""


def units(text: str) -> int:
    """UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def check_messages(messages: Any) -> None:
    """A whole call."""
    _need(isinstance(messages, list) and 1 <= len(messages) <= 5, "1 to 5 messages")
    for message in messages:
        check_message(message)


def check_message(message: Json) -> None:
    """One message."""
    match message.get("type"):
        case "text":
            _only(message, {"text", "quickReply"})
            _text(message["text"], 5_000)
        case "flex":
            _only(message, {"altText", "contents", "quickReply"})
            _text(message["altText"], 400)
            _bubble(message["contents"])
        case other:
            raise Refused(f"unknown message {other}")
    if "quickReply" in message:
        items = message["quickReply"]["items"]
        _need(1 <= len(items) <= 13, "1 to 13 quick replies")
        for item in items:
            _need(item["type"] == "action", "a quick reply is an action")
            _action(item["action"])


def _bubble(bubble: Json) -> None:
    _need(bubble.get("type") == "bubble", "a bubble")
    _only(bubble, {"size", "body", "footer"})
    _need(len(json.dumps(bubble).encode()) <= 30_000, "a bubble is at most 30 KB")
    for part in ("body", "footer"):
        if part in bubble:
            _need(bubble[part]["type"] == "box", "a part is a box")
            _component(bubble[part])


def _component(part: Json) -> None:
    kind = part.get("type")
    _need(kind in _KNOWN, f"unknown component {kind}")
    _only(part, _KNOWN[str(kind)])
    _need(part.get("spacing", "md") in _SPACES, "spacing")
    _need("color" not in part or bool(_COLOUR.fullmatch(part["color"])), "colour")
    if kind == "text":
        _need(bool(part["text"]), "a text is not empty")
        _need(part.get("size", "md") in _SIZES, "size")
    if kind == "button":
        _action(part["action"])
    if kind == "box":
        _need(part["layout"] in ("vertical", "horizontal", "baseline"), "layout")
        for child in part["contents"]:
            _component(child)


def _action(action: Json) -> None:
    _text(action.get("label"), 20)
    match action.get("type"):
        case "postback":
            _only(action, {"label", "data", "displayText"})
            _text(action["data"], 300)
            _text(action.get("displayText", "-"), 300)
        case "uri":
            _only(action, {"label", "uri"})
            _need(bool(re.match(r"https://|tel:[0-9]+$", action["uri"])), "scheme")
            _text(action["uri"], 1_000)
        case "message":
            _only(action, {"label", "text"})
            _text(action["text"], 300)
        case "datetimepicker":
            _picker(action)
        case other:
            raise Refused(f"unknown action {other}")


def _picker(action: Json) -> None:
    _only(action, {"label", "data", "mode", "initial", "min", "max"})
    _text(action["data"], 300)
    _need(action["mode"] == "date", "mode")
    first, usual, last = (date.fromisoformat(action[k]) for k in ("min", "initial", "max"))
    _need(date(1900, 1, 1) <= first < last <= date(2100, 12, 31), "range of the picker")
    _need(first <= usual <= last, "initial within the range")


def check_menu(menu: Json) -> None:
    """A rich menu."""
    width, height = menu["size"]["width"], menu["size"]["height"]
    _need(800 <= width <= 2500 and height >= 250 and width / height >= 1.45, "size of the menu")
    _text(menu["chatBarText"], 14)
    _text(menu["name"], 300)
    _need(1 <= len(menu["areas"]) <= 20, "areas")
    for area in menu["areas"]:
        box = area["bounds"]
        _need(box["x"] + box["width"] <= width, "an area within the picture")
        _need(box["y"] + box["height"] <= height, "an area within the picture")
        _action(area["action"])


def _only(given: Json, names: set[str]) -> None:
    strange = set(given) - names - {"type"}
    _need(not strange, f"unknown property {sorted(strange)}")


def _text(text: Any, most: int) -> None:
    _need(isinstance(text, str) and 0 < units(text) <= most, f"1 to {most} characters")
    _need("\ud800" not in ascii(text), "no half letters")


def _need(is_so: bool, what: str) -> None:
    if not is_so:
        raise Refused(what)
